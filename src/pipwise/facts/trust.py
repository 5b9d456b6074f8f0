"""Whether root may run something: never an interpreter that somebody else could swap or change."""

from __future__ import annotations

from pipwise.system.look import Look


def distrust(look: Look, executable: str) -> str:
    """Why this file must not be run with the privileges at hand, or ''.

    Only root is careful: every directory on the way to the file, by its own name and by its real one, and the file
    itself have to belong to root and be writable by nobody else. A sticky directory such as /tmp will do higher up, since
    what belongs to root cannot be swapped there, but not near the file: a ``pyvenv.cfg`` beside an interpreter, or one
    directory up, is obeyed.
    """
    if look.uid != 0:
        return ""
    for path in dict.fromkeys((executable, look.realpath(executable))):
        reason = _writable_by_others(look, path)
        if reason:
            return f"root does not run {executable}: {reason}"
    return ""


def _writable_by_others(look: Look, path: str) -> str:
    parts = path.split("/")
    for count in range(len(parts), 0, -1):
        place = "/".join(parts[:count]) or "/"
        try:
            stat = look.stat(place, follow=False)
        except OSError:
            continue
        if stat.uid != 0:
            account = look.account(stat.uid)
            return f"{place} belongs to {account.name if account else stat.uid}"
        sticky = stat.mode & 0o1000 and len(parts) - count > 2
        if stat.kind != "link" and stat.mode & 0o022 and not sticky:
            return f"{place} can be written by others"
    return ""
