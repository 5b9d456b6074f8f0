"""A forecast as text and as JSON: schema ``pipwise/lint-forecast/1``."""

from __future__ import annotations

from collections.abc import Sequence

from pipwise.lint.forecast import Change
from pipwise.render.plain import Plain, plain

SCHEMA = "pipwise/lint-forecast/1"


def forecast_json(found: Sequence[Change]) -> dict[str, Plain]:
    """Every call on a machine that floats."""
    return {"schema": SCHEMA, "changes": [{**_plain(one), "breaks": one.breaks} for one in found]}


def _plain(change: Change) -> dict[str, Plain]:
    found = plain(change)
    return found if isinstance(found, dict) else {}


def forecast_text(found: Sequence[Change]) -> str:
    """What changes, and how many calls stay what they are."""
    changed = [one for one in found if one.before != one.after]
    lines = [
        f"{one.path}:{one.line}: {one.image} is {one.now} today; with {one.then} this will be {one.after}, not {one.before}: "
        f"{one.command}"
        for one in changed
    ]
    same = len(found) - len(changed)
    told = f"{len(found)} calls on a machine whose tag floats: {len(changed)} change with its next release, {same} do not"
    return "\n".join([*lines, told if found else "no call runs on a machine whose tag floats"])
