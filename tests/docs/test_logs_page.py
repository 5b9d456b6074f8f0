"""The page about logs says what the tables say."""

from pathlib import Path

from pipwise.logs.causes import CAUSES
from pipwise.logs.codes import LOG_CODES

PAGE = (Path(__file__).parents[2] / "docs/reference/logs.md").read_text(encoding="utf-8")


def test_every_code_and_every_cause_stands_on_the_page_in_its_own_words() -> None:
    for code, text in {**LOG_CODES, **CAUSES}.items():
        assert f"| `{code}` | {text} |" in PAGE, code
