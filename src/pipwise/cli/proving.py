"""Proof that what an override took from the operating system is there again: the package manager's own word."""

from __future__ import annotations

from pipwise.backends import BACKENDS
from pipwise.execute.journal import StepRecord
from pipwise.execute.trees import differences
from pipwise.execute.worlds import places
from pipwise.facts.asking import ask_all
from pipwise.facts.glance import stands
from pipwise.model.known import Unknown
from pipwise.system.look import Look

_STATUS = "/var/lib/dpkg/status"
_MOST = 400


def put_back_lines(look: Look, steps: list[StepRecord]) -> list[str]:
    """What dpkg says of the packages whose files were away; nothing where there were none, or where there is no dpkg."""
    files = [path for step in steps if step.kind == "RunTool" for path in _were_away(step)]
    if not files or not stands(look, _STATUS):
        return []
    owned = ask_all(look, BACKENDS["apt"].owners(tuple(files[:_MOST])))
    packages = [] if isinstance(owned, Unknown) else sorted({package for _, package in owned})
    if not packages:
        return []
    answer = look.ask(["dpkg", "--verify", *packages], timeout=60)
    # It exits with 0 where files differ: what it prints counts (dpkg(1)).
    said = answer.stdout.decode("utf-8", "replace").splitlines()
    named = ", ".join(packages)
    if answer.problem or said:
        return [f"NOT proved: dpkg --verify {named}: {said[0].strip() if said else answer.problem}"]
    return [f"proved: dpkg --verify finds nothing amiss with {named}"]


def _were_away(step: StepRecord) -> list[str]:
    """Files that the run had removed or replaced."""
    changes = step.what.get("changes")
    paths = [str(one) for one in changes] if isinstance(changes, list) else []
    after = dict(places(paths, step.after))
    found = []
    for path, before in places(paths, step.before):
        left = after.get(path)
        if isinstance(before, dict) and isinstance(left, dict):
            _, changed, removed = differences(before, left)
            found += [f"{path}/{name}" for name in (*removed, *changed) if "__pycache__" not in name]
    return found
