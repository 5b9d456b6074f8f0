"""Every error that ends a run, each with its exit code; the codes are a documented table (docs/reference/exit-codes.md)."""

from __future__ import annotations

DONE = 0
FINDINGS = 1
USAGE = 2
CHOICE_NEEDED = 3
REFUSED = 4
WORLD_CHANGED = 5
COULD_NOT_LOOK = 6
BUG = 70

EXIT_CODES = {
    DONE: "done, or nothing to do",
    FINDINGS: "findings, or the tool that was run failed (and what was begun was rolled back)",
    USAGE: "the command line or a file given to pipwise cannot be understood",
    CHOICE_NEEDED: "a choice or a confirmation is needed; the commands to choose from were printed",
    REFUSED: "refused by policy or for safety",
    WORLD_CHANGED: "the world has changed since the plan was made",
    COULD_NOT_LOOK: "something that matters could not be looked at (Unknown)",
    BUG: "a bug in pipwise; a report was printed",
}


class PipwiseError(Exception):
    """One clear line: what, why and what to do next."""

    exit_code = FINDINGS

    def __init__(self, what: str, why: str = "", hint: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.why = why
        self.hint = hint


class UsageError(PipwiseError):
    """The command line, or a file given to pipwise, cannot be understood."""

    exit_code = USAGE


class ToolFailed(PipwiseError):
    """The tool that was run failed; what was begun was rolled back."""

    exit_code = FINDINGS
    said = b""
    """The end of what it said, where that was kept."""


class ChoiceNeeded(PipwiseError):
    """Somebody has to choose or confirm, and nobody is there to be asked."""

    exit_code = CHOICE_NEEDED


class Refused(PipwiseError):
    """Refused by policy or for safety."""

    exit_code = REFUSED


class WorldChanged(PipwiseError):
    """What a step expected to find is not there any more."""

    exit_code = WORLD_CHANGED


class CouldNotLook(PipwiseError):
    """A fact that matters could not be had."""

    exit_code = COULD_NOT_LOOK
