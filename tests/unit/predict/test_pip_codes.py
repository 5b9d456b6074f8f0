"""Every code has its sentence, in the register and on the page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipwise.predict.codes import OUTCOME_CODES, PIP_CODES
from pipwise.predict.uv_codes import UV_CODES

ROOT = Path(__file__).parents[3]
SOURCES = [
    *sorted((ROOT / "src/pipwise/predict").glob("pip*.py")),
    *sorted((ROOT / "src/pipwise/intent").glob("pip_*.py")),
    ROOT / "src/pipwise/predict/ensurepip.py",
    ROOT / "src/pipwise/predict/other_tool.py",
]
PAGE = (ROOT / "docs/reference/predict.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_a_code_that_is_used_is_registered(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    used = set(re.findall(r"(?:fails|goes_on|Problem|_Stop)\(\s*\"([a-z-]+)\"", text))
    assert used - {"version"} <= set(OUTCOME_CODES)


def test_a_code_that_is_registered_is_used() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in SOURCES)
    assert [code for code in PIP_CODES if f'"{code}"' not in text] == []


def test_a_code_has_one_sentence() -> None:
    assert PIP_CODES.keys() & UV_CODES.keys() == set()


@pytest.mark.parametrize("code", sorted(OUTCOME_CODES))
def test_the_page_has_the_sentence(code: str) -> None:
    assert f"| `{code}` | {OUTCOME_CODES[code]} |" in PAGE
