"""Whose run it is that ``sudo pipwise undo`` means: the user's own, or one that root made for them (a marker, a repair)."""

from __future__ import annotations

from pipwise.cli.journals import read_state
from pipwise.errors import PipwiseError
from pipwise.execute.journal import RunRecord
from pipwise.execute.undo import is_open
from pipwise.system.look import Look
from pipwise.system.places import state_directory

_STATE_BELOW_HOME = ".local/state/pipwise"


def is_roots(look: Look, number: int | None) -> bool:
    """Through sudo: whether root's journal has the run of that number and the user's has not, or has the later one."""
    asked = look.environment.get("SUDO_UID", "")
    account = look.account(int(asked)) if look.uid == 0 and asked.isdecimal() and asked != "0" else None
    if account is None:
        return False
    roots = _open_runs(look, state_directory())
    theirs = _open_runs(look, f"{account.home}/{_STATE_BELOW_HOME}")
    if number is not None:
        return number in {run.id for run in roots} - {run.id for run in theirs}
    return bool(roots) and (not theirs or roots[0].started > theirs[0].started)


def _open_runs(look: Look, state: str) -> list[RunRecord]:
    try:
        return [run for run in read_state(look, state) if is_open(run)]
    except (OSError, PipwiseError):
        return []
