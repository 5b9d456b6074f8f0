"""The kinds of step, one module each: what it expects, how it acts, and how it is taken back."""

from __future__ import annotations

from typing import Any

from pipwise.execute.kinds import edit_file, make_directory, move, remove, run_tool, write_file
from pipwise.execute.work import Kind

# Each module takes the step that it is named after; nobody but this table brings the two together.
KINDS: dict[str, Kind[Any]] = {  # type: ignore[explicit-any]
    "MakeDirectory": make_directory,
    "WriteFile": write_file,
    "EditFile": edit_file,
    "Move": move,
    "Remove": remove,
    "RunTool": run_tool,
}
