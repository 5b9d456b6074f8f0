"""Findings that are ignored, known, or switched off; and what ignores nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipwise.errors import UsageError
from pipwise.lint.baseline import read_baseline, without_known
from pipwise.lint.rules import CODES
from pipwise.lint.settings import Settings, read_settings
from pipwise.system.real import RealLook
from tests.lint.test_rules import findings, report

BASE = "FROM debian:12\nRUN apt-get update && apt-get install -y python3-pip\n"


def codes(text: str, kind: str = "dockerfile") -> list[tuple[int, str]]:
    return [(one.span.line, one.code) for one in findings(kind, text)]


def test_an_ignore_on_the_line_before_takes_the_finding_away() -> None:
    assert codes(f"{BASE}RUN pip install x\n") == [(3, "install-refused")]
    assert codes(f"{BASE}# pipwise: ignore[install-refused] it is meant to fail\nRUN pip install x\n") == []


def test_an_ignore_at_the_end_of_a_line_speaks_of_that_line() -> None:
    line = "pip install --break-system-packages x  # pipwise: ignore[override] thrown away\n"
    assert codes(f"#!/bin/sh\n{line}", "shell") == []
    assert codes(f"#!/bin/sh\n{line}pip install --break-system-packages y\n", "shell") == [(3, "override")]


def test_an_ignore_that_ignores_nothing_is_a_finding_with_a_repair() -> None:
    text = "FROM python:3.12\n# pipwise: ignore[install-refused]\nRUN pip install x\n"
    found = findings("dockerfile", text)
    assert [(one.span.line, one.code) for one in found] == [(2, "unused-ignore")]
    fix = found[0].fix
    assert fix is not None
    assert fix.safe
    edit = fix.edits[0]
    assert text[edit.start : edit.end] == "# pipwise: ignore[install-refused]"


@pytest.mark.parametrize(
    "comment", ["# pipwise: ignore", "# pipwise: ignore[]", "# pipwise: ignore[no-such-rule]"]
)
def test_an_ignore_that_names_no_rule_is_a_finding(comment: str) -> None:
    assert codes(f"{BASE}{comment}\nRUN pip install x\n") == [(3, "unused-ignore"), (4, "install-refused")]


def test_the_words_in_a_text_are_no_comment() -> None:
    assert codes('FROM python:3.12\nRUN echo "pipwise: ignore[x]" && pip install x\n') == []


def test_a_known_finding_is_not_shown_again_though_its_line_has_moved() -> None:
    text = f"{BASE}RUN pip install x\n"
    known = b'{"files": [{"path": "a.dockerfile", "findings": [{"code": "install-refused", "text": "RUN pip install x"}]}]}'
    moved = report("dockerfile", f"# a line more\n{text}")
    assert without_known(moved, read_baseline("b.json", known)).findings == ()
    twice = report("dockerfile", f"{text}RUN pip install x\n")
    assert [one.span.line for one in without_known(twice, read_baseline("b.json", known)).findings] == [4]


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b'{"files": [{"path": 1}]}', b"\xff"])
def test_a_baseline_that_is_none_is_one_line(data: bytes) -> None:
    with pytest.raises(UsageError, match="it is no report of lint"):
        read_baseline("b.json", data)


def test_settings_are_those_of_the_nearest_directory(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / ".git").mkdir()
    (tmp_path / "pyproject.toml").write_text(
        '[tool.pipwise.lint]\nignore = ["sudo-pip"]\n[tool.pipwise.images]\n"acme/base:*" = "debian:12"\n',
        encoding="utf-8",
    )
    found = read_settings(RealLook(), str(tmp_path / "a"), CODES)
    assert found.ignore == ("sudo-pip",)
    assert found.images == (("acme/base:*", "debian:12"),)
    (tmp_path / "a" / "pipwise.toml").write_text("[lint]\ndocuments = true\n", encoding="utf-8")
    assert read_settings(RealLook(), str(tmp_path / "a"), CODES).documents
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / ".git").mkdir()
    assert read_settings(RealLook(), str(tmp_path / "b"), CODES) == Settings()


@pytest.mark.parametrize(
    "text",
    [
        "[lint]\nno = 1\n",
        '[lint]\nignore = ["no-such-rule"]\n',
        '[lint]\nignore = "sudo-pip"\n',
        "[lint]\ndocuments = 3\n",
        "[images]\n'a:*' = 3\n",
        "lint = 3\n",
    ],
)
def test_settings_that_are_not_understood_are_not_left_out(tmp_path: Path, text: str) -> None:
    (tmp_path / "pipwise.toml").write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=r"pipwise\.toml"):
        read_settings(RealLook(), str(tmp_path), CODES)
