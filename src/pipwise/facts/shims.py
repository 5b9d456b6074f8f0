"""Shims of version managers: recognised by where they lie and what they say, never run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipwise.system.look import Look


def shim_manager(look: Look, path: str) -> str:
    """Which version manager put this program on PATH in place of the real one: pyenv, asdf, mise, store, or ''."""
    if "/shims/" in path:
        if _text(look, path, "").find("pyenv") >= 0:
            return "pyenv"
        if "/.asdf/" in path or "asdf" in _text(look, path, ""):
            return "asdf"
        if look.realpath(path).rpartition("/")[2] in ("mise", "rtx"):
            return "mise"
    if "/Microsoft/WindowsApps/" in path:
        return "store"
    return ""


def behind_shim(look: Look, manager: str, path: str, environment: Mapping[str, str], cwd: str) -> str | None:
    """The program that the manager would run for this shim here, or None where its files do not tell."""
    folder, _, name = path.rpartition("/")
    root = folder.rpartition("/")[0]
    if manager == "pyenv":
        return _first(look, _pyenv(look, root, folder, name, environment, cwd))
    if manager in ("asdf", "mise"):
        tree = "installs/python"
        data = environment.get("MISE_DATA_DIR") or root if manager == "mise" else root
        return _first(look, (f"{data}/{tree}/{version}/bin/{name}" for version in _tool_versions(look, environment, cwd)))
    return None


def _pyenv(
    look: Look, root: str, shims: str, name: str, environment: Mapping[str, str], cwd: str
) -> Iterator[str]:
    """Candidates in pyenv's order: PYENV_VERSION, .python-version upward, the global file; ``system`` is the next on PATH."""
    said = environment.get("PYENV_VERSION", "").split(":") if environment.get("PYENV_VERSION") else []
    if not said:
        said = next(filter(None, (_words(look, f"{folder}/.python-version") for folder in _upward(cwd))), [])
    if not said:
        said = _words(look, f"{root}/version") or ["system"]
    for version in said:
        if version == "system":
            for directory in environment.get("PATH", "").split(":"):
                if directory and directory.rstrip("/") != shims and "/shims" not in directory:
                    yield f"{directory}/{name}"
            continue
        wanted = version.removeprefix("python-")
        yield f"{root}/versions/{wanted}/bin/{name}"
        for installed in reversed(_names(look, f"{root}/versions")):
            if installed.startswith(f"{wanted}."):
                yield f"{root}/versions/{installed}/bin/{name}"


def _tool_versions(look: Look, environment: Mapping[str, str], cwd: str) -> Iterator[str]:
    for variable in ("ASDF_PYTHON_VERSION", "MISE_PYTHON_VERSION"):
        if environment.get(variable):
            yield environment[variable]
    home = environment.get("HOME")
    for folder in [*_upward(cwd), *([home] if home else [])]:
        for line in _text(look, f"{folder}/.tool-versions", "").splitlines():
            words = line.split("#")[0].split()
            if words[:1] == ["python"]:
                yield from words[1:]


def _upward(cwd: str) -> Iterator[str]:
    place = cwd.rstrip("/")
    while place:
        yield place
        place = place.rpartition("/")[0]


def _words(look: Look, path: str) -> list[str]:
    return [line.strip() for line in _text(look, path, "").splitlines() if line.strip() and not line.startswith("#")]


def _names(look: Look, path: str) -> tuple[str, ...]:
    try:
        return look.list(path)
    except OSError:
        return ()


def _text(look: Look, path: str, otherwise: str) -> str:
    try:
        return look.read(path, 100_000).decode("utf-8", "replace")
    except OSError:
        return otherwise


def _first(look: Look, candidates: Iterator[str]) -> str | None:
    for path in candidates:
        try:
            if look.stat(path).kind == "file":
                return path
        except OSError:
            continue
    return None
