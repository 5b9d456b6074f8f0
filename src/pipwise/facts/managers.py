"""Which package manager answers for a Python."""

from __future__ import annotations

from pipwise.backends import BACKENDS
from pipwise.facts.glance import stands
from pipwise.facts.names_place import OWN
from pipwise.facts.ownership import system_manager
from pipwise.model.interpreter import Environment
from pipwise.model.known import Fact, Known, Source, Unknown
from pipwise.system.look import Look

_TERMUX = "/data/data/com.termux/files/usr"
_BREWS = ("/opt/homebrew/bin/brew", "/usr/local/bin/brew", "/home/linuxbrew/.linuxbrew/bin/brew")


def manager_of(look: Look, target: Fact[Environment]) -> Fact[str]:
    """The back end that a Python's packages come from, else the machine's own."""
    if isinstance(target, Known) and isinstance(target.value.owner, Known):
        owner = target.value.owner
        base = target.value.interpreter.base_prefix
        name = _variety(look, owner.value.manager, base)
        if owner.value.kind in OWN and name in BACKENDS:
            return Known(name, owner.source)
    return _of_the_machine(look)


def _of_the_machine(look: Look) -> Fact[str]:
    if stands(look, f"{_TERMUX}/bin/pkg"):
        return Known("termux", Source("live", f"{_TERMUX}/bin/pkg"))
    path, manager = system_manager(look)
    if manager in BACKENDS:
        return Known(manager, Source("live", path))
    if manager:
        return Unknown(f"there is no back end for {manager} ({path})")
    if look.platform.startswith(("freebsd", "dragonfly")):
        return Known("pkg", Source("live", f"sys.platform is {look.platform}"))
    for brew in _BREWS:
        if stands(look, brew):
            return Known("brew", Source("live", brew))
    return Unknown("no package manager was found here")


def _variety(look: Look, manager: str, base: str) -> str:
    """The same program means different packages in Termux and in MSYS2."""
    if manager == "pkg" and base.startswith("/data/"):
        return "termux"
    if manager == "pacman" and look.platform in ("win32", "msys", "cygwin"):
        return "msys2"
    return manager
