"""What the asked names stand for: from the tables at once, from the machine and the index only where it can matter."""

from __future__ import annotations

from pipwise.decide.questions.request import brings_pip
from pipwise.decide.turning import turns_on_kind, turns_on_packages
from pipwise.facts.names_described import names_at, where_described
from pipwise.intent.requirements import read_requirement
from pipwise.model.decision import Situation
from pipwise.model.facts import Facts
from pipwise.model.intent import Intent, Requirement
from pipwise.model.known import Fact, Known
from pipwise.model.names import Named
from pipwise.model.value import TYPE_CHECKING, Callable
from pipwise.system.look import Look

if TYPE_CHECKING:
    from pipwise.catalog.kinds.wheel import Wheel

Ask = Callable[[str], "Fact[Wheel]"]
_MOST = 50
"""Of more names than that nobody wants a decision for each; they are decided about together."""
_PATIENCE = 4.0
"""Seconds that one request to the index may take: its answer is good to have, and no more."""


def with_names(situation: Situation, look: Look | None, ask: Ask | None = None) -> Situation:
    """The situation with what is known of its names.

    The machine is asked about packages, and the index (by ``ask``) about a wheel, only where that could change the decision.
    """
    wanted = names_wanted(situation.facts, situation.intent)
    if not wanted:
        return situation
    if not situation.facts.names:
        situation = _with(situation, names_at(where_described(situation.facts), wanted))
    if ask is not None and turns_on_kind(situation):
        situation = _with(situation, tuple(_from_wheel(one, ask) for one in situation.facts.names))
    if look is None or not turns_on_packages(situation):
        return situation
    from pipwise.facts.names import look_up_names

    kinds = {one.asked: one.kind for one in situation.facts.names}
    asked = look_up_names(look, wanted, situation.facts.target, situation.facts.host)
    return _with(situation, tuple(one._replace(kind=kinds.get(one.asked, one.kind)) for one in asked))


def _with(situation: Situation, names: tuple[Named, ...]) -> Situation:
    return situation._replace(facts=situation.facts._replace(names=names))


def _from_wheel(named: Named, ask: Ask) -> Named:
    if named.kind.kind != "unknown" or not named.project:
        return named
    wheel = ask(named.project)
    if not isinstance(wheel, Known):
        return named
    from pipwise.catalog.kinds import kind_of

    return named._replace(kind=kind_of(named.project, wheel.value))


def is_offline(look: Look, *, offline: bool) -> bool:
    """Whether nobody is to be asked over the network: ``--offline``, or PIPWISE_OFFLINE."""
    return offline or look.environment.get("PIPWISE_OFFLINE", "") not in ("", "0")


def index_of(look: Look, *, offline: bool) -> Ask | None:
    """What asks the index that pip is configured to use on this machine; None where nobody wants that (``--offline``)."""
    if is_offline(look, offline=offline):
        return None

    def ask(project: str) -> Fact[Wheel]:
        from pipwise.facts.index_settings import read_index
        from pipwise.facts.index_wheel import ask_wheel
        from pipwise.facts.pip_configuration import read_pip_settings
        from pipwise.system.network import RealFetch

        settings = read_pip_settings(look, environment=look.environment, home=look.home, prefix=None)
        index = read_index(settings, look.environment, look.home)
        access = index.access._replace(timeout=min(index.access.timeout, _PATIENCE))
        return ask_wheel(look, RealFetch(access), index, project)

    return ask


def names_wanted(facts: Facts, intent: Intent) -> tuple[Requirement, ...]:
    """The requirements that are names, the name of the project that is installed from its files; pip, where that is brought."""
    if brings_pip(intent):
        return (read_requirement("pip"),)
    if intent.purpose != "install":
        return ()
    found = [one for one in intent.requirements if one.kind == "named"]
    if any(one.kind in ("vcs", "url") for one in intent.requirements):
        from pipwise.intent.url_name import name_in_url

        addressed = (name_in_url(one) for one in intent.requirements if one.kind in ("vcs", "url"))
        found += [read_requirement(name) for name in addressed if name]
    project = facts.project.value if isinstance(facts.project, Known) else None
    if project and project.name and len(found) < len(intent.requirements) + len(intent.requirement_files):
        found.append(read_requirement(project.name))
    return tuple(found) if len(found) <= _MOST else ()
