"""The kinds of step, one module each: what it expects, how it acts, and how it is taken back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pipwise.errors import CouldNotLook
from pipwise.execute.journal import StepRecord
from pipwise.execute.kinds import (
    change_packages,
    divert,
    edit_file,
    make_directory,
    move,
    remove,
    remove_files,
    run_tool,
    write_file,
)
from pipwise.execute.work import Kind

# Each module takes the step that it is named after; nobody but this table brings the two together.
KINDS: dict[str, Kind[Any]] = {  # type: ignore[explicit-any]
    "MakeDirectory": make_directory,
    "WriteFile": write_file,
    "EditFile": edit_file,
    "Move": move,
    "Remove": remove,
    "RemoveFiles": remove_files,
    "RunTool": run_tool,
    "Divert": divert,
    "ChangePackages": change_packages,
}


def check_known(steps: Iterable[StepRecord]) -> None:
    """Before anything is touched: raises ``CouldNotLook`` for a step that a newer pipwise knows, or a journal made up."""
    strange = next((step for step in steps if step.kind not in KINDS), None)
    if strange is not None:
        raise CouldNotLook(
            f"run {strange.run} has a step of a kind that this pipwise does not know: {strange.kind[:40]}",
            "nothing of it was touched",
            "use the pipwise that made it, or bring this one up to date",
        )
