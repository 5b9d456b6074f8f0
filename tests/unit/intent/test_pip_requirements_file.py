"""The text of requirements files."""

from __future__ import annotations

import pytest

from pipwise.intent import read_intent
from pipwise.intent.pip_requirements_file import read_requirements_text, with_files


def read(text: str, path: str = "a/r.txt") -> list[tuple[str, str]]:
    return [(found.kind, found.text) for found in read_requirements_text(text, path).requirements]


def test_comments_empty_lines_and_continuations() -> None:
    text = "\ufeff# first\n\n  six  # why\npep\\\n668>=1\nhttps://x/y.zip#sha256=1\n"
    assert read(text) == [("named", "six"), ("named", "pep668>=1"), ("url", "https://x/y.zip#sha256=1")]


def test_a_comment_ends_a_continuation() -> None:
    assert read("six\\\n# more\nseven\n") == [("named", "six"), ("named", "seven")]


def test_variables_are_filled_in_where_they_are_set() -> None:
    found = read_requirements_text("${NAME}==1\n$NAME\n${OTHER}\n", "r", variables={"NAME": "six"})
    assert [item.kind for item in found.requirements] == ["named", "invalid", "invalid"]


@pytest.mark.parametrize(
    "line",
    [
        "--break-system-packages",
        "--target x",
        "six --nonsense",
        "six --hash",
        "-x",
        "--no-index=1",
        "six 'a",
        "--extra 'a",
    ],
)
def test_a_line_that_pip_cannot_parse(line: str) -> None:
    assert read(line)[0][0] == "invalid"


def test_options_of_a_line() -> None:
    found = read_requirements_text(
        "--pre\n-i https://x\nsix==1 --hash=sha256:00\n-e ./x\n--require-h\n", "r.txt"
    )
    assert [(item.text, item.editable) for item in found.requirements] == [("six==1", False), ("./x", True)]
    assert found.hashes


def test_files_that_a_file_names_are_beside_it() -> None:
    found = read_requirements_text("-r b.txt\n-c /c.txt\n-rhttps://x/d.txt\n", "a/r.txt")
    assert found.requirement_files == ("a/b.txt", "https://x/d.txt")
    assert found.constraint_files == ("/c.txt",)


def test_an_intent_takes_up_what_its_files_ask_for() -> None:
    files = {"r.txt": b"six\n-r s.txt\n-c c.txt\n", "s.txt": b"-r r.txt\nseven\n", "c.txt": b"eight<2\n"}
    intent = with_files(
        read_intent(("pip", "install", "one", "-r", "r.txt", "-r", "gone.txt")),
        files.get,
        ("r.txt", "gone.txt"),
        (),
    )
    assert [(item.name, item.origin) for item in intent.requirements] == [
        ("one", ""),
        ("six", "r.txt"),
        ("seven", "s.txt"),
    ]
    assert intent.requirement_files == ("r.txt", "gone.txt", "s.txt")
    assert intent.constraint_files == ("c.txt",)
    assert intent.files_read == ("r.txt", "s.txt", "c.txt")


def test_the_intent_of_a_command_line() -> None:
    intent = read_intent(
        ("pip", "install", "-Ur", "r.txt", "-c", "c.txt", "--group", "dev", "six", "-e", ".")
    )
    assert intent.purpose == "install"
    assert (intent.requirement_files, intent.constraint_files, intent.groups) == (
        ("r.txt",),
        ("c.txt",),
        ("dev",),
    )
    assert [(item.text, item.editable) for item in intent.requirements] == [("six", False), (".", True)]
    assert read_intent(("pip", "install", "--help")).purpose == "other"
    assert read_intent(("pip", "list")).purpose == "inspect"
