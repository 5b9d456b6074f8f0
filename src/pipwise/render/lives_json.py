"""A place in which a project is installed, as JSON."""

from __future__ import annotations

from pipwise.model.lives import Lives
from pipwise.render.plain import Plain


def lives_json(one: Lives) -> dict[str, Plain]:
    """What others may want to know of it."""
    return {
        "project": one.project,
        "version": one.version or None,
        "where": one.where,
        "place": one.place,
        "owner": one.owner or None,
    }
