"""What pips said when they were asked to report: recorded on Debian 12 (pip 23.0.1) and Debian 13 (pip 25.1.1)."""

import json
from pathlib import Path

import pytest

from pipwise.facts.pip_report import read_report, reporting
from pipwise.model.known import Unknown
from pipwise.system.look import Answer

RECORDED = Path(__file__).parent / "recorded" / "pip-reports.jsonl"
ROWS = [json.loads(line) for line in RECORDED.read_text().splitlines()]


def answer(system: str, words: str) -> Answer:
    row = next(row for row in ROWS if (row["system"], row["words"]) == (system, words))
    return Answer(row["status"], row["stdout"].encode(), row["stderr"].encode())


def test_a_report_names_what_would_be_installed_and_from_where() -> None:
    found = read_report(answer("bookworm", "-U requests six PyYAML"))
    assert not isinstance(found, Unknown)
    assert [(one.name, one.requested) for one in found] == [
        ("requests", True),
        ("six", True),
        ("PyYAML", True),
        ("certifi", False),
    ]
    assert all(one.url.endswith(".whl") and len(one.digest) == 64 for one in found)


def test_what_is_there_in_the_newest_version_is_not_in_the_report() -> None:
    found = read_report(answer("trixie", "-U requests six PyYAML"))
    assert not isinstance(found, Unknown)
    assert "six" not in [one.name for one in found]


@pytest.mark.parametrize("system", ["bookworm", "trixie"])
def test_a_project_without_a_wheel_is_named_in_the_reason(system: str) -> None:
    found = read_report(answer(system, "six docopt"))
    assert isinstance(found, Unknown)
    assert "requirement docopt" in found.why


@pytest.mark.parametrize("said", [b"", b"{", b"[]", b'{"install": [{}]}', b'{"install": 3}', b"nothing"])
def test_what_is_no_report_is_unknown(said: bytes) -> None:
    assert isinstance(read_report(Answer(0, said, b"")), Unknown)


def test_lines_before_the_report_do_no_harm() -> None:
    assert read_report(Answer(0, b'WARNING: something\n{"install": []}', b"")) == ()


def test_the_words_that_make_pip_report_stand_last_and_before_the_operands_that_are_none() -> None:
    words = reporting(
        ("install", "--break-sys", "--report", "mine.json", "--no-binary", ":all:", "--", "-odd")
    )
    assert "--break-sys" not in words
    assert words.index("--dry-run") > words.index("mine.json")
    assert words[-2:] == ("--", "-odd")
    assert words[-4:-2] == ("--only-binary", ":all:")
