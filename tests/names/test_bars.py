"""The bars: of a hundred answers at most one in two hundred is wrong, and one in a hundred is missing."""

from __future__ import annotations

from pathlib import Path

import pytest

from debian_index import RELEASES, NotToBeHad, configured_mirror, read_suite
from name_measure import Truth, measure, truth_of
from name_table import CACHE
from pipwise.catalog.names import Where
from pipwise.catalog.names.table import load_table

EXTRACT = Path(__file__).with_name("truth.tsv")


def _extract(release: str) -> tuple[list[str], Truth]:
    """Every seventh of the most downloaded projects, and who ships their metadata."""
    owners: dict[str, frozenset[str]] = {}
    projects: list[str] = []
    for line in EXTRACT.read_text(encoding="utf-8").splitlines()[1:]:
        name, of, words = line.split("\t")
        if of == release and name == "-":
            projects += words.split()
        elif of == release:
            projects.append(name)
            owners[name] = frozenset(words.split())
    version = next(one.version for one in RELEASES if one.name == release)
    return projects, Truth(Where("apt", "debian", version, release), owners, frozenset(), {}, {}, frozenset())


@pytest.mark.parametrize("release", ["bookworm", "trixie"])
def test_names_are_right_in_an_extract_of_the_truth(release: str) -> None:
    projects, truth = _extract(release)
    assert len(truth.owners) > 300
    score = measure(projects, truth, load_table(), asked=False)
    assert score.precision >= 0.995, score.wrong
    assert score.recall >= 0.99, score.missed


@pytest.mark.slow
@pytest.mark.parametrize(
    "release", [one for one in RELEASES if one.name in ("bookworm", "trixie")], ids=lambda one: one.name
)
def test_names_are_right_against_the_signed_indices_as_they_are_now(release: object) -> None:
    release = next(one for one in RELEASES if one == release)
    try:
        suite = read_suite(release, configured_mirror(), CACHE)
    except NotToBeHad as problem:
        pytest.skip(f"the indices cannot be had: {problem}")
    score = measure(load_table().popular.split(), truth_of(suite), load_table(), asked=True)
    assert score.precision >= 0.995, score.wrong
    assert score.recall >= 0.99, score.missed
