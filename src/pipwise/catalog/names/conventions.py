"""What a distribution calls the package of a project, where nothing is known but its rule of naming.

From the naming policies: Debian Python Policy § 3.3, Fedora Python Packaging Guidelines, Arch's Python package
guidelines, Alpine's and Void's packaging guides, openSUSE's single-spec macros, Gentoo's python-guide, FreeBSD's
Porter's Handbook, MSYS2's mingw-w64 rules, MacPorts' python portgroup.
"""

from __future__ import annotations

from pipwise.catalog.names.where import Where
from pipwise.model.value import NamedTuple


class Rule(NamedTuple):
    """How one family names packages."""

    prefix: str
    """``{}`` is the version of Python without its dot."""
    strips: bool = False
    """Whether a leading ``python-`` of the project is left out: python-dateutil is python3-dateutil."""
    bare: bool = True
    """Whether an application goes by its own name."""
    fallback: str = "3"
    """What stands for the version where Python's is not known."""


RULES = {
    "apt": Rule("python3-", strips=True),
    "pkg-termux": Rule("python-", strips=True),
    "dnf": Rule("python3-", strips=True),
    "yum": Rule("python3-", strips=True),
    "tdnf": Rule("python3-", strips=True),
    "xbps": Rule("python3-", strips=True),
    "pacman": Rule("python-", strips=True),
    "apk": Rule("py3-", strips=True),
    "zypper": Rule("python{}-", fallback="313"),
    "emerge": Rule("dev-python/", bare=False),
    "guix": Rule("python-", strips=True),
    "nix": Rule("python3Packages.", bare=False),
    "msys2": Rule("mingw-w64-ucrt-x86_64-python-", strips=True, bare=False),
    "conda": Rule("", bare=False),
    "port": Rule("py{}-", strips=True, fallback="313"),
    "pkg": Rule("py{}-", fallback="311"),
    "pkgin": Rule("py{}-", fallback="312"),
    "pkg_add": Rule("py3-", bare=False),
}
"""Homebrew is not here: that a formula has a project's name is no evidence (28 of 65 were something else)."""
_ALIASES = {
    "xbps-install": "xbps",
    "pamac": "pacman",
    "mamba": "conda",
    "micromamba": "conda",
    "microdnf": "dnf",
    "apt-get": "apt",
}


def family_of(manager: str) -> str:
    """The name that the rules and the reviewed data have for a manager."""
    return _ALIASES.get(manager, manager)


def prefix_of(where: Where) -> str | None:
    """What a package of a Python library is called there before its name; None where there is no rule."""
    rule = RULES.get(family_of(where.manager))
    if rule is None:
        return None
    return rule.prefix.format("".join(where.python.split(".")[:2]) or rule.fallback)


def conventional_name(project: str, where: Where) -> str:
    """The package that the rule of naming gives for a library (in normal form), or ''."""
    names = conventional_names(project, where, application=False)
    return names[0] if names else ""


def conventional_names(project: str, where: Where, *, application: bool) -> tuple[str, ...]:
    """Every package that the rules allow, best first: an application's own name before the library's."""
    rule, prefix = RULES.get(family_of(where.manager)), prefix_of(where)
    if rule is None or prefix is None:
        return ()
    plain = project.removeprefix("python-") if rule.strips else project
    library = f"{prefix}{plain}"
    spelled = (f"{prefix}{project}",) if family_of(where.manager) not in ("pacman", "guix") else ()
    bare = (project,) if application and rule.bare else ()
    return tuple(dict.fromkeys((*bare, library, *spelled)))
