"""Putting what the manager said into what the tables say: versions, what is installed, and the fit."""

from __future__ import annotations

from pipwise.backends import BACKENDS, Offer, fit_of, upstream_version
from pipwise.catalog.names import Where, projects_of_package
from pipwise.catalog.spelling import normalise
from pipwise.facts.names_heard import Heard, holds
from pipwise.facts.names_here import Here
from pipwise.model.known import Fact, Known, Source, Unknown
from pipwise.model.names import Named, OsPackage

# Relations whose package has a version of its own, which says nothing of the project's.
_OTHER_VERSIONS = ("umbrella", "fork", "dummy", "split", "wrong-project", "same-name-other-software")


def fill_in(named: Named, where: Where, heard: Heard, here: Here) -> Named:
    """The same answer with all that could be had live; what brought the project to the target comes first."""
    kept = tuple(one for one in named.packages if not _is_anothers(one, named, heard))
    packages = tuple(_filled(one, named, where, heard, here) for one in kept)
    if named.packages and not packages:
        named = named._replace(packaged="no")
    if not here.package:
        return named._replace(packages=packages)
    found = next((one for one in packages if one.package == here.package), None)
    source = Source("live", f"{here.package} brought {here.path}")
    first = found or _filled(_bare(here, where, source), named, where, heard, here)
    others = tuple(one for one in packages if one.package != here.package)
    return named._replace(packages=(first._replace(how="installed", source=source), *others), packaged="yes")


def _is_anothers(package: OsPackage, named: Named, heard: Heard) -> bool:
    """A package that is only called like the project, and says that it holds another."""
    if (
        package.relation != "same"
        or package.how not in ("table", "convention")
        or isinstance(heard.offers, Unknown)
    ):
        return False
    offer = heard.offers.get(package.package)
    return offer is not None and bool(offer.holds) and not holds(offer, named.project)


def _bare(here: Here, where: Where, source: Source) -> OsPackage:
    unasked = Unknown("nobody has asked the package manager")
    return OsPackage(
        where.manager, here.package, "same", "installed", unasked, unasked, unasked, "unknown", source
    )


def _filled(package: OsPackage, named: Named, where: Where, heard: Heard, here: Here) -> OsPackage:
    offer = None if isinstance(heard.offers, Unknown) else heard.offers.get(package.package)
    version = _candidate(package, offer, heard)
    upstream = _upstream(package, named, where, heard, offer, here)
    return package._replace(
        manager=heard.manager or package.manager,
        version=version,
        upstream=upstream,
        installed=_installed(package, heard),
        fit=fit_of(upstream, named.specifier),
    )


def _candidate(package: OsPackage, offer: Offer | None, heard: Heard) -> Fact[str]:
    if isinstance(heard.offers, Unknown):
        return heard.offers
    if offer is None or not offer.version:
        return Unknown(f"{heard.manager} has no candidate for {package.package}")
    return Known(
        offer.version, Source("live", f"{heard.manager}'s lists{offer.where and f', {offer.where}'}")
    )


def _installed(package: OsPackage, heard: Heard) -> Fact[str | None]:
    if isinstance(heard.installed, Unknown):
        return heard.installed
    return Known(heard.installed.get(package.package), Source("live", f"{heard.manager}'s database"))


def _upstream(
    package: OsPackage, named: Named, where: Where, heard: Heard, offer: Offer | None, here: Here
) -> Fact[str]:
    """The project's own version, from the surest source: its metadata here, the manager's word, the package's version."""
    if offer is None or not offer.version:
        return _candidate(package, offer, heard)
    scheme = BACKENDS[heard.manager].SCHEME
    told = _told(offer, named.project)
    installed = None if isinstance(heard.installed, Unknown) else heard.installed.get(package.package)
    if here.package == package.package and installed == offer.version and isinstance(here.version, Known):
        return Known(here.version.value or "", here.version.source)
    if told and package.relation not in _OTHER_VERSIONS:
        return upstream_version(told, scheme)
    if package.relation in _OTHER_VERSIONS or _is_umbrella(package.package, named.project, where):
        return Unknown(f"{package.package} is not versioned like {named.project}")
    return upstream_version(offer.version, scheme)


def _told(offer: Offer, project: str) -> str:
    """The project's own version as the manager tells it; a variant's is that of the one project that the package holds."""
    told = [one for one in offer.holds if one.of in ("", offer.version)]
    own = [one.version for one in told if normalise(one.project) == project and one.version]
    return own[0] if own else told[0].version if len(offer.holds) == 1 and told else ""


def _is_umbrella(package: str, project: str, where: Where) -> bool:
    """Whether a package holds several projects, and is not named after this one."""
    projects = {owner.project for owner in projects_of_package(package, where)}
    return len(projects) > 1 and not normalise(package).endswith(project)
