"""Moving what a repair takes away to where it belongs: applications to pipx or uv, libraries into an environment."""

from __future__ import annotations

from pipwise.audit.repairs.homes import Home
from pipwise.cli.moving_libraries import Libraries, libraries_of
from pipwise.cli.session import decision_for, pip_words
from pipwise.cli.workshop import workbench
from pipwise.errors import CouldNotLook
from pipwise.model.decision import Wishes
from pipwise.model.plan import Kept, Plan, Proof, Step
from pipwise.model.value import NamedTuple
from pipwise.system.hands import Hands
from pipwise.system.look import Look


class Moves(NamedTuple):
    """What is added to the plan of a repair."""

    first: tuple[Step, ...] = ()
    """Before anything is taken away: what the libraries were is written down."""
    last: tuple[Step, ...] = ()
    kept: tuple[Kept, ...] = ()
    environment: str = ""
    """Where the libraries are from now on, or ''."""
    projects: tuple[str, ...] = ()
    """The libraries."""


def moves_of(look: Look, homes: tuple[Home, ...], keep: str) -> Moves:
    """The steps for all of them. Raises ``CouldNotLook`` for what cannot be moved: it had better stay where it is."""
    applications = dict.fromkeys((one.project, one.version) for one in homes if one.application)
    steps: list[Step] = []
    kept: list[Kept] = []
    for project, version in applications:
        plan = _application(look, project, version)
        steps += [step for step in plan.steps if step not in steps]
        kept += plan.kept
    wanted = [one for one in homes if one.library and not one.application]
    libraries = libraries_of(look, wanted, keep) if wanted else Libraries()
    return Moves(
        libraries.first,
        (*steps, *libraries.last),
        tuple(kept),
        libraries.root,
        tuple(one.project for one in wanted),
    )


def _application(look: Look, project: str, version: str) -> Plan:
    from pipwise.cli.keeping import refuse_foreign_keeper
    from pipwise.plan import plan

    words = pip_words(look, ("install", f"{project}=={version}"), "")
    situation, decision = decision_for(look, words, Wishes(via="app", yes=True, offline=True))
    if decision.chosen != "app" or situation.applications is None:
        why = "; ".join(one.text for one in decision.flow[-1:])
        raise CouldNotLook(
            f"{project} {version} cannot become an application of its own", why, f"--keep {project}"
        )
    refuse_foreign_keeper(look, situation.applications)
    # The repair itself takes the copy away.
    situation = situation._replace(applications=situation.applications._replace(copies=()))
    return plan(situation, decision, workbench(look, situation.directories))


def proofs_of(look: Look, hands: Hands, moves: Moves) -> tuple[Proof, ...]:
    """That every application starts, and that every library can be imported."""
    from pipwise.execute.applications import prove_applications
    from pipwise.execute.prove import Wanted, prove

    wanted = Wanted((), (), None)
    plan = Plan("repair", "", False, (), (), kept=moves.kept)
    found = prove_applications(look, hands, plan, wanted, True) if moves.kept else ()
    if moves.environment:
        found += prove(look, hands, moves.environment, wanted._replace(projects=moves.projects))
    return found
