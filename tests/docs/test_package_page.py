"""The page of projects says what was recorded."""

from __future__ import annotations

from pathlib import Path

from package_page import PAGE, page


def test_the_page_is_what_was_recorded() -> None:
    assert Path(PAGE).read_text("utf-8") == page(), "run scripts/package_page.py"
