"""Proof of an application: what is in its environment, that its command starts, and that PATH leads to it."""

from __future__ import annotations

from pipwise.execute.prove import Wanted, prove
from pipwise.execute.starts import Started, try_start
from pipwise.execute.trees import KEEP, STARTING
from pipwise.facts.distributions import normalise
from pipwise.facts.glance import names, stands
from pipwise.facts.kept import commands_of
from pipwise.facts.resolution import find_program
from pipwise.model.plan import Kept, Plan, Proof
from pipwise.system.hands import Hands
from pipwise.system.look import Look


def prove_applications(
    look: Look, hands: Hands, plan: Plan, wanted: Wanted, importing: bool
) -> tuple[Proof, ...]:
    """One proof for each application or plug-in. A command is started only after something was done."""
    return tuple(_prove(look, hands, _named(look, one), starting=importing) for one in plan.kept)


def _named(look: Look, kept: Kept) -> Kept:
    """An application whose name only its build has told: the environment that is newest, and what was asked for in it."""
    if kept.project:
        return kept
    found = [one for one in names(look, kept.root) if stands(look, f"{kept.root}/{one}/pyvenv.cfg")]
    newest = max(found, key=lambda one: look.stat(f"{kept.root}/{one}/pyvenv.cfg").mtime_ns, default="")
    return Kept(normalise(newest), f"{kept.root}/{newest}", kept.bin)


def _prove(look: Look, hands: Hands, kept: Kept, *, starting: bool) -> Proof:
    (proof,) = prove(look, hands, kept.root, Wanted((kept.project,), (), None), importing=False) or (
        Proof(kept.project, "", 0, (), (), "not-tried"),
    )
    command = _command(look, kept)
    if not proof.version or not command:
        return proof
    path = f"{kept.bin}/{command}"
    if not look.realpath(path).startswith(f"{look.realpath(kept.root)}/"):
        return proof._replace(command=command, ran="no", said=f"{path} is something else, and was left")
    started = (
        try_start(look, hands, path, f"{kept.root}/{KEEP}/{STARTING}") if starting else Started("not-tried")
    )
    found = find_program(look, command, look.environment, look.cwd) or ""
    other = found if found and look.realpath(found) != look.realpath(path) else ""
    return proof._replace(command=command, ran=started.ran, said=started.said, found=other)


def _command(look: Look, kept: Kept) -> str:
    """The application's own command: the one of its project's name, else the first."""
    found = commands_of(look, kept.root)
    name = kept.root.rpartition("/")[2]
    return next((one for one in found if normalise(one) == name), next(iter(found), ""))
