"""Dependency groups as pip resolves them, and the bytes of requirements files."""

from __future__ import annotations

import codecs

import pytest

from pipwise.intent.pip_encoding import decoded
from pipwise.intent.pip_groups import group_path, read_group

TABLE = b"""
[dependency-groups]
test = ["six", {include-group = "More_Tests"}]
more-tests = ["attrs>=1"]
odd = [{other = 1}]
text = "six"
round = [{include-group = "Round"}]
bad = ["a b"]
"""


def names(data: bytes, group: str) -> list[tuple[str, str]]:
    return [(found.kind, found.name) for found in read_group(data, "pyproject.toml", group)]


def test_a_group_and_the_groups_that_it_includes() -> None:
    assert names(TABLE, "Test") == [("named", "six"), ("named", "attrs")]
    assert read_group(TABLE, "a/pyproject.toml", "more.tests")[0].origin == "a/pyproject.toml"


@pytest.mark.parametrize("group", ["none", "odd", "text", "round", "bad"])
def test_a_group_that_cannot_be_resolved(group: str) -> None:
    assert [kind for kind, _ in names(TABLE, group)] == ["invalid"]


@pytest.mark.parametrize("data", [b"", b"[", b"dependency-groups = 1", b"\xff"])
def test_a_file_without_a_table_of_groups(data: bytes) -> None:
    assert [kind for kind, _ in names(data, "test")] == ["invalid"]


def test_the_file_of_a_group() -> None:
    assert group_path("dev") == ("pyproject.toml", "dev")
    assert group_path("a:b/pyproject.toml:dev") == ("a:b/pyproject.toml", "dev")


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"six\n", "six\n"),
        (codecs.BOM_UTF8 + b"six", "six"),
        (codecs.BOM_UTF16_LE + "six".encode("utf-16-le"), "six"),
        (b"\xff\xfe", ""),
        (b"# -*- coding: latin-1 -*-\n# \xe4\nsix", "# -*- coding: latin-1 -*-\n# \xe4\nsix"),
        (b"# \xe4\nsix", None),
        (b"# coding: nonsense\nsix", None),
    ],
)
def test_the_encoding_of_a_requirements_file(data: bytes, text: str | None) -> None:
    assert decoded(data) == text
