"""Every recorded cell of uv against the model: the same verdict, code, exit status and destination."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.matrix.uv_compare import comparable, predicted
from tests.matrix.uv_look import unpooled

RECORDED = Path(__file__).parents[2] / "matrix" / "recorded" / "uv.json"
CELLS = unpooled(json.loads(RECORDED.read_text(encoding="utf-8"))) if RECORDED.exists() else {}


@pytest.mark.parametrize("name", sorted(CELLS))
def test_the_model_says_what_uv_did(name: str) -> None:
    model, real = comparable(CELLS[name], predicted(CELLS[name]))
    assert model == real, CELLS[name]["said"]


def test_there_are_enough_cells() -> None:
    assert len(CELLS) >= 120
