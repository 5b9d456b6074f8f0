"""The bars for a release that the table was not built from: it is left out of an extract of the indices, and asked."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from debian_index import Suite
from name_extract import read_extract
from name_lists import Lists
from name_measure import Score, measure, truth_of
from name_rows import make_rows
from name_table import encode
from pipwise.catalog.names.table import read_table

EXTRACT = Path(__file__).with_name("suites.tsv")


@cache
def _extract() -> tuple[list[str], list[Suite]]:
    return read_extract(EXTRACT.read_text(encoding="utf-8"))


def _without(release: str) -> Score:
    projects, suites = _extract()
    others = [one for one in suites if one.release.name != release]
    table = read_table(encode(others, make_rows(others), Lists((), ())))
    truth = truth_of(next(one for one in suites if one.release.name == release))
    return measure(projects, truth, table, asked=True)


@pytest.mark.parametrize("release", ["bullseye", "bookworm", pytest.param("trixie", marks=pytest.mark.slow)])
def test_names_are_right_in_a_release_that_the_table_was_not_built_from(release: str) -> None:
    score = _without(release)
    assert score.right > 1800
    assert score.precision >= 0.995, score.wrong
    assert score.recall >= 0.99, score.missed


def test_what_a_dummy_is_called_like_is_not_answered() -> None:
    _, suites = _extract()
    others = [one for one in suites if one.release.name in ("bookworm", "trixie")]
    table = read_table(encode(others, make_rows(others), Lists((), ())))
    truth = truth_of(next(one for one in suites if one.release.name == "forky"))
    names = ["griffe", "pytest-subtests", "requests"]
    assert truth.empty >= {"python3-griffe", "python3-pytest-subtests"}
    assert measure(names, truth, table, asked=True).wrong == ()
    believed = measure(names, truth._replace(empty=frozenset()), table, asked=True)
    assert believed.wrong == (
        "griffe: python3-griffe (table)",
        "pytest-subtests: python3-pytest-subtests (table)",
    )
    assert believed.right == 1
