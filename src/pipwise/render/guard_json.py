"""The JSON of ``guard show``: schema ``pipwise/guard/1``."""

from __future__ import annotations

from pipwise.plan.guarded import Guarded
from pipwise.render.guard_text import difference
from pipwise.render.plain import Plain, plain


def guard_json(found: list[Guarded]) -> dict[str, Plain]:
    """Every guard that was asked about."""
    return {"schema": "pipwise/guard/1", "guards": [_guard(one) for one in found]}


def _guard(one: Guarded) -> Plain:
    change = "\n".join(difference(one, one.wanted)) if one.wanted != one.text else None
    return {
        "name": one.guard.name,
        "summary": one.guard.summary,
        "effects": list(one.guard.effects),
        "path": plain(one.path) or None,
        "state": one.state,
        "problem": plain(one.problem) or None,
        "change": plain(change),
    }
