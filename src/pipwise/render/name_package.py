"""What ``name`` says of a package of the operating system: who has it, in which version, and what is not known of that."""

from __future__ import annotations

from pipwise.model.known import Known, Unknown
from pipwise.model.names import Named, OsPackage
from pipwise.render.name_answer import Place, confidence_of

_FITS = {
    "fits": "fits",
    "too-old": "is too old for",
    "too-new": "is too new for",
    "does-not-fit": "does not fit",
}
NO_LISTS = "no package lists; "
"""What a manager's reason begins with that has to fetch its lists first; the command follows."""


def package_text(package: OsPackage, named: Named) -> str:
    """``apt has it: python3-requests 2.28.1+dfsg-1, which is too old for >=2.30; not installed yet``."""
    version = f" {package.version.value}" if isinstance(package.version, Known) else ""
    fit = (
        f", which {_FITS[package.fit]} {named.specifier}" if named.specifier and package.fit in _FITS else ""
    )
    if is_guess(package) and not version:
        start = f"{package.manager} may have it: {package.package}, guessed from the name alone"
    elif is_guess(package):
        start = f"{package.manager} probably has it: {package.package}{version}{fit}, going by its name alone"
    elif is_a_neighbours(package, named):
        start = f"{package.manager} may have it: {package.package}, which a release next to this one has"
    else:
        start = f"{package.manager} has it: {package.package}{version}{fit}"
    return "; ".join(
        [start, *_installed(package, version.strip()), *_unseen(package), *_not_told(package, named)]
    )


def place_text(place: Place, named: Named) -> str:
    """The same as one of several places: ``fedora: python3-requests (dnf)``."""
    best = next(iter(named.packages), None)
    if best is None:
        known = "none" if named.packaged == "no" else "not known"
        return f"{place.on}: {known} ({place.manager})" if has_manager(place) else f"{place.on}: {known}"
    guessed = ", guessed from the name alone" if is_guess(best) else ""
    return f"{place.on}: {best.package} ({best.manager}{guessed})"


def is_guess(package: OsPackage) -> bool:
    """Whether only the name speaks for it."""
    return confidence_of(package) == "guess"


def is_a_neighbours(package: OsPackage, named: Named) -> bool:
    """Whether only a release next to this one is known to have it, and nobody has asked here."""
    unasked = isinstance(package.version, Unknown) and not lists_missing(package)
    return unasked and package.how == "table" and named.packaged == "unknown"


def has_manager(place: Place) -> bool:
    """Whether the place has a package manager that is known."""
    return place.manager not in ("", "none")


def lists_missing(package: OsPackage) -> str:
    """The command that fetches the lists of the package manager, where they are missing; else ''."""
    why = package.version.why if isinstance(package.version, Unknown) else ""
    return why.removeprefix(NO_LISTS) if why.startswith(NO_LISTS) else ""


def _installed(package: OsPackage, version: str) -> list[str]:
    if not isinstance(package.installed, Known):
        return []
    found = package.installed.value
    if not found:
        return ["not installed yet"]
    return ["installed already" if found == version else f"{found} is installed already"]


def _unseen(package: OsPackage) -> list[str]:
    """A package without metadata is no distribution to pip."""
    return ["pip list will not show it"] if package.relation == "no-metadata" else []


def _not_told(package: OsPackage, named: Named) -> list[str]:
    if lists_missing(package):
        return [f"its version is not known before {package.manager} has fetched its package lists"]
    if named.specifier and package.fit == "unknown":
        return [f"whether its version fits {named.specifier} is not known"]
    return []
