"""Which pip runs on which Python: releases that end in a traceback before they read a word (measured)."""

from __future__ import annotations

from pipwise.intent.pip_table import version_key
from pipwise.model.outcome import Outcome
from pipwise.predict.pip_case import fails


def cannot_run(version: str, vendor: str, python: tuple[int, int, int]) -> Outcome | None:
    """The traceback of a pip that is too new or too old for this Python, or None."""
    return None
