"""What is proved after acting, by what was made: each way out names its proof."""

from __future__ import annotations

from collections.abc import Callable

from pipwise.execute.prove import Wanted, prove
from pipwise.model.plan import Plan, Proof
from pipwise.system.hands import Hands
from pipwise.system.look import Look

Prover = Callable[[Look, Hands, Plan, Wanted, bool], tuple[Proof, ...]]


def _environment(look: Look, hands: Hands, plan: Plan, wanted: Wanted, importing: bool) -> tuple[Proof, ...]:
    return prove(look, hands, plan.root, wanted, importing=importing) if plan.root else ()


PROVERS: dict[str, Prover] = {"environment": _environment}
