"""Every cell of pip that was run for real is predicted as it ended: verdict, code, exit status, destination, harm."""

from __future__ import annotations

from typing import Any

import pytest

from tests.matrix.cells import CELLS
from tests.matrix.pip_compare import differences, predicted, real_of
from tests.matrix.pip_run import load

RECORDED: dict[str, Any] = load()


@pytest.mark.parametrize("name", RECORDED)
def test_the_prediction_is_what_the_real_pip_did(name: str) -> None:
    record = RECORDED[name]
    assert differences(predicted(record), real_of(record)) == []


def test_every_cell_is_recorded_as_it_is_now() -> None:
    stale = [
        cell.name
        for cell in CELLS
        if cell.name not in RECORDED or not _same(RECORDED[cell.name], tuple(cell))
    ]
    assert stale == [], "run tests/matrix/run with these names"


def test_there_are_enough_cells() -> None:
    assert len(RECORDED) >= 400


def test_an_outcome_is_unknown_nowhere() -> None:
    assert [name for name, record in RECORDED.items() if predicted(record).verdict == "unknown"] == []


def _same(record: dict[str, Any], cell: tuple[Any, ...]) -> bool:
    found = [tuple(map(tuple, field)) if isinstance(field, list) else field for field in record["cell"]]
    return tuple(found) == cell
