"""Commands that install the operating system's packages: by the manager that has them."""

from __future__ import annotations

from pipwise.decide.questions.packages import wanted
from pipwise.decide.reasons import command
from pipwise.model.decision import Command, Situation
from pipwise.model.known import Known

_INSTALL = {
    "apt": ("apt", "install"),
    "dnf": ("dnf", "install"),
    "zypper": ("zypper", "install"),
    "pacman": ("pacman", "-S"),
    "apk": ("apk", "add"),
    "brew": ("brew", "install"),
    "conda": ("conda", "install"),
    "portage": ("emerge",),
    "xbps": ("xbps-install",),
    "pkg": ("pkg", "install"),
}
_WITHOUT_ROOT = ("brew", "conda")


def install_packages(situation: Situation) -> tuple[Command, ...]:
    """One command for all of them, by each manager that is named."""
    target = situation.facts.target
    owner = target.value.owner if isinstance(target, Known) else None
    if isinstance(owner, Known) and owner.value.kind == "conda":
        names = tuple(one.text for one in situation.intent.requirements) or ("PACKAGES",)
        return (_by("conda", names),)
    if situation.intent.purpose != "install":
        return _venv_module(situation)
    found: dict[str, list[str]] = {}
    for named in wanted(situation):
        if named.packages:
            found.setdefault(named.packages[0].manager, []).append(named.packages[0].package)
    return tuple(_by(manager, tuple(packages)) for manager, packages in found.items())


def _by(manager: str, packages: tuple[str, ...]) -> Command:
    needs = ("network",) if manager in _WITHOUT_ROOT else ("root", "network")
    return command(*_INSTALL.get(manager, (manager, "install")), *packages, needs=needs)


def _venv_module(situation: Situation) -> tuple[Command, ...]:
    """Debian and its children are the ones that package ensurepip apart, for each version of Python."""
    target = situation.facts.target
    version = target.value.interpreter.version if isinstance(target, Known) else (0, 0, 0)
    name = f"python{version[0]}.{version[1]}-venv" if version[0] else "python3-venv"
    return (_by("apt", (name,)),)
