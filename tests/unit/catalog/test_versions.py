"""Ranges of versions are parsed, not typed out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipwise.catalog.platforms.versions import find_term, fits, numbers, parse_versions, versions_in


@pytest.mark.parametrize(
    ("text", "inside", "outside"),
    [
        ("24.04+", ("24.04", "24.10", "26.04", "24.04.2"), ("23.10", "22.04", "24")),
        ("38-43", ("38", "40", "43"), ("37", "44", "rawhide")),
        ("36 - 43", (), ("37",)),
        ("<=3.18", ("3.18", "3.18.6", "3.2", "3"), ("3.19", "4")),
        ("<= 3.18", ("3.18",), ("3.19",)),
        (">=3.19", ("3.19", "3.19.0", "3.24", "4.0"), ("3.18", "3")),
        ("<23", ("22.3.1", "9.0.3"), ("23", "23.0", "23.0.1")),
        ("12 bookworm stable", ("12", "12.15", "bookworm", "stable"), ("1", "13", "120", "trixie")),
        ("23.3-24.3", ("23.3", "23.3.1", "24.0", "24.3.1"), ("23.2.1", "25.0")),
        ("sid unstable", ("sid", "unstable"), ("12", "si")),
    ],
)
def test_a_version_lies_in_its_range(text: str, inside: tuple[str, ...], outside: tuple[str, ...]) -> None:
    terms = parse_versions(text)
    assert [version for version in inside if not any(fits(term, version) for term in terms)] == []
    assert [version for version in outside if any(fits(term, version) for term in terms)] == []


def test_a_name_of_a_version_means_that_version() -> None:
    terms = parse_versions("12 bookworm oldstable, 13 trixie stable latest, jazzy=24.04")
    found = [find_term(terms, word) for word in ("bookworm", "latest", "13.6", "jazzy", "sid")]
    assert [one and one[1] for one in found] == ["12", "13", "13.6", "jazzy", None]
    assert found[3] is not None
    assert found[3][0].base == "24.04"


def test_a_name_goes_before_a_range_that_it_might_lie_in() -> None:
    found = find_term(parse_versions("3.19+, 3.24 latest 3"), "3")
    assert found is not None
    assert found[1] == "3.24"


def test_the_known_versions_within_a_specification() -> None:
    known = ("22.3", "23.0", "23.0.1", "24.0", "26.3")
    assert versions_in("23.0.1", known) == ("23.0.1",)
    assert versions_in("25.1.1", known) == ("25.1.1",)
    assert versions_in(">=23.0.1", known) == ("23.0.1", "24.0", "26.3")
    assert versions_in("<23", known) == ("22.3",)
    assert versions_in("", known) == known


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("3.12.0rc1", (3, 12, 0)),
        ("12", (12,)),
        ("", ()),
        ("sid", ()),
        ("3..1", (3,)),
        ("٣", ()),
        ("9" * 20, ()),
    ],
)
def test_the_numbers_of_a_version(text: str, said: tuple[int, ...]) -> None:
    assert numbers(text) == said


@given(st.text(max_size=30), st.text(max_size=30))
def test_any_text_is_taken(ranges: str, version: str) -> None:
    find_term(parse_versions(ranges), version)
