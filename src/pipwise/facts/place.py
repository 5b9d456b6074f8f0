"""The working directory as a place for an environment: whose it is, and what must never hold a ``.venv``."""

from __future__ import annotations

from pipwise.facts.glance import is_directory, text
from pipwise.model.host import Place, Project
from pipwise.model.known import Fact, Known, Source, Unknown
from pipwise.system.look import Look

# Nothing below these is anybody's project.
_SYSTEM = (
    *(
        "/bin",
        "/boot",
        "/dev",
        "/efi",
        "/etc",
        "/gnu/store",
        "/lib",
        "/lib32",
        "/lib64",
        "/libx32",
        "/lost+found",
        "/nix",
    ),
    *(
        "/proc",
        "/run",
        "/sbin",
        "/snap",
        "/sys",
        "/usr",
        "/var/cache",
        "/var/lib/apt",
        "/var/lib/dpkg",
        "/var/log",
    ),
    *("/var/run", "/var/spool", "/Applications", "/Library", "/System", "/private/etc", "/cores"),
)
# … but these are.
_OPEN = ("/dev/shm", "/run/media", "/run/user", "/usr/src", "/usr/local/src", "/usr/local/share")
# Directories that belong to everybody, or hold other people's: no projects themselves, though below them there may be some.
_SHARED = {
    "/": "root",
    **dict.fromkeys(("/tmp", "/var/tmp", "/private/tmp", "/private/var/tmp", "/dev/shm"), "temporary"),
    **dict.fromkeys(
        ("/home", "/Users", "/opt", "/srv", "/mnt", "/media", "/var", "/root", "/Volumes"), "system"
    ),
    **dict.fromkeys(
        ("/var/home", "/var/lib", "/var/opt", "/var/www", "/usr/src", "/private", "/export"), "system"
    ),
    **dict.fromkeys(
        ("/run/media", "/run/user", "/usr/local/src", "/usr/local/share", "/export/home"), "system"
    ),
}
_DESKTOPS = (
    *("Desktop", "Downloads", "Documents", "Pictures", "Music", "Videos", "Movies", "Public", "Templates"),
    *("Library", "bin", ".local", ".config", ".cache", "snap", "OneDrive", "Dropbox"),
)
_HOMES = ("/home", "/Users", "/var/home", "/export/home")


def look_at_place(look: Look, cwd: str, home: str | None, project: Project | None) -> Fact[Place]:
    """What kind of place the working directory is, and the ``.venv`` that belongs to it."""
    if not cwd:
        return Unknown("the working directory is gone")
    kind = "project" if project else reserved(look, cwd, home) or "plain"
    venv = None
    if kind in ("project", "plain"):
        candidate = f"{project.root if project else cwd}/.venv"
        if is_directory(look, candidate) and (kind == "project" or _is_own(look, candidate)):
            venv = candidate
    return Known(Place(cwd, kind, venv), Source("live", cwd))  # type: ignore[arg-type]  # reserved's words are Place's


def reserved(look: Look, folder: str, home: str | None) -> str:
    """Why a directory never is a project and never gets a ``.venv``, which other tools would adopt for all below it.

    ``home``, ``desktop`` (and what else a home directory comes with), ``temporary``, ``system``, ``root``, or ''.
    """
    homes = {place for place in (home, look.realpath(home) if home else None) if place and place != "/"}
    if folder in homes:
        return "home"
    shared = _SHARED.get(folder)
    if shared:
        return shared
    if folder == look.environment.get("TMPDIR", "").rstrip("/"):
        return "temporary"
    parent, _, name = folder.rpartition("/")
    if parent in homes and (name in _DESKTOPS or name in _named_by_the_desktop(look, parent)):
        return "desktop"
    if parent in _HOMES and _is_somebodys_home(look, folder):
        return "home"
    if any(f"{place}/".startswith(f"{folder}/") for place in homes):
        return "system"
    return "system" if _is_below(folder, _SYSTEM) and not _is_below(folder, _OPEN) else ""


def _is_below(folder: str, places: tuple[str, ...]) -> bool:
    return any(f"{folder}/".startswith(f"{place}/") for place in places)


def _named_by_the_desktop(look: Look, home: str) -> list[str]:
    """Names that the desktop has given its directories in the user's language (xdg-user-dirs)."""
    lines = [
        line.partition("=")[2].strip().strip('"')
        for line in text(look, f"{home}/.config/user-dirs.dirs").splitlines()
    ]
    return [value.removeprefix("$HOME/").rstrip("/") for value in lines if value.startswith("$HOME/")]


def _is_somebodys_home(look: Look, folder: str) -> bool:
    try:
        account = look.account(look.stat(folder).uid)
    except OSError:
        return False
    return account is not None and account.home.rstrip("/") == folder


def _is_own(look: Look, path: str) -> bool:
    try:
        return look.stat(path).uid == look.uid
    except OSError:
        return False
