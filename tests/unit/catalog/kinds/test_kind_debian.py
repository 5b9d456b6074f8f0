"""What Debian's packaging says of a project, out of small suites."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from kind_debian import Package, Suite, look_at


def suite(owners: Mapping[str, str], commands: Mapping[str, str], **packages: tuple[str, str, str]) -> Suite:
    """Packages as (source, section, needs); names have an underscore for their hyphen."""
    return Suite(
        "trixie",
        "some day",
        {project: {owner} for project, owner in owners.items()},
        {"pointed"},
        {package: set(names.split()) for package, names in commands.items()},
        {
            name.replace("_", "-"): Package(source, section, frozenset(needs.split()), "")
            for name, (source, section, needs) in packages.items()
        },
    )


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (suite({"spam": "spam"}, {"spam": "spam"}, spam=("spam", "utils", "")), "program"),
        (suite({"spam": "spam"}, {"spam": "spam"}, spam=("spam", "python", "")), "python-program"),
        (
            suite({"spam": "python3-spam"}, {"python3-spam": "fry"}, python3_spam=("spam", "python", "")),
            "inside",
        ),
        (suite({"spam": "python3-spam"}, {}, python3_spam=("spam", "python", "")), "no-command"),
        (suite({"pointed": "python3-spam"}, {}, python3_spam=("spam", "python", "")), "entry-points"),
    ],
    ids=["program", "python-program", "inside", "no-command", "entry-points"],
)
def test_how_one_package_ships_its_commands(found: Suite, expected: str) -> None:
    assert [one.packaged for one in look_at(found).values()] == [expected]


@pytest.mark.parametrize(
    ("sibling", "commands", "expected"),
    [("spam", "spam fry", "named-beside"), ("spam", "fry", "beside"), ("spam_tools", "spam", "beside")],
)
def test_a_sibling_that_needs_the_library_ships_its_commands(
    sibling: str, commands: str, expected: str
) -> None:
    packages = {"python3_spam": ("spam", "python", ""), sibling: ("spam", "utils", "python3-spam")}
    found = suite({"spam": "python3-spam"}, {sibling.replace("_", "-"): commands}, **packages)
    seen = look_at(found)["spam"]
    assert (seen.packaged, seen.commands) == (expected, frozenset(commands.split()))


def test_a_package_of_the_same_source_that_has_nothing_to_do_with_it_is_no_sibling() -> None:
    packages = {"python3_spam": ("spam", "python", ""), "spamd": ("spam", "net", "libc6")}
    assert (
        look_at(suite({"spam": "python3-spam"}, {"spamd": "spamd"}, **packages))["spam"].packaged
        == "no-command"
    )


def test_who_depends_on_it_counts_by_source_and_its_plug_ins_do_not() -> None:
    packages = {
        "python3_spam": ("spam", "python", ""),
        "eggs": ("eggs", "utils", "python3-spam"),
        "eggs_data": ("eggs", "utils", "python3-spam"),
        "python3_spam_extra": ("spam-extra", "python", "python3-spam"),
        "spam_doc": ("spam", "doc", "python3-spam"),
    }
    assert look_at(suite({"spam": "python3-spam"}, {}, **packages))["spam"].dependents == 1
