"""The outputs of lint for people and machines that are not at this terminal: HTML, summaries, SARIF, progress."""

from __future__ import annotations

import fcntl
import json
import os
import pty
import struct
import subprocess
import sys
import termios
from html.parser import HTMLParser
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]  # it has no types

from pipwise.cli.main import main
from pipwise.lint.rules import CODES
from pipwise.render.schemas import schema_text
from tests.lint.test_sarif import problems_of

APT = "RUN apt-get update && apt-get install -y python3-pip\n"
VOID = ("meta", "br", "hr", "img", "link", "input")


@pytest.fixture
def repositories(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two repositories side by side, with names and lines that HTML and URIs take for their own."""
    for name, text in {
        "one/Dockerfile": f"FROM debian:12\n{APT}RUN pip3 install x '<script>' && pip3 install \"&y\"\n",
        "one/a <b> & ü/Dockerfile": f"FROM debian:12\n{APT}RUN pip3 install x\n",
        "two/i.sh": "#!/bin/sh\nsudo pip3 install x\n",
        "two/ok/Dockerfile": "FROM python:3.12\nRUN pip install x\n",
        "two/bad.sh": "#!/bin/sh\npip install x\nif [ ; then (\n",
        "two/mixed.sh": "#!/bin/sh\na='é'; pip3 install --break-system-packages \\\n  x\n",
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    for name in ("one", "two"):
        (tmp_path / name / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def output(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    main(("lint", *words))
    return capsys.readouterr().out


class Page(HTMLParser):
    """Tags that are closed in their order, and everything that would be fetched."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.fetched: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.fetched += [f"{tag} {name}" for name, _ in attrs if name in ("src", "href", "action", "onclick")]
        self.fetched += [tag] if tag in ("script", "link", "iframe", "img") else []
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def test_the_page_needs_nothing_else_and_escapes_what_is_not_its_own(
    repositories: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = output(capsys, "--format", "html")
    page = Page()
    page.feed(text)
    page.close()
    assert page.open == []
    assert page.fetched == []
    assert "url(" not in text
    assert "@import" not in text
    assert "RUN pip3 install x '<script>' && pip3 install \"&y\"" in page.text
    assert "one/a <b> & ü/Dockerfile" in page.text
    assert "Not analysed" in page.text
    assert "install-refused" in page.text


def test_a_page_without_findings_says_so(repositories: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(("lint", "--format=html", "two/ok")) == 0
    assert "Nothing was found." in capsys.readouterr().out


def test_a_summary_groups_by_cause_and_counts_by_repository(
    repositories: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(("lint", "--summary", ".")) == 1
    text = capsys.readouterr().out
    assert text.startswith(
        "3 × error: this will be refused: the Python of Debian 12 is marked as externally managed [install-refused]\n"
        "  in 2 files, 3 with a repair\n  one (3)\n"
    )
    assert "\none  3 findings in 2 files; 3 calls (3 refused)\n" in text
    assert text.rstrip().endswith("; 2 not analysed")
    found = json.loads(output(capsys, "--summary", "--json"))
    assert list(Draft202012Validator(json.loads(schema_text("lint-summary"))).iter_errors(found)) == []
    assert [one["path"] for one in found["repositories"]] == ["one", "two"]
    assert found["total"]["findings"] == sum(one["findings"] for one in found["causes"])
    assert found["total"]["calls"] == {"refused": 3, "fails": 0, "risky": 1, "allowed": 1, "unknown": 2}
    one = json.loads(output(capsys, "--summary", "--json", "one/Dockerfile"))
    assert [cause["findings"] for cause in one["causes"]] == [2]
    assert [each["path"] for each in one["repositories"]] == ["one"]


def test_sarif_keeps_the_rules_of_its_standard(
    repositories: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for words in (("--documents",), ("two/ok",), ("--on", "debian:12", "two")):
        log = json.loads(output(capsys, "--format", "sarif", *words))
        assert problems_of(log) == []
    log = json.loads(output(capsys, "--format", "sarif"))
    places = {
        place["physicalLocation"]["artifactLocation"]["uri"]
        for result in log["runs"][0]["results"]
        for place in result["locations"]
    }
    assert "one/a%20%3Cb%3E%20%26%20%C3%BC/Dockerfile" in places
    assert {rule["id"] for rule in log["runs"][0]["tool"]["driver"]["rules"]} == set(CODES)
    region = next(
        result["locations"][0]["physicalLocation"]["region"]
        for result in log["runs"][0]["results"]
        if result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "two/mixed.sh"
    )
    # Columns count characters, as the run says: a='é'; is six of them, and a blank follows.
    assert (region["startLine"], region["startColumn"], region["endLine"]) == (2, 8, 3)


PROGRESS = (
    "import time; from pipwise.cli.lint_progress import Progress; p = Progress(10, 'files'); p.reached(1);"
    "time.sleep(0.6); p.reached(3); p.reached(6); p.end()"
)


def test_progress_is_shown_at_a_terminal_after_a_while_and_leaves_nothing() -> None:
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    os.set_blocking(ours, False)
    try:
        subprocess.run([sys.executable, "-c", PROGRESS], stderr=theirs, check=True)
        said = os.read(ours, 10_000).decode()
    finally:
        os.close(ours)
        os.close(theirs)
    assert "3 of 10 files" in said
    assert "1 of 10" not in said
    # Steps that follow at once are not worth a line.
    assert "6 of 10" not in said
    assert said.endswith(f"\r{' ' * len('3 of 10 files')}\r")


def test_progress_says_nothing_into_a_pipe() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRESS], capture_output=True, check=True)
    assert done.stderr == done.stdout == b""
