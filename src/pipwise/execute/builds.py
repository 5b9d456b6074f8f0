"""pipwise's own old builds: removed when no undo leads back to them."""

from __future__ import annotations

from collections.abc import Collection

from pipwise.system.hands import Hands
from pipwise.system.look import Look


def remove_builds(look: Look, hands: Hands, home: str, keep: Collection[str]) -> tuple[str, ...]:
    """Remove the directories in a home of builds that are the caller's own and are not to be kept; those that were removed."""
    try:
        found = [f"{home}/{name}" for name in look.list(home)]
    except FileNotFoundError:
        return ()
    removed = []
    for path in found:
        stat = look.stat(path, follow=False)
        if path not in keep and stat.kind == "directory" and stat.uid == look.uid:
            hands.remove_tree(path)
            removed.append(path)
    return tuple(removed)
