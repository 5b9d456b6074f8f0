"""The page of kinds says what the weights and the hosts are."""

from __future__ import annotations

from pathlib import Path

from kind_page import PAGE, page


def test_the_page_is_what_the_tables_say() -> None:
    assert Path(PAGE).read_text("utf-8") == page(), "run scripts/kind_page.py"
