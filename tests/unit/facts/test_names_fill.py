"""Which version is told: the project's own where somebody knows it, the package's where that is the same, else none."""

from __future__ import annotations

from collections.abc import Mapping

from pipwise.backends import Held, Offer
from pipwise.catalog.names import Where
from pipwise.facts.names_fill import fill_in
from pipwise.facts.names_heard import Heard
from pipwise.facts.names_here import Here
from pipwise.model.known import Known, Source, Unknown
from pipwise.model.names import Kind, Named, OsPackage

UNASKED = Unknown("nobody has asked")
NOT_HERE = Here(Known(None, Source("live", "/usr/bin/python3")))


def filled(
    offer: Offer, relation: str = "same", how: str = "table", project: str = "requests", specifier: str = ""
) -> Named:
    package = OsPackage(
        *("dnf", offer.package, relation, how, UNASKED, UNASKED, UNASKED, "unknown", Source("catalogue", "x"))  # type: ignore[arg-type]
    )
    named = Named(project, project, specifier, Kind("library"), (package,), "yes")
    offers: Mapping[str, Offer] = {offer.package: offer}
    return fill_in(named, Where("dnf"), Heard("dnf", {}, offers, {}), NOT_HERE)


def upstream(named: Named) -> str:
    found = named.packages[0].upstream
    return found.value if isinstance(found, Known) else "unknown"


def test_the_managers_word_goes_before_the_packages_version() -> None:
    named = filled(Offer("python3-x", "2.0-1", "", (Held("requests", "1.5"),)), specifier=">=2")
    assert (upstream(named), named.packages[0].fit) == ("1.5", "too-old")


def test_a_word_about_another_version_of_the_package_does_not_count() -> None:
    assert upstream(filled(Offer("python3-x", "2.0-1", "", (Held("requests", "1.5", "1.5-1"),)))) == "2.0"


def test_a_variant_has_the_version_of_the_one_project_that_is_held() -> None:
    offer = Offer("python3-psycopg2", "2.9.9-3", "", (Held("psycopg2", "2.9.9"),))
    assert upstream(filled(offer, "variant", "curated", "psycopg2-binary")) == "2.9.9"


def test_what_is_versioned_by_itself_tells_no_version_of_the_project() -> None:
    for relation in ("umbrella", "fork", "dummy"):
        named = filled(Offer("python3-azure", "20230112-1", ""), relation, "curated", specifier=">=1")
        assert (upstream(named), named.packages[0].fit) == ("unknown", "unknown")


def test_a_package_that_says_it_holds_another_project_is_dropped() -> None:
    named = filled(
        Offer("python3-requests", "1.0-1", "", (Held("requests-server", "1.0"),)), how="convention"
    )
    assert (named.packages, named.packaged) == ((), "no")


def test_what_is_told_exactly_is_kept_whatever_it_is_called() -> None:
    named = filled(Offer("python3-other", "1.0-1", "", (Held("Requests", "1.0"),)), how="exact")
    assert [one.package for one in named.packages] == ["python3-other"]
