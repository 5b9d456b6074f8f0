"""What is proved after acting, by what was made: each way out names its proof."""

from __future__ import annotations

from collections.abc import Callable

from pipwise.execute.applications import prove_applications
from pipwise.execute.prove import Ground, Wanted, prove, prove_in
from pipwise.execute.trees import KEEP, SCRATCH
from pipwise.model.plan import Plan, Proof, RunTool
from pipwise.system.hands import Hands
from pipwise.system.look import Look

Prover = Callable[[Look, Hands, Plan, Wanted, bool], tuple[Proof, ...]]


def _environment(look: Look, hands: Hands, plan: Plan, wanted: Wanted, importing: bool) -> tuple[Proof, ...]:
    return prove(look, hands, plan.root, wanted, importing=importing) if plan.root else ()


def _managed(look: Look, hands: Hands, plan: Plan, wanted: Wanted, importing: bool) -> tuple[Proof, ...]:
    """In the environment that the manager itself names."""
    from pipwise.facts.manager_places import environment_now

    program = next(step.argv[0] for step in plan.steps if isinstance(step, RunTool))
    root = environment_now(look, program.rpartition("/")[2], program, plan.place)
    return prove(look, hands, root, wanted, importing=importing)


def _script(look: Look, hands: Hands, plan: Plan, wanted: Wanted, importing: bool) -> tuple[Proof, ...]:
    """The block is read again, as those read it who run the script."""
    from pipwise.execute.script_proof import prove_listed

    return prove_listed(look, plan.place, wanted.projects)


def _site(look: Look, hands: Hands, plan: Plan, wanted: Wanted, importing: bool) -> tuple[Proof, ...]:
    """In the site directories of a Python that is no environment."""
    ground = Ground([*plan.sites], plan.python, f"{plan.sites[0]}/{KEEP}/{SCRATCH}")
    return prove_in(look, hands, ground, wanted, importing=importing)


def _user_site(look: Look, hands: Hands, plan: Plan, wanted: Wanted, importing: bool) -> tuple[Proof, ...]:
    """In the caller's own site directory, whose base is the directory above ``lib``."""
    base = plan.sites[0].rpartition("/lib/")[0]
    ground = Ground([*plan.sites], plan.python, f"{plan.sites[0]}/{KEEP}/{SCRATCH}", base)
    return prove_in(look, hands, ground, wanted, importing=importing)


def _os_packages(look: Look, hands: Hands, plan: Plan, wanted: Wanted, importing: bool) -> tuple[Proof, ...]:
    from pipwise.execute.prove_packages import prove_packages

    return prove_packages(look, hands, plan, wanted, importing)


def _several(look: Look, hands: Hands, plan: Plan, wanted: Wanted, importing: bool) -> tuple[Proof, ...]:
    """Applications as such, and what went into an environment there."""
    kept = {one.project for one in plan.kept}
    rest = wanted._replace(projects=tuple(one for one in wanted.projects if one not in kept))
    there = prove(look, hands, plan.place, rest, importing=importing) if plan.place else ()
    return (*prove_applications(look, hands, plan, wanted, importing), *there)


PROVERS: dict[str, Prover] = {
    "environment": _environment,
    "application": prove_applications,
    "managed": _managed,
    "script": _script,
    "site": _site,
    "user-site": _user_site,
    "os-packages": _os_packages,
    "several": _several,
}
