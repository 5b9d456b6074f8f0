"""Taking a marker away, bringing it back, and writing one: as steps, each of which can be taken back."""

from __future__ import annotations

from pipwise.catalog.markers.advice import Advised, marker_text
from pipwise.decide.reasons import quoted
from pipwise.facts.marker_standing import ASIDE, Standing
from pipwise.model.interpreter import Interpreter
from pipwise.model.known import Known
from pipwise.model.plan import Divert, Move, Plan, Step, WriteFile

_DIVERTED = ".distrib"
"""What dpkg-divert(1) itself adds to a name."""


def removal(standing: Standing, become: tuple[str, ...]) -> Plan:
    """By a diversion where dpkg owns the marker: a renamed one comes back with the next update of its package."""
    path = standing.path
    if is_packaged(standing):
        return _plan("remove-marker", Divert(path, f"{path}{_DIVERTED}", False, become))
    return _plan("remove-marker", Move(path, _aside(standing)))


def restoration(standing: Standing, *, there: bool, become: tuple[str, ...]) -> Plan:
    """The way back of either; no steps where there is nothing to bring back. ``there``: a marker stands in its place."""
    diverted = standing.diversion
    if isinstance(diverted, Known) and diverted.value and diverted.value.package == ":":
        return _plan("restore-marker", Divert(standing.path, diverted.value.to, True, become))
    if standing.aside and not there:
        return _plan("restore-marker", Move(standing.aside[-1], standing.path))
    return _plan("restore-marker")


def writing(interpreter: Interpreter, contact: str) -> Plan:
    """A marker for an interpreter that has none."""
    path = f"{interpreter.stdlib}/EXTERNALLY-MANAGED"
    return _plan("write-marker", WriteFile(path, marker_text(advised_of(interpreter, contact)), 0o644))


def advised_of(interpreter: Interpreter, contact: str) -> Advised:
    """What helps with this Python: its own venv where that works, else virtualenv."""
    python = quoted(interpreter.executable)
    make = f"{python} -m venv .venv"
    if not (interpreter.has_venv and interpreter.has_ensurepip):
        make = f"virtualenv --python {python} .venv"
    return Advised(interpreter.prefix, (make, ".venv/bin/python -m pip install PACKAGE"), contact)


def is_packaged(standing: Standing) -> bool:
    """Whether dpkg brought the marker, and would bring it again."""
    return isinstance(standing.package, Known) and bool(standing.package.value)


def needs_root(plan: Plan, standing: Standing) -> bool:
    """Whether the caller may not do it: dpkg's database is root's alone."""
    return any(isinstance(step, Divert) for step in plan.steps) or not standing.writable


def _aside(standing: Standing) -> str:
    """A name that is free: what was set aside before is kept."""
    plain = f"{standing.path}{ASIDE}"
    taken, number = set(standing.aside), 2
    if plain not in taken:
        return plain
    while f"{plain}-{number}" in taken:
        number += 1
    return f"{plain}-{number}"


def _plan(option: str, *steps: Step) -> Plan:
    return Plan(option, "", False, steps, ())
