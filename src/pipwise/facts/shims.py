"""Shims of version managers: recognised by where they lie and what they say, never run."""

from __future__ import annotations

from pipwise.facts.glance import is_file, names, stands, text, upward
from pipwise.model.value import Iterator, Mapping
from pipwise.system.look import Look

_MULTI_CALL = {
    "mise": "mise",
    "rtx": "mise",
    "rye": "rye",
    "proto-shim": "proto",
    "volta-shim": "volta",
    "snap": "snap",
}
_XCODE = "/Library/Developer/CommandLineTools"


def shim_manager(look: Look, path: str) -> str:
    """Which version manager put this program on PATH in place of the real one: pyenv, asdf, mise, store, xcode … or ''."""
    if "/Microsoft/WindowsApps/" in path:
        return "store"
    if look.platform == "darwin" and path.startswith("/usr/bin/"):
        # xcode-select's stand-in: where nothing is installed, running it opens a dialogue.
        return "xcode" if path.rpartition("/")[2].rstrip("0123456789.") in ("python", "pip") else ""
    spellings = list(_spellings(look, path))
    for one in spellings:
        manager = _MULTI_CALL.get(one.rpartition("/")[2], "")
        if manager:
            return manager
    for one in spellings:
        if "/shims/" in one:
            said = text(look, one, 4096)
            managers = (name for name in ("pyenv", "asdf") if name in said or f"/.{name}/" in one)
            return next(managers, "unknown")
    return ""


def behind_shim(look: Look, manager: str, path: str, environment: Mapping[str, str], cwd: str) -> str | None:
    """The program that the manager would run for this shim here, or None where its files do not tell."""
    name = path.rpartition("/")[2]
    for one in _spellings(look, path):
        folder = one.rpartition("/")[0]
        if manager == "pyenv" and folder.endswith("/shims"):
            return _first(look, _pyenv(look, folder, name, environment, cwd))
        if manager in ("asdf", "mise") and folder.endswith("/shims"):
            return _first(look, _installed(look, manager, folder, name, environment, cwd))
    if manager == "xcode":
        chosen = look.realpath("/var/db/xcode_select_link")
        return _first(look, iter([f"{chosen}/usr/bin/{name}", f"{_XCODE}/usr/bin/{name}"]))
    return None


def _spellings(look: Look, path: str) -> Iterator[str]:
    """The path, and what it links to, link by link."""
    for _ in range(10):
        yield path
        try:
            target = look.readlink(path)
        except OSError:
            return
        path = target if target.startswith("/") else f"{path.rpartition('/')[0]}/{target}"


def _pyenv(look: Look, shims: str, name: str, environment: Mapping[str, str], cwd: str) -> Iterator[str]:
    """Candidates in pyenv's order: PYENV_VERSION, .python-version upward, the global file; ``system`` is the next on PATH."""
    root = shims.rpartition("/")[0]
    said = [version for version in environment.get("PYENV_VERSION", "").split(":") if version]
    folder = environment.get("PYENV_DIR") or cwd
    if not said:
        said = next(filter(None, (_words(look, f"{place}/.python-version") for place in upward(folder))), [])
    for version in said or _words(look, f"{root}/version") or ["system"]:
        if version == "system":
            yield from _next_on_path(name, environment)
            continue
        wanted = version if stands(look, f"{root}/versions/{version}") else version.removeprefix("python-")
        yield f"{root}/versions/{wanted}/bin/{name}"
        yield from (
            f"{root}/versions/{latest}/bin/{name}" for latest in _latest(look, f"{root}/versions", wanted)
        )


def _installed(
    look: Look, manager: str, shims: str, name: str, environment: Mapping[str, str], cwd: str
) -> Iterator[str]:
    """asdf's and mise's candidates: their variable, then the nearest file that names a version, then the home directory's."""
    variable = environment.get(f"{manager.upper()}_DATA_DIR", "")
    installs = f"{variable or shims.rpartition('/')[0]}/installs/python"
    for version in _versions(look, manager, environment, cwd):
        if version == "system":
            yield from _next_on_path(name, environment)
        elif version.startswith("path:"):
            yield f"{version[5:]}/bin/{name}"
        else:
            yield f"{installs}/{version}/bin/{name}"
            yield from (f"{installs}/{latest}/bin/{name}" for latest in _latest(look, installs, version))


def _versions(look: Look, manager: str, environment: Mapping[str, str], cwd: str) -> list[str]:
    said = environment.get(f"{manager.upper()}_PYTHON_VERSION", "").split()
    if said:
        return said
    home = environment.get("HOME", "")
    for folder in dict.fromkeys([*upward(cwd), *([home] if home else [])]):
        if manager == "mise":
            said = _from_toml(
                look, [f"{folder}/{name}" for name in ("mise.toml", ".mise.toml", ".config/mise.toml")]
            )
        said = said or _from_tool_versions(look, f"{folder}/.tool-versions")
        if said:
            return said
    settings = environment.get("XDG_CONFIG_HOME") or f"{home}/.config"
    return _from_toml(look, [f"{settings}/mise/config.toml"]) if manager == "mise" else []


def _from_tool_versions(look: Look, path: str) -> list[str]:
    lines = [line.split("#")[0].split() for line in text(look, path).splitlines()]
    return next((words[1:] for words in lines if words[:1] == ["python"]), [])


def _from_toml(look: Look, paths: list[str]) -> list[str]:
    """``[tools] python = "3.12"``, a list of versions, or a table with ``version`` (mise's configuration)."""
    for path in paths:
        content = text(look, path)
        if "python" not in content:
            continue
        import tomllib

        try:
            tools = tomllib.loads(content).get("tools")
        except tomllib.TOMLDecodeError:
            continue
        said = tools.get("python") if isinstance(tools, dict) else None
        versions = said if isinstance(said, list) else [said]
        versions = [one.get("version") if isinstance(one, dict) else one for one in versions]
        if found := [one for one in versions if isinstance(one, str)]:
            return found
    return []


def _next_on_path(name: str, environment: Mapping[str, str]) -> list[str]:
    folders = environment.get("PATH", "").split(":")
    return [f"{folder}/{name}" for folder in folders if folder and "/shims" not in folder]


def _latest(look: Look, versions: str, wanted: str) -> list[str]:
    """Installed versions that a prefix such as 3.12 may mean, newest first."""
    stem = "" if wanted == "latest" else f"{wanted}."
    found = [name for name in names(look, versions) if name.startswith(stem) and name[:1].isdigit()]
    return sorted(found, key=_number, reverse=True)


def _number(version: str) -> list[int]:
    return [int(part) if part.isdecimal() else -1 for part in version.replace("-", ".").split(".")]


def _words(look: Look, path: str) -> list[str]:
    return [word for line in text(look, path).splitlines() for word in line.split("#")[0].split()]


def _first(look: Look, candidates: Iterator[str]) -> str | None:
    return next((path for path in candidates if is_file(look, path) and look.may(path, "execute")), None)
