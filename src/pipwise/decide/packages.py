"""Commands that install the operating system's packages: by the manager that has them."""

from __future__ import annotations

from pipwise.decide.questions.packages import wanted
from pipwise.decide.reasons import command
from pipwise.model.decision import Command, Situation
from pipwise.model.known import Known


def install_packages(situation: Situation) -> tuple[Command, ...]:
    """One command for all of them, by each manager that is named."""
    manager = manager_of(situation)
    if situation.outcome.lacking:
        return _by(situation, manager, situation.outcome.lacking)
    if situation.intent.purpose != "install" or situation.outcome.code == "no-venv-module":
        return _venv_module(situation)
    found: dict[str, list[str]] = {}
    for named in wanted(situation):
        if named.packages:
            found.setdefault(named.packages[0].manager or manager, []).append(named.packages[0].package)
    if situation.sees_system and manager == "apt" and not _makes_venvs(situation):
        found.setdefault("apt", []).append(_venv_package(situation))
    if manager == "conda" and not found:
        found["conda"] = [one.text for one in situation.intent.requirements]
    return tuple(one for name, packages in found.items() for one in _by(situation, name, tuple(packages)))


def manager_of(situation: Situation) -> str:
    """The package manager that owns the target's Python, or ''."""
    target = situation.facts.target
    owner = target.value.owner if isinstance(target, Known) else None
    return owner.value.manager if isinstance(owner, Known) else ""


def _by(situation: Situation, manager: str, packages: tuple[str, ...]) -> tuple[Command, ...]:
    from pipwise.backends import BACKENDS

    if manager not in BACKENDS or not packages:
        return ()
    order = BACKENDS[manager].install(packages)
    if not order.root:
        return (command(*order.argv, needs=("network",)),)
    sudo = () if situation.facts.asker.uid == 0 else ("sudo",)
    return (command(*sudo, *order.argv, needs=("root", "network")),)


def _venv_module(situation: Situation) -> tuple[Command, ...]:
    return _by(situation, "apt", (_venv_package(situation),))


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
