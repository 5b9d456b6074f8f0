"""What a change of OS packages would do, looked at before it is done; and what refuses it."""

from __future__ import annotations

from pipwise.backends import BACKENDS, fit_of, upstream_version
from pipwise.backends.changes import Installed, Transaction
from pipwise.errors import CouldNotLook, Refused
from pipwise.execute.manager import Manager, told
from pipwise.facts.asking import ask_all
from pipwise.model.known import Known, Unknown
from pipwise.model.plan import ChangePackages
from pipwise.model.value import NamedTuple
from pipwise.system.hands import Hands
from pipwise.system.look import Look


class Foreseen(NamedTuple):
    """What would change, told apart by what is installed."""

    new: tuple[tuple[str, str], ...]
    """(package, version)."""
    replaced: tuple[tuple[str, str, str], ...]
    """(package, installed version, version that would take its place)."""
    gone: tuple[str, ...]


def manager_of(look: Look, hands: Hands, step: ChangePackages) -> Manager:
    """The manager of a step."""
    return Manager(look, hands, step.manager, step.become, step.place)


def tells_now(look: Look, step: ChangePackages) -> bool:
    """Whether the manager would say what it would do without becoming root first."""
    from pipwise.backends.changes import CHANGERS

    return step.action != "refresh" and (look.uid == 0 or CHANGERS[step.manager].TELLS_ANYBODY)


def foresee(manager: Manager, step: ChangePackages, now: dict[str, Installed]) -> Foreseen:
    """What the manager says that it would do. Raises ``CouldNotLook`` where it does not say."""
    changer = manager.changer
    if not step.packages or step.action == "refresh":
        return Foreseen((), (), ())
    asking = changer.would_remove if step.action == "remove" else changer.would_install
    question = asking(step.packages, step.place)
    would = told(manager, question, as_root=not changer.TELLS_ANYBODY) if question else Transaction()
    there = {name: one for name, one in now.items() if one.mark != "settings"}
    new = tuple((name, version) for name, version in would.there if name not in there)
    replaced = tuple(
        (name, there[name].version, version)
        for name, version in would.there
        if name in there and there[name].version != version
    )
    return Foreseen(new, replaced, would.gone)


def refuse(manager: Manager, step: ChangePackages, foreseen: Foreseen) -> None:
    """An installation removes nothing, and a removal nothing but what was named. Raises ``Refused``."""
    named = step.packages if step.action == "remove" else ()
    gone = [one for one in foreseen.gone if one not in named and one.rpartition(".")[0] not in named]
    if gone and step.action == "install":
        raise Refused(
            f"{manager.name} would remove {_some(gone)} to install {_some(list(step.packages))}",
            "pipwise removes nothing to install something",
            f"look at it by hand: {' '.join(BACKENDS[manager.name].install(step.packages).argv)}",
        )
    if gone:
        verb = "needs" if len(gone) == 1 else "need"
        raise Refused(f"{_some(gone)} {verb} {_some(list(step.packages))}", "what others need is not removed")


def refuse_misfits(manager: Manager, step: ChangePackages) -> None:
    """The candidates once more against what was asked for: fetching the lists may have brought others. Raises ``Refused``."""
    asked = [(package, project, specifier) for package, project, specifier in step.wanted if specifier]
    asked = [one for one in asked if one[0] in step.packages]
    if not asked or step.action != "install":
        return
    backend = BACKENDS[manager.name]
    offers = ask_all(manager.look, backend.candidates(tuple(package for package, _, _ in asked)))
    if isinstance(offers, Unknown) and manager.name == "conda":
        # It looks into what was downloaded alone; what it installed is compared afterwards, by the proof.
        return
    if isinstance(offers, Unknown):
        raise CouldNotLook(f"{manager.name} does not say which version it would install", offers.why)
    for package, project, specifier in asked:
        offer = next((one for one in offers if one.package == package), None)
        own = next((held.version for held in offer.holds if held.project == project), "") if offer else ""
        version = upstream_version(own or (offer.version if offer else ""), backend.SCHEME)
        if fit_of(version, specifier) not in ("fits", "unknown"):
            said = version.value if isinstance(version, Known) else "no version"
            raise Refused(f"{package} is {project} {said}, which is not {specifier}", "nothing was installed")


def _some(names: list[str]) -> str:
    more = f" and {len(names) - 3} more" if len(names) > 3 else ""
    return ", ".join(names[:3]) + more
