"""PEP 503's normal form, against the expression of the PEP itself; and that it is written nowhere else."""

import re
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from pipwise.catalog.spelling import normalise

SOURCE = Path(__file__).parents[3] / "src/pipwise"


@given(st.text(alphabet="aB1-_. ", max_size=20))
def test_it_is_what_the_pep_says(name: str) -> None:
    assert normalise(name) == re.sub(r"[-_.]+", "-", name).lower()


def test_it_is_written_once() -> None:
    defined = [
        path.relative_to(SOURCE).as_posix()
        for path in SOURCE.rglob("*.py")
        if re.search(r"^def normali[sz]e\b", path.read_text(encoding="utf-8"), re.MULTILINE)
    ]
    assert defined == ["catalog/spelling.py"]
