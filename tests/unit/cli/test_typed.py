"""Hints can be pasted: what was typed stands in them."""

from pathlib import Path

import pytest

from pipwise.cli.main import main
from pipwise.cli.typed import as_typed


@pytest.mark.parametrize(
    ("hint", "words", "said"),
    [
        (
            "pipwise why --explain pip install …",
            ("--yes", "install", "--via", "venv", "a>1"),
            "pipwise why --explain pip install 'a>1'",
        ),
        (
            "name a Python that fits: pipwise install --python PYTHON …",
            ("install", "-r", "needs.txt"),
            "name a Python that fits: pipwise install --python PYTHON -r needs.txt",
        ),
        ("pipwise install --plan … shows it", ("install", "six"), "pipwise install --plan six shows it"),
        ("pipwise install …", ("install",), "pipwise install …"),
        ("name a word: terminal …", ("install", "six"), "name a word: terminal …"),
        ("pipwise install …", ("undo", "6"), "pipwise install …"),
        ("nothing to fill in", ("install", "six"), "nothing to fill in"),
    ],
)
def test_what_was_typed_stands_in_the_hint(hint: str, words: tuple[str, ...], said: str) -> None:
    assert as_typed(hint, words) == said


def test_the_tool_says_it_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["install", "--via", "conda", "six"]) != 0
    assert "…" not in capsys.readouterr().err.partition("hint:")[2]


def test_a_place_that_cannot_be_written_to_is_named_and_left_out(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    assert main(["install", "--prefix", "/proc/1/here", "a-project-that-is-not-there"]) == 3
    said = capsys.readouterr().err
    assert "/proc/1/here cannot be written to" in said
    assert "hint: pipwise install a-project-that-is-not-there\n" in said
