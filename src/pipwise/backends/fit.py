"""Whether a version is what a specifier asks for, and if not, on which side of it (PEP 440)."""

from __future__ import annotations

from pipwise.model.known import Fact, Unknown
from pipwise.model.value import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from packaging.specifiers import Specifier
    from packaging.version import Version

Fit = Literal["fits", "too-old", "too-new", "does-not-fit", "unknown"]


def fit_of(version: Fact[str], specifier: str) -> Fit:
    """How a version fits; without a specifier everything does, and with one what is not known may or may not.

    Pre-releases count: a distribution that ships one offers nothing else.
    """
    if not specifier:
        return "fits"
    from packaging.specifiers import InvalidSpecifier, SpecifierSet
    from packaging.version import InvalidVersion, Version

    if isinstance(version, Unknown):
        return "unknown"
    try:
        clauses, found = SpecifierSet(specifier), Version(version.value)
        sides = {_side(clause, found) for clause in clauses if not clause.contains(found, prereleases=True)}
    except (InvalidSpecifier, InvalidVersion):
        return "unknown"
    if not sides:
        return "fits"
    return sides.pop() if len(sides) == 1 else "does-not-fit"


def _side(clause: Specifier, version: Version) -> Fit:
    """Which side of a clause a version is on that it does not contain."""
    if clause.operator in (">", ">="):
        return "too-old"
    if clause.operator in ("<", "<="):
        return "too-new"
    if clause.operator in ("==", "~="):
        from packaging.version import Version

        return "too-old" if version < Version(clause.version.removesuffix(".*")) else "too-new"
    return "does-not-fit"
