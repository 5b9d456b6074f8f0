"""The back ends by the name of the package manager that an ``Owner`` has."""

from __future__ import annotations

from pipwise.backends.backend import Backend
from pipwise.model.value import TYPE_CHECKING, Iterator, Mapping, cast
from pipwise.system.modules import load

if TYPE_CHECKING:
    from pipwise.backends import (
        apk,
        apt,
        brew,
        conda,
        dnf,
        freebsd,
        msys2,
        nix,
        pacman,
        portage,
        rpm_ostree,
        termux,
        xbps,
        zypper,
    )

    # For type checkers, which hold every one of them against the Protocol.
    _MEETING: tuple[Backend, ...] = (
        apk,
        apt,
        brew,
        conda,
        dnf,
        msys2,
        nix,
        pacman,
        freebsd,
        portage,
        rpm_ostree,
        termux,
        xbps,
        zypper,
    )

_MODULES = {
    "apk": "apk",
    "apt": "apt",
    "brew": "brew",
    "conda": "conda",
    "dnf": "dnf",
    "msys2": "msys2",
    "nix": "nix",
    "pacman": "pacman",
    "pkg": "freebsd",
    "portage": "portage",
    "rpm-ostree": "rpm_ostree",
    "termux": "termux",
    "xbps": "xbps",
    "zypper": "zypper",
}


class _Register(Mapping[str, Backend]):
    """Imports a back end when it is taken out: a machine has one package manager, seldom two."""

    def __getitem__(self, name: str) -> Backend:
        return cast("Backend", load(f"pipwise.backends.{_MODULES[name]}"))

    def __contains__(self, name: object) -> bool:
        return name in _MODULES

    def __iter__(self) -> Iterator[str]:
        return iter(_MODULES)

    def __len__(self) -> int:
        return len(_MODULES)


BACKENDS: Mapping[str, Backend] = _Register()
