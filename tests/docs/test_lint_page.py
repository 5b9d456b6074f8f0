"""The page of lint is what its registers say."""

from __future__ import annotations

from lint_page import PAGE, page


def test_the_page_of_lint_is_written_from_its_registers() -> None:
    assert page() == PAGE.read_text(encoding="utf-8"), "run scripts/lint_page.py"
