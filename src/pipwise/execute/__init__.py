"""The only place where anything is changed: journal first, then act, then prove; undo from the journal and the world as it is."""

from __future__ import annotations

from pipwise.execute.prove import prove
from pipwise.execute.run import PlaceTaken, Run, carry_out, dry_run
from pipwise.execute.undo import Undone, undo

__all__ = ["PlaceTaken", "Run", "Undone", "carry_out", "dry_run", "prove", "undo"]
