"""Where a name is looked up, and what the machine's own package manager has already said of it."""

from __future__ import annotations

from pipwise.model.value import Mapping, MappingProxyType, NamedTuple


class Where(NamedTuple):
    """One platform, as far as names depend on it."""

    manager: str
    """The back end's name: apt, dnf, zypper, pacman, apk, brew, conda, emerge, xbps, nix, msys2, pkg …"""
    distribution: str = ""
    """os-release's ID: debian, ubuntu, raspbian, linuxmint, kali, fedora …; '' where it is not known."""
    release: str = ""
    """os-release's VERSION_ID: 13, 24.04 …; '' for a rolling release or where it is not known."""
    codename: str = ""
    """os-release's VERSION_CODENAME: trixie, noble …"""
    python: str = ""
    """Version of the system's Python (3.11): openSUSE, FreeBSD, MacPorts and others have it in their packages' names."""


class Live(NamedTuple):
    """What the machine's own manager said; None where nobody could ask it, which is not the same as "nothing"."""

    exact: tuple[str, ...] | None = None
    """Packages that it says provide this very project (``python3dist(NAME)``, a files database, a remote-id)."""
    present: frozenset[str] | None = None
    """Those of ``questions()`` that it has at all; virtual ones, which others provide, too (Debian's python3-types-*)."""
    versions: Mapping[str, str] = MappingProxyType({})
    """Of those, the version that it would install (or has), as it spells it."""
    empty: frozenset[str] = frozenset()
    """Those that it calls transitional, or a dummy: there is nothing in them."""


NOBODY_ASKED = Live()
