"""The standard streams, and the terminal that output goes to."""

from __future__ import annotations

import os
import stat
from time import monotonic

from pipwise.model.value import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import TextIO


def open_streams() -> None:
    """Open those of the three standard streams that the caller has closed (``>&-``), to nowhere.

    A file opened later would take the number, and what a tool says would be written into the journal.
    """
    for number in (0, 1, 2):
        try:
            os.fstat(number)
        except OSError:
            os.set_inheritable(os.open(os.devnull, os.O_RDWR), True)


def stream(number: int) -> TextIO:
    """A standard stream to write to, where Python found it closed and has none."""
    return os.fdopen(number, "w", closefd=False)


def columns(number: int = 2) -> int:
    """The width of the terminal that standard error (or another stream) is; 0 where it is none."""
    try:
        return os.get_terminal_size(number).columns
    except OSError:
        return 0


def seconds() -> float:
    """A clock that only goes forward, for how long something takes to be shown."""
    return monotonic()


def speaks_ascii() -> bool:
    """Whether the locale knows ASCII alone, and somebody has said so: LC_ALL, LC_CTYPE, LANG, in this order (POSIX 8.2).

    Where LC_ALL is not set, Python itself puts C.UTF-8 into LC_CTYPE (PEP 538): LANG is what was meant then.
    """
    ctype = os.environ.get("LC_CTYPE", "")
    said = "" if ctype.replace("-", "").lower() in ("c.utf8", "utf8") else ctype
    return (os.environ.get("LC_ALL") or said or os.environ.get("LANG") or ctype) in ("C", "POSIX")


def is_piped() -> bool:
    """Whether somebody's output comes in: standard input is a pipe or a file."""
    try:
        mode = os.fstat(0).st_mode
    except OSError:
        return False
    return stat.S_ISFIFO(mode) or stat.S_ISREG(mode)


def wants_colour() -> bool:
    """Whether standard output is a terminal that shows colour, and nobody has said no (https://no-color.org)."""
    return os.isatty(1) and not os.environ.get("NO_COLOR") and os.environ.get("TERM", "dumb") != "dumb"
