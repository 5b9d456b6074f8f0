"""What a run has made for pipx (its shared pip, a pipx itself) may have come to serve applications that are not the run's."""

from __future__ import annotations

from collections.abc import Sequence

from pipwise.execute.journal import StepRecord
from pipwise.execute.trees import Manifest, is_there
from pipwise.execute.worlds import places
from pipwise.system.hands import Hands
from pipwise.system.look import Look

_METADATA = "pipx_metadata.json"
_SHARED = "pipx_shared.pth"
"""What pipx writes into an environment that shares its pip (pipx ``venv.py``)."""


def serves(look: Look, path: str, steps: Sequence[StepRecord], started: str) -> str:
    """An application, installed or changed since, that stands on an environment which these steps have made; '' for none."""
    own = _own(steps)
    if path in own or not any(
        path == one and world is None for step in steps for one, world in _before(step)
    ):
        return ""
    for home in {one.rpartition("/")[0] for one in own}:
        for root in _applications(look, home, started):
            if root not in own and (is_there(look, f"{path}/bin/pipx") or _leads_to(look, root, path)):
                return root
    return ""


def left_for_others(look: Look, steps: Sequence[StepRecord], started: str) -> list[tuple[str, str]]:
    """(what a run has made and stays, the application that stands on it)."""
    found = {path: serves(look, path, steps, started) for step in steps for path, _ in _before(step)}
    return [(path, root) for path, root in found.items() if root]


def remove_unneeded(look: Look, hands: Hands, steps: Sequence[StepRecord], started: str) -> None:
    """What an undone run had to leave for others goes with the last of them, if it is still the very environment."""
    own = _own(steps)
    for step in steps if own else ():
        left = dict(places(_changes(step), step.after))
        for path, before in _before(step):
            world = left.get(path) if path not in own and before is None else None
            same = isinstance(world, dict) and _is_the_same(look, path, world)
            if same and not serves(look, path, steps, started):
                hands.remove_tree(path)


def _own(steps: Sequence[StepRecord]) -> set[str]:
    """The environments of the applications that the run itself is about."""
    return {_changes(step)[0] for step in steps if step.what.get("heard") == "pipx" and _changes(step)}


def _changes(step: StepRecord) -> list[str]:
    changes = step.what.get("changes")
    return [str(one) for one in changes] if isinstance(changes, list) else []


def _before(step: StepRecord) -> list[tuple[str, object]]:
    return [(path, world) for path, world in places(_changes(step), step.before)]


def _applications(look: Look, home: str, started: str) -> list[str]:
    from datetime import datetime

    since = int(datetime.fromisoformat(started).timestamp()) * 1_000_000_000
    try:
        names = look.list(home)
    except OSError:
        return []
    roots = [f"{home}/{name}" for name in names if is_there(look, f"{home}/{name}/{_METADATA}")]
    return [root for root in roots if look.stat(f"{root}/{_METADATA}").mtime_ns >= since]


def _leads_to(look: Look, root: str, shared: str) -> bool:
    for name in look.list(f"{root}/lib") if is_there(look, f"{root}/lib") else ():
        try:
            text = look.read(f"{root}/lib/{name}/site-packages/{_SHARED}").decode("utf-8", "surrogateescape")
        except OSError:
            continue
        if text.startswith(f"{shared}/"):
            return True
    return False


def _is_the_same(look: Look, path: str, left: Manifest) -> bool:
    """``pyvenv.cfg`` is written once, when an environment is made."""
    try:
        stat = look.stat(f"{path}/pyvenv.cfg", follow=False)
    except OSError:
        return False
    return left.get("pyvenv.cfg") == ["file", stat.size, stat.mtime_ns]
