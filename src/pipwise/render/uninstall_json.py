"""The JSON of ``uninstall``: schema ``pipwise/uninstall/1``."""

from __future__ import annotations

from pipwise.model.lives import Lives
from pipwise.render.plain import Plain


def uninstall_json(number: int, removed: tuple[Lives, ...], left: tuple[Lives, ...]) -> dict[str, Plain]:
    """What was removed in which run, and where the same projects are still installed."""
    return {
        "schema": "pipwise/uninstall/1",
        "run": number or None,
        "removed": [_lives(one) for one in removed],
        "left": [_lives(one) for one in left],
    }


def _lives(one: Lives) -> Plain:
    return {
        "project": one.project,
        "version": one.version or None,
        "where": one.where,
        "place": one.place,
        "owner": one.owner or None,
    }
