"""The operating system's own packages; what they do not have goes its own way, after them."""

from __future__ import annotations

from collections.abc import Iterable

from pipwise.decide.narrowed import narrowed
from pipwise.decide.packages import Chosen, chosen_packages
from pipwise.model.decision import Decision, Situation
from pipwise.model.known import Known
from pipwise.model.plan import ChangePackages, Plan, Step
from pipwise.plan.asked import projects
from pipwise.plan.engines import Workbench
from pipwise.plan.shares import ENVIRONMENTS, share_of, shares
from pipwise.plan.ways import environment

_ALONE = "os-package"


def steps(situation: Situation, decision: Decision, workbench: Workbench) -> Plan:
    """Fetch the lists where that is needed, install what is missing; then what the rest of the request needs.

    No steps where the manager is one that pipwise does not work by itself: its command is printed.
    """
    from pipwise.backends.changes import CHANGERS

    whole = _all_of(situation, decision)
    by_hand = Plan(_ALONE, "", False, (), (), "os-packages")
    chosen = chosen_packages(whole)
    if not chosen or any(one.manager not in CHANGERS for one in chosen):
        return by_hand
    made: list[Step] = []
    for manager in dict.fromkeys(one.manager for one in chosen):
        made += _of_manager(situation, workbench, [one for one in chosen if one.manager == manager])
    plan = Plan(
        _ALONE, "", False, tuple(made), tuple(one.project for one in chosen if one.project), "os-packages"
    )
    return _with_the_rest(situation, decision, workbench, plan) if decision.is_split else plan


def missing(situation: Situation, decision: Decision) -> tuple[str, ...]:
    """Requirements that are to come from OS packages, and that none is known for; nothing is done while there are any."""
    share = _all_of(situation, decision)
    if share.outcome.lacking or share.intent.purpose != "install" or share.outcome.code == "no-venv-module":
        return ()
    found = {one.project for one in chosen_packages(share)}
    names = {named.asked: named.project or named.asked for named in share.facts.names}
    return tuple(
        one.text
        for one in share.intent.requirements
        if one.kind != "named" or not {one.name, _project(names, one.name)} & found
    )


def removal(manager: str, packages: Iterable[str], workbench: Workbench, place: str = "") -> Plan:
    """Remove these packages and nothing else; it is refused where other packages need them. Taken back by installing them."""
    names = tuple(dict.fromkeys(packages))
    step = ChangePackages(
        manager, "remove", names, workbench.become, place, tuple((one, "", "") for one in names)
    )
    return Plan(_ALONE, "", False, (step,), (), "os-packages")


def _of_manager(situation: Situation, workbench: Workbench, chosen: list[Chosen]) -> list[Step]:
    manager = chosen[0].manager
    become = () if manager in ("brew", "conda") else workbench.become
    place = _prefix(situation) if manager == "conda" else ""
    packages = tuple(one.package for one in chosen if not one.there)
    asked = tuple((one.package, one.project, one.specifier) for one in chosen)
    install = ChangePackages(manager, "install", packages, become, place, asked, _python(situation))
    if packages and workbench.lists:
        return [ChangePackages(manager, "refresh", (), become, place), install]
    return [install]


def _with_the_rest(situation: Situation, decision: Decision, workbench: Workbench, plan: Plan) -> Plan:
    """The other shares' own steps. Only one environment is made, so only that is named as the plan's."""
    from pipwise.plan.ways import WAYS

    for option, texts in shares(decision).items():
        if option == _ALONE:
            continue
        part, alone = share_of(situation, decision, option, texts)
        goal = alone.goal
        fresh = goal is not None and any(
            one.root == goal.root and one.state != "works" for one in situation.seen
        )
        into = environment.new if fresh else environment.existing
        way = into if option in ENVIRONMENTS else WAYS.get(option, environment.satisfied)
        rest = way(part, alone, workbench)
        plan = plan._replace(
            root=plan.root or rest.root,
            fresh=plan.fresh or rest.fresh,
            steps=(*plan.steps, *rest.steps),
            prove=(*plan.prove, *projects(part)),
        )
    return plan


def _all_of(situation: Situation, decision: Decision) -> Situation:
    """The situation of what is to come from OS packages."""
    return narrowed(situation, shares(decision).get(_ALONE, ())) if decision.is_split else situation


def _project(names: dict[str, str], name: str) -> str:
    from pipwise.facts.distributions import normalise

    return next((project for asked, project in names.items() if normalise(asked) == name), name)


def _python(situation: Situation) -> str:
    target = situation.facts.target
    return target.value.interpreter.executable if isinstance(target, Known) else situation.base


def _prefix(situation: Situation) -> str:
    target = situation.facts.target
    return target.value.interpreter.prefix if isinstance(target, Known) else ""
