"""A release between two that the table was built from: what its neighbours say of a package that changed its project."""

from __future__ import annotations

import pytest

from debian_index import RELEASES, Suite, read_packages
from name_lists import Lists
from name_rows import make_rows
from name_table import encode
from pipwise.catalog.names import Live, Where, look_up
from pipwise.catalog.names.table import Table, read_table

UMBRELLA = dict.fromkeys(("sky-core", "sky-disk", "sky-blob", "sky-mail"), "python3-sky")


def _table(**suites: dict[str, str]) -> Table:
    read = []
    for release in RELEASES:
        if release.name in suites:
            infos = {name: {package} for name, package in suites[release.name].items()}
            stanzas = "\n\n".join(f"Package: {one}" for one in set(suites[release.name].values()))
            read.append(Suite(release, "2026-10-01", infos, {}, {}, {}, dict(read_packages(stanzas))))
    return read_table(encode(read, make_rows(read), Lists((), ())))


def _packages(name: str, release: str, table: Table) -> list[str]:
    where = Where("apt", "ubuntu", release)
    found = look_up(name, where, live=Live(present=frozenset({"python3-sky", "python3-kite"})), table=table)
    return [one.package for one in found.packages]


@pytest.mark.parametrize(("release", "kept"), [("23.10", ["python3-sky"]), ("25.04", [])])
def test_what_a_package_of_many_projects_has_lost_it_still_has_near_the_older(
    release: str, kept: list[str]
) -> None:
    table = _table(bookworm={**UMBRELLA, "sky-old": "python3-sky"}, trixie=UMBRELLA)
    assert _packages("sky-core", release, table) == ["python3-sky"]
    assert _packages("sky-old", release, table) == kept


@pytest.mark.parametrize("release", ["23.10", "25.04"])
def test_what_it_gains_is_not_guessed(release: str) -> None:
    table = _table(bookworm=UMBRELLA, trixie={**UMBRELLA, "sky-new": "python3-sky"})
    assert _packages("sky-new", release, table) == []


def test_a_name_that_is_given_up_holds_while_nobody_else_has_the_package() -> None:
    alone = _table(bookworm={"pep8": "python3-kite"}, trixie={"other": "python3-other"})
    assert _packages("pep8", "23.10", alone) == ["python3-kite"]
    renamed = _table(bookworm={"pep8": "python3-kite"}, trixie={"pycodestyle": "python3-kite"})
    assert _packages("pycodestyle", "23.10", renamed) == ["python3-kite"]
