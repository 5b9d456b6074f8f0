"""The JSON of commands that change one thing and have no decision behind them: schema ``pipwise/change/1``."""

from __future__ import annotations

from pipwise.model.plan import Plan
from pipwise.render.install_json import plan_data
from pipwise.render.plain import Plain


def change_json(argv: tuple[str, ...], plan: Plan, number: int) -> dict[str, Plain]:
    """What was asked, the plan, and the run that carried it out; none with ``--plan``."""
    return {
        "schema": "pipwise/change/1",
        "command": list(argv),
        "plan": plan_data(plan),
        "run": number or None,
    }
