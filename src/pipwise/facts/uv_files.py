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
OTHER_FORMATS = ("py", "toml", "cfg")
"""Files that are no lists of requirements, by the end of their names."""


def read_files(look: Look, paths: tuple[str, ...], directory: str, key: str = "requirement") -> list[Setting]:
    """Each line as a setting: ``requirement``, ``hashed``, ``editable``, ``constraint``, ``option``; ``problem`` ends uv."""
    found: list[Setting] = []
    for path in paths:
        if path != "-" and "://" not in path and path.rpartition(".")[2] not in OTHER_FORMATS:
            _read(look, resolve(directory, path), key, found, _DEPTH)
    return found


def _read(look: Look, path: str, key: str, found: list[Setting], depth: int) -> None:
    try:
        text = look.read(path).decode("utf-8")
    except UnicodeDecodeError:
        found.append(_line("problem", f"requirements-file-malformed: failed to decode file `{path}`", path))
        return
    except OSError as error:
        found.append(_line("problem", f"requirements-file-missing: {path}: {error.strerror or error}", path))
        return
    for line in _logical_lines(text):
        word, rest = _split(line)
        if word in _NESTED:
            inner = "constraint" if _NESTED[word] == "-c" else key
            if depth and "://" not in rest:
                _read(look, resolve(path.rpartition("/")[0], rest), inner, found, depth - 1)
        elif word in _EDITABLE:
            found.append(_line("editable", rest, path))
        elif not line.startswith("-"):
            text, hashed, _ = line.partition(" --hash")
            found.append(_line("hashed" if hashed and key == "requirement" else key, text.strip(), path))
        elif word in _ALONE:
            found.append(_line("option", word, path))
        elif word not in _WITH_VALUE:
            found.append(
                _line("problem", f"requirements-file-malformed: Unexpected '-' in {path}: {word}", path)
            )


def _split(line: str) -> tuple[str, str]:
    """An option and its value: ``-rfile``, ``-r file``, ``--requirement=file``."""
    if line[:1] == "-" and line[1:2] != "-":
        return line[:2], line[2:].strip()
    word, _, rest = line.partition("=" if "=" in line.partition(" ")[0] else " ")
    return word, rest.strip()


def _logical_lines(text: str) -> list[str]:
    """Lines without comments, joined where a backslash ends them."""
    joined = text.replace("\\\r\n", " ").replace("\\\n", " ")
    lines = (line.strip() for line in joined.splitlines())
    lines = ("" if line.startswith("#") else line.partition(" #")[0].strip() for line in lines)
    return [line for line in lines if line]


def _line(key: str, value: str, path: str) -> Setting:
    return Setting(":file:", key, value, path)
