"""What names stand for on a platform of the table: from the tables of names alone, since nobody can be asked there."""

from __future__ import annotations

from collections.abc import Sequence

from pipwise.catalog.kinds import kind_of
from pipwise.catalog.names import Where, find_mistake, look_up
from pipwise.catalog.platforms import Platform
from pipwise.facts.names import word_of
from pipwise.model.intent import Requirement
from pipwise.model.known import Unknown
from pipwise.model.names import Named

# The table of platforms names programs, and sometimes several.
_MANAGERS = {
    "xbps-install": "xbps",
    "mamba": "conda",
    "micromamba": "conda",
    "apt_packages": "apt",
    "portage": "emerge",
}
_BY_ROW = {"mingw": "msys2", "termux": "termux"}


def where_on(platform: Platform) -> Where:
    """The place of a platform in the tables of names."""
    identity, _, version, codename = platform.os
    words = platform.row.package_manager.replace("/", " ").split()
    manager = _BY_ROW.get(platform.row.id, words[0] if words else "")
    python = ".".join(platform.python_version.split(".")[:2])
    return Where(_MANAGERS.get(manager, manager), identity, version, codename, python)


def described_names(platform: Platform, requirements: Sequence[Requirement]) -> tuple[Named, ...]:
    """One answer for each requirement that is a name, with versions Unknown."""
    where = where_on(platform)
    words = tuple(word_of(one) for one in requirements)
    why = Unknown(f"nobody was asked on {platform.asked}")
    return tuple(
        _described(look_up(word_of(one), where, one.specifier), where, words, why)
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
