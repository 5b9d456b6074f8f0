"""Predictions for recorded cells, and what differs from what the real pip did."""

from __future__ import annotations

import os.path
import re
import shlex
from typing import Any

from pipwise.intent import read_intent
from pipwise.model.host import PathFact
from pipwise.model.intent import Intent, Requirement
from pipwise.model.outcome import Outcome, Target
from pipwise.predict import predict
from tests.matrix.cells import Cell
from tests.matrix.pip_outcome import Real
from tests.matrix.pip_record import unpacked

# What the model tells apart, and one message of pip's or of the shell's covers.
_COVERED = {
    "requirements-file-malformed": ("invalid-requirement",),
    "no-module-script": ("no-module",),
    "unexpected-argument": ("no-such-option",),
    "requirements-file-missing": ("requirement-missing",),
    "report-not-writable": ("requirement-missing", "permission-denied", "not-a-directory"),
    "configuration-invalid-value": ("invalid-option-value",),
    # bash before 5.2 ends with 126 here, others with 127.
    "bad-interpreter": ("not-found", "not-executable"),
    "broken-virtual-environment": ("not-found",),
}

_AFTER_RESOLUTION = (
    *("permission-denied", "not-a-directory", "no-record", "distutils-installed"),
    *("report-not-writable", "user-site-shadowed", "conflicting-options"),
)


def question(record: dict[str, Any]) -> tuple[Cell, Target, Intent]:
    """The cell, its target and its intent."""
    cell = cell_of(record)
    target = unpacked(Target, record["facts"]["target"])
    home = "/root" if cell.user == "root" else f"/home/{cell.user}"
    intent = read_intent(tuple(shlex.split(cell.argv.replace("~/", f"{home}/"))))
    read = tuple(unpacked(Requirement, item) for item in record["facts"]["read"])
    files, constraints, *read_and_odd = record["facts"]["files"]
    there = dict(target.paths)
    opened = [path for path in (*files, *constraints) if _kind(there, target.cwd, path) == "file"]
    opened, odd = read_and_odd or (opened, ())
    intent = intent._replace(
        requirements=(*intent.requirements, *read),
        requirement_files=tuple(files),
        constraint_files=tuple(constraints),
        files_read=tuple(opened),
        files_odd=tuple(odd),
    )
    return cell, target, intent


def cell_of(record: dict[str, Any]) -> Cell:
    """The cell that a record is of."""
    fields = dict(zip(Cell._fields, record["cell"], strict=True))
    fields["environment"] = tuple((name, value) for name, value in fields["environment"])
    return Cell(**fields)


def _kind(there: dict[str, PathFact], cwd: str, path: str) -> str:
    found = there.get(os.path.normpath(os.path.join(cwd, path)))
    return found.kind if found else ""


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
    if real.verdict == "silent" and verdict in ("refused", "fails"):
        return [] if outcome.exit_status == real.exit_status else [f"exit status: {outcome.exit_status}"]
    if real.code == "index-decides":
        # What resolution would do is not in the prediction, and what it would have come to afterwards is.
        return (
            []
            if verdict == "goes-on" or outcome.code in _AFTER_RESOLUTION
            else [f"verdict: {outcome.verdict} ({outcome.code}), but the index decided"]
        )
    if verdict != real.verdict:
        found.append(f"verdict: {outcome.verdict} ({outcome.code}), but it {real.verdict} ({real.code})")
    if outcome.exit_status != real.exit_status and outcome.code != "bad-interpreter":
        found.append(f"exit status: {outcome.exit_status}, but it was {real.exit_status}")
    same = real.code in (outcome.code, *_COVERED.get(outcome.code, ()))
    if verdict == real.verdict and verdict in ("refused", "fails") and real.code != "?" and not same:
        found.append(f"code: {outcome.code}, but it was {real.code}")
    index_decides = any("the index decides" in evidence.text for evidence in outcome.evidence)
    if verdict == real.verdict == "goes-on" and index_decides and not real.landed:
        return found
    if verdict == real.verdict == "goes-on":
        # /lib is a link to /usr/lib in every suite.
        destination = outcome.destination and re.sub("^/lib/", "/usr/lib/", outcome.destination)
        # Drawn cells have a venv behind a link.
        destination = destination and re.sub("^/w/l/", "/w/v/", destination)
        # --target with --root leaves the files in a directory of a random name.
        landed = [place for place in real.landed if place != destination and "/pip-target-" not in place]
        if destination is not None and destination not in real.landed:
            found.append(
                f"destination: {outcome.destination}, but it was {', '.join(real.landed) or 'nowhere'}"
            )
        elif destination is None and landed:
            found.append(f"destination: none, but it was {', '.join(landed)}")
        if (outcome.verdict == "risky") != real.risky:
            found.append(
                f"{outcome.verdict} ({[harm.code for harm in outcome.harms]}), but risky was {real.risky}"
            )
    return found
