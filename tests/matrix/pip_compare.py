"""Predictions for recorded cells, and what differs from what the real pip did."""

from __future__ import annotations

import shlex
from typing import Any

from pipwise.intent import read_intent
from pipwise.model.intent import Intent, Requirement
from pipwise.model.outcome import Outcome, Target
from pipwise.predict import predict
from tests.matrix.cells import Cell
from tests.matrix.pip_outcome import Real
from tests.matrix.pip_record import unpacked

_SAME = {
    # What the model tells apart, and one message of pip's covers.
    "requirements-file-malformed": "invalid-requirement",
    "no-module-script": "no-module",
    "report-not-writable": "requirement-missing",
    "configuration-invalid-value": "invalid-option-value",
}


def question(record: dict[str, Any]) -> tuple[Cell, Target, Intent]:
    """The cell, its target and its intent."""
    fields = dict(zip(Cell._fields, record["cell"], strict=True))
    fields["environment"] = tuple((name, value) for name, value in fields["environment"])
    cell = Cell(**fields)
    target = unpacked(Target, record["facts"]["target"])
    home = "/root" if cell.user == "root" else f"/home/{cell.user}"
    intent = read_intent(tuple(shlex.split(cell.argv.replace("~/", f"{home}/"))))
    read = tuple(unpacked(Requirement, item) for item in record["facts"]["read"])
    files, constraints = record["facts"]["files"]
    intent = intent._replace(
        requirements=(*intent.requirements, *read),
        requirement_files=tuple(files),
        constraint_files=tuple(constraints),
    )
    return cell, target, intent


def predicted(record: dict[str, Any]) -> Outcome:
    """What the model says to a record."""
    _, target, intent = question(record)
    return predict(target, intent)


def real_of(record: dict[str, Any]) -> Real:
    """What the real pip did."""
    found = record["real"]
    return Real(**{**found, "landed": tuple(found["landed"]), "removed": tuple(found["removed"])})


def differences(outcome: Outcome, real: Real) -> list[str]:
    """What does not agree, in words; nothing where the prediction was right."""
    found = []
    verdict = "goes-on" if outcome.verdict in ("allowed", "risky") else outcome.verdict
    if outcome.exit_status is None and verdict == "goes-on":
        return [] if real.verdict != "refused" else ["it was refused"]
    if real.code == "index-decides":
        # What resolution would do is not in the prediction.
        return (
            []
            if verdict == "goes-on"
            else [f"verdict: {outcome.verdict} ({outcome.code}), but the index decided"]
        )
    if verdict != real.verdict:
        found.append(f"verdict: {outcome.verdict} ({outcome.code}), but it {real.verdict} ({real.code})")
    if outcome.exit_status != real.exit_status:
        found.append(f"exit status: {outcome.exit_status}, but it was {real.exit_status}")
    same = _SAME.get(outcome.code, outcome.code) == _SAME.get(real.code, real.code)
    if verdict == real.verdict and verdict in ("refused", "fails") and real.code != "?" and not same:
        found.append(f"code: {outcome.code}, but it was {real.code}")
    if verdict == real.verdict == "goes-on":
        landed = [place for place in real.landed if place != outcome.destination]
        if outcome.destination is not None and outcome.destination not in real.landed:
            found.append(
                f"destination: {outcome.destination}, but it was {', '.join(real.landed) or 'nowhere'}"
            )
        elif outcome.destination is None and landed:
            found.append(f"destination: none, but it was {', '.join(landed)}")
        if (outcome.verdict == "risky") != real.risky:
            found.append(
                f"{outcome.verdict} ({[harm.code for harm in outcome.harms]}), but risky was {real.risky}"
            )
    return found
