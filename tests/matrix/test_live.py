"""A sample of the cells, run again in rigs: the product's own facts, its prediction, and the real pip, now."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping

import pytest

from tests.matrix.cells import CELLS, Cell
from tests.matrix.pip_compare import differences, predicted
from tests.matrix.pip_run import carried_out, facts, ready, seen, stage
from tests.rigs.machine import available

# Each N-th cell; PIPWISE_MATRIX_EVERY=1 runs all of them.
EVERY = int(os.environ.get("PIPWISE_MATRIX_EVERY", "29"))

pytestmark = pytest.mark.rigs


@pytest.fixture(scope="module")
def binds() -> Iterator[Mapping[str, str]]:
    reason = available()
    if reason:
        pytest.skip(reason)
    with stage() as found:
        yield found


@pytest.mark.parametrize("cell", CELLS[::EVERY], ids=lambda cell: cell.name)
def test_a_cell_ends_as_predicted(cell: Cell, binds: Mapping[str, str]) -> None:
    with seen(cell, binds) as rig:
        ready(cell, rig)
        record = {"cell": list(cell), "facts": facts(cell, rig)}
        assert differences(predicted(record), carried_out(cell, rig)[0]) == []
