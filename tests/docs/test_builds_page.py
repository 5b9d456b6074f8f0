"""The page of real builds is what was recorded, and nothing that was recorded has failed or is gone."""

from __future__ import annotations

import os

from builds_page import CASES, PAGE, page
from tests.lint.record import read, told


def test_the_page_of_builds_is_written_from_what_was_recorded() -> None:
    assert PAGE.read_text(encoding="utf-8") == page()


def test_everything_that_was_recorded_has_passed_and_is_there() -> None:
    results = read()
    assert [one for one in results if one.outcome != "passed"] == []
    names = {
        os.path.basename(path)
        for folder in (".", "jobs", "plays", "installers")
        for path in os.listdir(CASES / folder)
    }
    stems = {name.rpartition(".")[0] for name in names}
    for one in results:
        if one.module != "test_snippets":
            assert {one.case, one.case.rpartition("-")[0], one.case.partition("-")[2]} & (names | stems), one


def test_a_log_is_read() -> None:
    log = (
        "12.34s call     tests/lint/test_jobs.py::test_a_real_run[a.yml]\n"
        "PASSED tests/lint/test_jobs.py::test_a_real_run[a.yml]\nFAILED tests/lint/test_jobs.py::test_a_real_run[b.yml] - x\n"
    )
    assert [tuple(one)[2:5] for one in told(log, "2026-01-01").values()] == [
        ("a.yml", "passed", "12.34"),
        ("b.yml", "failed", ""),
    ]
