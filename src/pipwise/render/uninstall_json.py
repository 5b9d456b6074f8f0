"""The JSON of ``uninstall``: schema ``pipwise/uninstall/1``."""

from __future__ import annotations

from pipwise.model.lives import Lives
from pipwise.render.lives_json import lives_json
from pipwise.render.plain import Plain


def uninstall_json(number: int, removed: tuple[Lives, ...], left: tuple[Lives, ...]) -> dict[str, Plain]:
    """What was removed in which run, and where the same projects are still installed."""
    return {
        "schema": "pipwise/uninstall/1",
        "run": number or None,
        "removed": [lives_json(one) for one in removed],
        "left": [lives_json(one) for one in left],
    }
