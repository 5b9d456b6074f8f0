"""Every recorded cell of pipx against the model: the same exit status and destination, and a verdict that fits them."""

from __future__ import annotations

import json
import shlex
from pathlib import Path
from typing import Any

import pytest

from pipwise.intent.command_line import read_invocation
from pipwise.intent.pipx_intent import pipx_intent
from pipwise.model.host import PathFact
from pipwise.model.outcome import Outcome
from pipwise.predict.pipx import predict
from pipwise.predict.uv_codes import UV_CODES
from tests.matrix.uv_compare import layout_of
from tests.matrix.uv_pipx_facts import target_from

RECORDED = Path(__file__).parents[2] / "matrix" / "recorded" / "pipx.json"
CELLS: dict[str, Any] = json.loads(RECORDED.read_text(encoding="utf-8")) if RECORDED.exists() else {}


def predicted(record: dict[str, Any]) -> Outcome:
    layout = layout_of(record["layout"])
    paths = tuple((path, PathFact(*fact)) for path, fact in record["paths"])
    target = target_from({**record, "layout": layout})._replace(paths=paths)
    words = tuple(shlex.split(record["cell"]["argv"]))
    return predict(target, pipx_intent(read_invocation(words), record["version"]))


@pytest.mark.parametrize("name", sorted(CELLS))
def test_the_model_says_what_pipx_did(name: str) -> None:
    found, real = predicted(CELLS[name]), CELLS[name]["real"]
    landed = real["landed"][0] if real["landed"] else None
    assert (found.exit_status, found.destination) == (real["exit_status"], landed), CELLS[name]["said"]
    assert found.verdict == ("fails" if real["exit_status"] else "allowed")
    assert found.code in UV_CODES


def test_there_are_enough_cells() -> None:
    assert len(CELLS) >= 15
