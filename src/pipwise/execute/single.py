"""Putting a single file or link back as it was, or taking it away where nothing was."""

from __future__ import annotations

import base64

from pipwise.execute.trees import is_late, limit_of
from pipwise.execute.work import Taking
from pipwise.execute.worlds import World


def put_one_back(taking: Taking, path: str, before: World, after: World | str, now: World) -> list[str]:
    """Only what is still as the tool left it; a line for people where it is not."""
    if not _is_as_left(taking, path, after, now):
        return [f"{path} {'is gone' if now is None else 'has changed'} since then"]
    hands = taking.hands
    if isinstance(before, dict) or isinstance(now, dict):
        return [f"{path} is a directory now" if isinstance(now, dict) else f"{path} is no directory any more"]
    match before:
        case ["file", mode, content]:
            hands.write(path, base64.b64decode(str(content)), int(str(mode)))
        case ["link", target]:
            if now is not None:
                hands.remove(path)
            hands.symlink(str(target), path)
        case _:
            hands.remove(path)
    return []


def _is_as_left(taking: Taking, path: str, after: World | str, now: World) -> bool:
    if taking.force:
        return True
    if not isinstance(after, str):
        return now == after
    if now is None:
        return True
    stat = taking.look.stat(path, follow=False)
    return not is_late(["file", stat.size, stat.mtime_ns], limit_of(taking.run.started))
