"""The JSON of ``repair``: schema ``pipwise/repair/1``."""

from __future__ import annotations

from pipwise.audit.damage import Damage
from pipwise.audit.repairs.homes import Home
from pipwise.audit.repairs.mend import Mending
from pipwise.audit.repairs.users import User
from pipwise.model.plan import Proof
from pipwise.model.value import NamedTuple
from pipwise.render.install_json import plan_data
from pipwise.render.plain import Plain, plain


class Outcome(NamedTuple):
    """What came of it; before it is done, nothing."""

    run: int | None
    remaining: tuple[Damage, ...] | None
    """What a second audit found."""
    proofs: tuple[Proof, ...] = ()
    """What was found out about that which was moved."""


def repair_json(
    mending: Mending,
    homes: tuple[Home, ...],
    users: tuple[User, ...],
    outcome: Outcome,
    environment: str = "",
) -> dict[str, Plain]:
    """What was found and is mended, what is left, the plan, and what came of it."""
    return {
        "schema": "pipwise/repair/1",
        "mended": [plain(one) for one in mending.mended],
        "left": [{"finding": plain(one), "why": why} for one, why in mending.left],
        "removed": [plain(one) for one in homes],
        "users": [plain(one) for one in users],
        "environment": environment or None,
        "plan": plan_data(mending.plan) if mending.plan.steps else None,
        "run": outcome.run,
        "proofs": [plain(one) for one in outcome.proofs],
        "remaining": None if outcome.remaining is None else [plain(one) for one in outcome.remaining],
    }
