"""Requirements files as uv reads them (uv ``crates/uv-requirements-txt``): their lines, and what it stumbles over."""

from __future__ import annotations

from pipwise.facts.uv_options import resolve
from pipwise.model.facts import Setting
from pipwise.system.look import Look

_WITH_VALUE = ("-i", "--index-url", "--extra-index-url", "-f", "--find-links", "--no-binary", "--only-binary")
_ALONE = ("--no-index", "--require-hashes")
_NESTED = {"-r": "-r", "--requirement": "-r", "-c": "-c", "--constraint": "-c"}
_EDITABLE = ("-e", "--editable")
_DEPTH = 10


def read_files(look: Look, paths: tuple[str, ...], directory: str) -> list[Setting]:
    """Each line of the files as a setting ``requirement``, or ``problem`` where uv ends; nested files included."""
    found: list[Setting] = []
    for path in paths:
        if path != "-" and "://" not in path and path.rpartition(".")[2] not in ("py", "toml", "cfg"):
            _read(look, resolve(directory, path), found, _DEPTH)
    return found


def _read(look: Look, path: str, found: list[Setting], depth: int) -> None:
    try:
        text = look.read(path).decode("utf-8")
    except UnicodeDecodeError:
        found.append(_line("problem", f"requirements-file-malformed: failed to decode file `{path}`", path))
        return
    except OSError as error:
        found.append(_line("problem", f"requirements-file-missing: {path}: {error.strerror or error}", path))
        return
    for line in _logical_lines(text):
        word, _, rest = line.partition(
            "=" if line.startswith("--") and "=" in line.partition(" ")[0] else " "
        )
        if word in _NESTED or line[:2] in ("-r", "-c"):
            nested = rest.strip() if word in _NESTED else line[2:].strip()
            constraint = _NESTED.get(word, line[:2]) == "-c"
            inside: list[Setting] = []
            if depth and "://" not in nested:
                _read(look, resolve(path.rpartition("/")[0], nested), inside, depth - 1)
            found += [one for one in inside if not constraint or one.key == "problem"]
        elif word in _EDITABLE:
            found.append(_line("editable", rest.strip(), path))
        elif line.startswith("-"):
            if word not in _WITH_VALUE and word not in _ALONE:
                why = f"requirements-file-malformed: Unexpected '-' in {path}: {word}"
                found.append(_line("problem", why, path))
        else:
            found.append(_line("requirement", line.partition(" --hash")[0].strip(), path))


def _logical_lines(text: str) -> list[str]:
    """Lines without comments, joined where a backslash ends them."""
    joined = text.replace("\\\r\n", " ").replace("\\\n", " ")
    lines = (line.strip() for line in joined.splitlines())
    lines = ("" if line.startswith("#") else line.partition(" #")[0].strip() for line in lines)
    return [line for line in lines if line]


def _line(key: str, value: str, path: str) -> Setting:
    return Setting(":file:", key, value, path)
