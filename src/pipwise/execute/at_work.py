"""Who is changing packages at this moment."""

from __future__ import annotations

from pipwise.system.look import Look

_LOCKS = {"apt": ("/var/lib/dpkg/lock-frontend", "/var/lib/dpkg/lock")}
"""Locks that the kernel knows (proc_locks(5)); apt's frontends and dpkg itself take these."""
_PROGRAMS = {
    "dnf": ("dnf", "dnf5", "microdnf", "rpm"),
    "zypper": ("zypper", "rpm"),
    "pacman": ("pacman",),
    "apk": ("apk",),
}


def at_work(look: Look, manager: str) -> str:
    """``apt-get (process 1234)``, or '' where nobody is, or nobody can tell."""
    number = (
        _holder(look, _LOCKS[manager]) if manager in _LOCKS else _running(look, _PROGRAMS.get(manager, ()))
    )
    return f"{_name(look, number)} (process {number})" if number else ""


def _holder(look: Look, paths: tuple[str, ...]) -> str:
    """``1: POSIX  ADVISORY  WRITE 1234 08:01:5678 0 EOF``: the process, and the file's device and inode."""
    inodes = set()
    for path in paths:
        try:
            inodes.add(str(look.stat(path).inode))
        except OSError:
            continue
    for line in _text(look, "/proc/locks").splitlines():
        words = line.split()
        if len(words) > 5 and words[1] == "POSIX" and words[5].rpartition(":")[2] in inodes:
            return words[4]
    return ""


def _running(look: Look, programs: tuple[str, ...]) -> str:
    try:
        numbers = [name for name in look.list("/proc") if name.isdecimal()] if programs else []
    except OSError:
        return ""
    return next((number for number in numbers if _name(look, number) in programs), "")


def _name(look: Look, number: str) -> str:
    return _text(look, f"/proc/{number}/comm").strip()


def _text(look: Look, path: str) -> str:
    try:
        return look.read(path).decode("utf-8", "replace")
    except OSError:
        return ""
