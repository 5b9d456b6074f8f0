"""How far lint is, on standard error: only at a terminal, only after half a second, and gone when it is done."""

from __future__ import annotations

import sys

from pipwise.system.terminal import columns, seconds

_AFTER = 0.5
_EVERY = 0.1


class Progress:
    """One line that is written over."""

    def __init__(self, total: int, what: str) -> None:
        self.total = total
        self.what = what
        self.width = columns()
        self.next = seconds() + _AFTER
        self.shown = ""

    def reached(self, done: int) -> None:
        """So many are done."""
        if not self.width or seconds() < self.next:
            return
        self.next = seconds() + _EVERY
        self._write(f"{done} of {self.total} {self.what}"[: self.width - 1])

    def end(self) -> None:
        """Leave nothing behind."""
        if self.shown:
            self._write("")

    def _write(self, text: str) -> None:
        blank = " " * (len(self.shown) - len(text))
        print(f"\r{text}{blank}", end="" if text else "\r", file=sys.stderr, flush=True)
        self.shown = text
