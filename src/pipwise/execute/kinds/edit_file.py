"""Replacing the content of a file that is as it was when the plan was made."""

from __future__ import annotations

import hashlib

from pipwise.errors import WorldChanged
from pipwise.execute.journal import Turn
from pipwise.execute.kinds.write_file import take_back
from pipwise.execute.work import Work
from pipwise.model.plan import EditFile, Plan

__all__ = ["act", "expect", "inverse", "take_back"]


def inverse(step: EditFile, plan: Plan) -> str:
    """The old content is in the journal."""
    return "put the old content back, if the file is still what was written"


def expect(work: Work, step: EditFile) -> str:
    """The old content. Raises ``WorldChanged`` where it is not the one that the plan was made for."""
    old = work.run.look.read(step.path)
    if hashlib.sha256(old).hexdigest() != step.expects:
        raise WorldChanged(f"{step.path} has changed since the plan was made", hint="make a new plan")
    return old.decode("utf-8", "surrogateescape")


def act(work: Work, turn: Turn, step: EditFile) -> str:
    """Written beside its place, flushed, and moved there."""
    mode = work.run.look.stat(step.path).mode
    work.run.hands.write(step.path, step.content.encode("utf-8", "surrogateescape"), mode)
    return step.content
