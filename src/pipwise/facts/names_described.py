"""What names stand for on a platform of the table: from the tables of names alone, since nobody can be asked there."""

from __future__ import annotations

from pipwise.catalog.kinds import kind_of
from pipwise.catalog.names import Where, find_mistake, look_up
from pipwise.catalog.names.absent import absent_from
from pipwise.catalog.names.where import Live
from pipwise.facts.names_place import python_of, where_of
from pipwise.facts.names_typed import word_of
from pipwise.model.facts import Facts
from pipwise.model.intent import Requirement
from pipwise.model.known import Known, Unknown
from pipwise.model.names import Named
from pipwise.model.value import TYPE_CHECKING, Sequence

if TYPE_CHECKING:
    from pipwise.catalog.platforms import Platform

# The table of platforms names programs, and sometimes several.
_MANAGERS = {
    "xbps-install": "xbps",
    "mamba": "conda",
    "micromamba": "conda",
    "apt_packages": "apt",
    "portage": "emerge",
}
_SYSTEMS = {
    **dict.fromkeys(("debian", "ubuntu", "raspbian", "linuxmint", "kali", "pop"), "apt"),
    **dict.fromkeys(("fedora", "rhel", "centos", "rocky", "almalinux", "amzn"), "dnf"),
    **dict.fromkeys(("suse", "opensuse", "opensuse-tumbleweed", "opensuse-leap", "sles"), "zypper"),
    **dict.fromkeys(("arch", "manjaro", "endeavouros", "steamos"), "pacman"),
    "alpine": "apk",
    "gentoo": "portage",
    "void": "xbps",
    "nixos": "nix",
    "freebsd": "pkg",
    "macos": "brew",
}
"""By os-release's ID and ID_LIKE."""
_BY_ROW = {"mingw": "msys2", "termux": "termux"}


def where_on(platform: Platform) -> Where:
    """The place of a platform in the tables of names."""
    identity, _, version, codename = platform.os
    words = platform.row.package_manager.replace("/", " ").split()
    manager = _BY_ROW.get(platform.row.id, words[0] if words else "")
    python = ".".join(platform.python_version.split(".")[:2])
    return Where(_MANAGERS.get(manager, manager), identity, version, codename, python)


def where_described(facts: Facts) -> Where:
    """The place of described facts in the tables of names: by the target's manager, else by the operating system."""
    target = facts.target
    owner = target.value.owner if isinstance(target, Known) else target
    manager = owner.value.manager if isinstance(owner, Known) else ""
    release = facts.host.os.value if isinstance(facts.host.os, Known) else None
    if not manager and release is not None:
        manager = next((_SYSTEMS[one] for one in (release.id, *release.like) if one in _SYSTEMS), manager)
    return where_of(manager, facts.host, python_of(target))


def described_names(platform: Platform, requirements: Sequence[Requirement]) -> tuple[Named, ...]:
    """One answer for each requirement that is a name, with versions Unknown."""
    return names_at(where_on(platform), requirements, f"nobody was asked on {platform.asked}")


def names_at(
    where: Where, requirements: Sequence[Requirement], why: str = "nobody has asked the package manager"
) -> tuple[Named, ...]:
    """One answer for each requirement that is a name, from the tables alone, with versions Unknown."""
    words = tuple(word_of(one) for one in requirements)
    live = Live(empty=absent_from(where))
    return tuple(
        _described(look_up(word_of(one), where, one.specifier, live), where, words, Unknown(why))
        for one in requirements
        if one.kind == "named"
    )


def _described(named: Named, where: Where, request: tuple[str, ...], why: Unknown) -> Named:
    packages = tuple(
        one._replace(version=why, upstream=why, installed=why, fit="unknown" if named.specifier else "fits")
        for one in named.packages
    )
    mistake = named.mistake or find_mistake(named.asked, where.python, request)
    return named._replace(
        packages=packages, mistake=mistake, kind=kind_of(named.project or named.asked), here=why
    )
