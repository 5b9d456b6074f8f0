"""Whether root may run something: never an interpreter that somebody else could swap, change or feed with modules."""

from __future__ import annotations

import errno

from pipwise.facts.glance import names, text
from pipwise.system.look import Look, Stat
from pipwise.system.on_the_way import on_the_way


def distrust(look: Look, executable: str) -> str:
    """Why this file must not be run with the privileges at hand, or ''.

    Only root is careful: every directory and link on the way to the file, and the file itself, have to belong to root and
    be writable by nobody else. A sticky directory such as /tmp will do higher up, since what belongs to root cannot be
    swapped there, but not near the file: a ``pyvenv.cfg`` beside an interpreter, or one directory up, is obeyed.
    """
    if not _is_careful(look):
        return ""
    reason = _on_the_way(look, executable)
    return f"root does not run {executable}: {reason}" if reason else ""


def distrust_python(look: Look, executable: str) -> str:
    """As ``distrust``, and the library directories that this Python would take modules from when it starts, too."""
    reason = distrust(look, executable)
    if reason or not _is_careful(look):
        return reason
    for place in _libraries(look, executable):
        reason = _on_the_way(look, place)
        if reason:
            return f"root does not run {executable}, which takes modules from {place}: {reason}"
    return ""


def _is_careful(look: Look) -> bool:
    """Root is; but not the root of a user namespace that holds nobody else (``unshare -r``): that is an ordinary user."""
    return look.uid == 0 and (text(look, "/proc/self/uid_map").split() or ["0", "0"])[2:] != ["1"]


def _on_the_way(look: Look, path: str) -> str:
    """The first thing on the way that somebody else may change."""
    try:
        for step in on_the_way(look, path):
            reason = _may_change(look, step.path, step.stat, near=step.left < 3)
            if reason:
                return reason
    except OSError as error:
        return f"{error.filename} {error.strerror}" if error.errno == errno.ELOOP else ""
    return ""


def _may_change(look: Look, path: str, stat: Stat, *, near: bool) -> str:
    if stat.uid != 0:
        account = look.account(stat.uid)
        return f"{path} belongs to {account.name if account else f'user {stat.uid}'}"
    if stat.kind == "link" or (stat.mode & 0o1000 and not near):
        return ""
    if stat.mode & 0o002:
        return f"{path} can be written by everybody"
    if stat.mode & 0o020 and stat.gid != 0 and _has_members(look, stat.gid):
        return f"{path} can be written by group {stat.gid}"
    return ""


def _has_members(look: Look, group: int) -> bool:
    """Whether anybody but root is in a group. Debian's /usr/local belongs to ``staff``, which usually is empty."""
    groups = [line.split(":") for line in text(look, "/etc/group").splitlines()]
    members = next((cells[3] for cells in groups if len(cells) > 3 and cells[2] == str(group)), None)
    if members is None or members.strip() not in ("", "root"):
        return True
    users = [line.split(":") for line in text(look, "/etc/passwd").splitlines()]
    return any(len(cells) > 3 and cells[3] == str(group) and cells[2] != "0" for cells in users)


def _libraries(look: Look, executable: str) -> list[str]:
    """Directories whose .pth files and modules run at start-up, by where such directories lie beside an interpreter."""
    real = look.realpath(executable)
    homes = [
        line.partition("=")[2].strip() for line in _configuration(look, executable) if line.startswith("home")
    ]
    prefixes = [path.rpartition("/")[0].rpartition("/")[0] for path in (executable, real)]
    prefixes += [home.rstrip("/").rpartition("/")[0] for home in homes]
    found: list[str] = []
    for prefix in dict.fromkeys(prefixes):
        for library in (f"{prefix}/lib", f"{prefix}/lib64", f"{prefix}/local/lib"):
            folders = [
                f"{library}/{name}" for name in names(look, library) if name.startswith(("python", "pypy"))
            ]
            found += folders
            found += [f"{folder}/{name}" for folder in folders for name in ("site-packages", "dist-packages")]
    return found


def _configuration(look: Look, executable: str) -> list[str]:
    folder = executable.rpartition("/")[0]
    beside, above = f"{folder}/pyvenv.cfg", f"{folder.rpartition('/')[0]}/pyvenv.cfg"
    return (text(look, beside) or text(look, above)).splitlines()
