"""The operating system's packages of a request: which of them, by which manager, and the commands that install them."""

from __future__ import annotations

from pipwise.decide.questions.packages import wanted
from pipwise.decide.questions.request import brings_pip
from pipwise.decide.reasons import command
from pipwise.model.decision import Command, Situation
from pipwise.model.known import Known
from pipwise.model.names import Named, OsPackage
from pipwise.model.value import NamedTuple


class Chosen(NamedTuple):
    """One package that is wanted, and what for."""

    manager: str
    package: str
    project: str
    """'' where no project was asked for: what a build lacks, the module that makes environments."""
    specifier: str
    there: bool
    """Whether it is installed already, in a version that fits."""


def chosen_packages(situation: Situation) -> tuple[Chosen, ...]:
    """The packages that answer a request; names that have none in a version that fits are left out."""
    manager = manager_of(situation)
    if situation.outcome.lacking:
        return tuple(Chosen(manager, one, "", "", there=False) for one in situation.outcome.lacking)
    installs = situation.intent.purpose == "install" or brings_pip(situation.intent)
    if not installs or situation.outcome.code == "no-venv-module":
        return (Chosen("apt", _venv_package(situation), "", "", there=False),)
    found = [(named, package_of(named)) for named in wanted(situation)]
    chosen = tuple(_chosen(named, package, manager) for named, package in found if package)
    if manager == "conda" and not chosen:
        asked = [one for one in situation.intent.requirements if one.name]
        return tuple(Chosen("conda", one.name, one.name, one.specifier, there=False) for one in asked)
    return tuple(dict.fromkeys(chosen))


def package_of(named: Named) -> OsPackage | None:
    """The best package that is not known to be of another version than was asked for."""
    return next((one for one in named.packages if one.fit in ("fits", "unknown")), None)


def install_packages(situation: Situation) -> tuple[Command, ...]:
    """One command for all of them, by each manager that is named."""
    found: dict[str, list[str]] = {}
    for one in chosen_packages(situation):
        found.setdefault(one.manager, []).append(one.package)
    if situation.sees_system and manager_of(situation) == "apt" and not _makes_venvs(situation):
        found.setdefault("apt", []).append(_venv_package(situation))
    return tuple(one for name, packages in found.items() for one in _by(situation, name, tuple(packages)))


def manager_of(situation: Situation) -> str:
    """The package manager that owns the target's Python, or ''."""
    target = situation.facts.target
    owner = target.value.owner if isinstance(target, Known) else None
    return owner.value.manager if isinstance(owner, Known) else ""


def _chosen(named: Named, package: OsPackage, manager: str) -> Chosen:
    there = package.installed.value if isinstance(package.installed, Known) else None
    candidate = package.version.value if isinstance(package.version, Known) else ""
    # With a specifier, what is installed is known to fit only where it is the candidate, which was compared with it.
    fits = there is not None and (not named.specifier or there == candidate)
    return Chosen(
        package.manager or manager, package.package, named.project or named.asked, named.specifier, there=fits
    )


def _by(situation: Situation, manager: str, packages: tuple[str, ...]) -> tuple[Command, ...]:
    from pipwise.backends import BACKENDS

    if manager not in BACKENDS or not packages:
        return ()
    order = BACKENDS[manager].install(packages)
    if not order.root:
        return (command(*order.argv, needs=("network",)),)
    sudo = () if situation.facts.asker.uid == 0 else ("sudo",)
    return (command(*sudo, *order.argv, needs=("root", "network")),)


def _venv_package(situation: Situation) -> str:
    """Debian and its children are the ones that package ensurepip apart, for each version of Python."""
    target = situation.facts.target
    version = target.value.interpreter.version if isinstance(target, Known) else (0, 0, 0)
    return f"python{version[0]}.{version[1]}-venv" if version[0] else "python3-venv"


def _makes_venvs(situation: Situation) -> bool:
    target = situation.facts.target
    return (
        isinstance(target, Known)
        and target.value.interpreter.has_venv
        and target.value.interpreter.has_ensurepip
    )
