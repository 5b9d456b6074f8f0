"""The working directory as a place for an environment, and the project around it."""

from __future__ import annotations

from pipwise.model.host import Place, Project
from pipwise.model.known import Fact, Known, Source, Unknown
from pipwise.system.look import Look

_SYSTEM = ("/bin", "/boot", "/dev", "/etc", "/lib", "/lib64", "/proc", "/run", "/sbin", "/sys", "/usr", "/var", "/System", "/Library")
_DESKTOPS = ("Desktop", "Downloads", "Documents", "Pictures", "Music", "Videos", "Public", "Templates", "bin")
_FILES = ("setup.py", "setup.cfg", "Pipfile", "environment.yml", "environment.yaml", "uv.lock", "poetry.lock", "pdm.lock")
_LOCKS = (("uv.lock", "uv"), ("poetry.lock", "poetry"), ("pdm.lock", "pdm"), ("Pipfile", "pipenv"), ("environment.yml", "conda"))


def look_at_project(look: Look, cwd: str, home: str | None) -> Fact[Project | None]:
    """The nearest directory upward that says it is a project; the search ends at a repository's root and below the home.

    A uv workspace's root wins over its members. ``Known(None)``: there is none.
    """
    if not cwd:
        return Unknown("the working directory is gone")
    found: Project | None = None
    for folder in _upward(cwd):
        if _no_project_here(look, folder, home):
            break
        try:
            names = frozenset(look.list(folder))
        except OSError as error:
            if folder == cwd:
                return Unknown(f"{folder}: {error.strerror}")
            break
        here = _project(look, folder, names, found)
        found = here or found
        if ".git" in names:
            break
    return Known(found, Source("live", found.evidence if found else cwd))


def _project(look: Look, folder: str, names: frozenset[str], inner: Project | None) -> Project | None:
    evidence = _evidence(names)
    if evidence is None:
        return None
    text, problem = "", ""
    if "pyproject.toml" in names:
        text, problem = _toml_text(look, f"{folder}/pyproject.toml")
    if inner is not None and "[tool.uv.workspace]" not in text:
        return None
    managers = [manager for name, manager in _LOCKS if name in names]
    managers += [tool for tool in ("uv", "poetry", "pdm", "hatch") if f"[tool.{tool}" in text and tool not in managers]
    return Project(folder, f"{folder}/{evidence}", tuple(managers), problem)


def _evidence(names: frozenset[str]) -> str | None:
    if "pyproject.toml" in names:
        return "pyproject.toml"
    listed = sorted(name for name in names if name.startswith("requirements") and name.endswith((".txt", ".in")))
    if listed:
        return listed[0]
    return next((name for name in (*_FILES, ".git") if name in names), None)


def _toml_text(look: Look, path: str) -> tuple[str, str]:
    """Text of a pyproject.toml, and why installers could not read it. Parsed only where a cheap look is not enough."""
    try:
        text = look.read(path).decode("utf-8")
    except UnicodeDecodeError:
        return "", f"{path} is not UTF-8"
    except OSError as error:
        return "", f"{path}: {error.strerror}"
    import tomllib

    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return "", f"{path} is not TOML: {error}"
    return text, ""


def look_at_place(look: Look, cwd: str, home: str | None, project: Project | None) -> Fact[Place]:
    """What kind of place the working directory is, and the ``.venv`` that belongs to it."""
    if not cwd:
        return Unknown("the working directory is gone")
    kind = _kind(look, cwd, home, project)
    root = project.root if project else cwd
    venv = None
    if kind in ("project", "plain"):
        candidate = f"{root}/.venv"
        if _is_directory(look, candidate) and (kind == "project" or _owned(look, candidate)):
            venv = candidate
    return Known(Place(cwd, kind, venv), Source("live", cwd))  # type: ignore[arg-type]  # _kind's words are Place's


def _kind(look: Look, cwd: str, home: str | None, project: Project | None) -> str:
    if project:
        return "project"
    if cwd == "/":
        return "root"
    if home and cwd == home:
        return "home"
    if cwd in ("/tmp", "/var/tmp", "/private/tmp", "/dev/shm") or cwd == look.environment.get("TMPDIR", "").rstrip("/"):
        return "temporary"
    if home and cwd in (f"{home}/{name}" for name in _DESKTOPS):
        return "desktop"
    if any(f"{cwd}/".startswith(f"{place}/") for place in _SYSTEM) or cwd in ("/home", "/opt", "/srv", "/mnt", "/media", "/root"):
        return "system"
    return "plain"


def _no_project_here(look: Look, folder: str, home: str | None) -> bool:
    """The home directory itself, everything above it, and places that belong to everybody never are projects."""
    if folder in ("/", "/tmp", "/var/tmp", "/home", "/opt", "/srv", "/usr", "/etc", "/var"):
        return True
    return bool(home) and (folder == home or f"{home}/".startswith(f"{folder}/"))


def _upward(cwd: str) -> list[str]:
    parts = cwd.rstrip("/").split("/")
    return ["/".join(parts[:count]) for count in range(len(parts), 1, -1)]


def _is_directory(look: Look, path: str) -> bool:
    try:
        return look.stat(path).kind == "directory"
    except OSError:
        return False


def _owned(look: Look, path: str) -> bool:
    try:
        return look.stat(path).uid == look.uid
    except OSError:
        return False
