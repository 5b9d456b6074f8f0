"""nix: nothing is installed into the system; a shell is opened that has the packages.

Attributes are asked for all at once; one that is not there is an empty text by ``or``, as is one that throws.
"""

from __future__ import annotations

from pipwise.backends.backend import not_asked as exact
from pipwise.backends.question import Lists, Offer, Offers, Order, Owned, Question, said
from pipwise.backends.upstream import Scheme
from pipwise.model.known import Unknown
from pipwise.system.look import Answer

__all__ = ["LISTS", "SCHEME", "candidates", "exact", "install", "installed", "owners", "refresh", "remove"]

SCHEME: Scheme = "plain"
LISTS: tuple[Lists, ...] = ()
_PYTHON = "python3Packages."


def candidates(packages: tuple[str, ...]) -> tuple[Question[Offers], ...]:
    """The versions of attributes of ``<nixpkgs>``; nothing is built. What was renamed or removed throws there."""
    wanted = " ".join(f'"{one}" = told (pkgs.{_attribute(one)}.version or "");' for one in packages)
    told = 'text: let found = builtins.tryEval text; in if found.success then found.value else ""'
    expression = f"let pkgs = import <nixpkgs> {{ }}; told = {told}; in {{ {wanted} }}"
    argv = ("nix-instantiate", "--eval", "--strict", "--json", "--expr", expression)
    return (Question(argv, _read_versions, timeout=60.0),)


def installed(packages: tuple[str, ...]) -> tuple[Question[Offers], ...]:
    """Not asked: what a shell has is gone with it."""
    return ()


def owners(paths: tuple[str, ...]) -> tuple[Question[Owned], ...]:
    """Not asked: a path in the store has the name in it."""
    return ()


def install(packages: tuple[str, ...]) -> Order:
    """A shell with a Python that has them, and with the applications beside it."""
    names = [package.removeprefix(_PYTHON) for package in packages if package.startswith(_PYTHON)]
    python = (f"python3.withPackages (ps: [ {' '.join(f'ps.{name}' for name in names)} ])",) if names else ()
    others = tuple(package for package in packages if not package.startswith(_PYTHON))
    return Order(("nix-shell", "-p", *python, *others), root=False, note="lasts as long as the shell")


def remove(packages: tuple[str, ...]) -> Order:
    """Leaving the shell; what nothing refers to is collected."""
    return Order(("nix-collect-garbage",), root=False)


def refresh() -> Order:
    """The caller's channels."""
    return Order(("nix-channel", "--update"), root=False)


def _attribute(package: str) -> str:
    """A path of attributes, each quoted: names may begin with a digit."""
    return ".".join(f'"{part}"' for part in package.split("."))


def _read_versions(answer: Answer) -> Offers | Unknown:
    if answer.status:
        return Unknown(said(answer))
    import json

    try:
        found = json.loads(answer.stdout)
    except ValueError:
        return Unknown("nix's answer cannot be read")
    return tuple(Offer(name, version, None, (), "<nixpkgs>") for name, version in found.items() if version)
