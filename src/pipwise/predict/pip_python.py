"""Which pip runs on which Python: releases that end in a traceback of their own (measured with Python 3.6 to 3.14)."""

from __future__ import annotations

from pipwise.intent.pip_table import Version
from pipwise.model.outcome import Outcome
from pipwise.predict.pip_case import Case, fails, goes_on, know

CANNOT_RUN = "pip-cannot-run"

# pip's own Requires-Python; what an older Python meets is a traceback at the first import.
_NEEDS_PYTHON = (
    ((26, 1), (3, 10)),
    ((25, 1), (3, 9)),
    ((24, 1), (3, 8)),
    ((22,), (3, 7)),
    ((21,), (3, 6)),
)
# What these Pythons took away: collections.Mapping, distutils.
_NEEDS_PIP = (((3, 12), (22, 2)), ((3, 10), (19, 2)))
# pkgutil.ImpImporter is missed only where installed distributions are first looked at.
_NEEDS_PIP_LATER = ((3, 12), (23, 1))

_FLAGS = "bBdEiIJOPqRsStuvWxX"
_LONG_FLAGS = ("--check-hash-based-pycs",)


def cannot_start(version: Version, python: tuple[int, int, int]) -> Outcome | None:
    """The traceback of a pip that is too new or too old for this Python to read a word, or None."""
    for since, needed in _NEEDS_PYTHON:
        if version >= since:
            if python < needed:
                return fails(
                    CANNOT_RUN,
                    1,
                    f"pip {'.'.join(map(str, version))} needs Python {'.'.join(map(str, needed))}",
                )
            break
    for since, oldest in _NEEDS_PIP:
        if python >= since and version < oldest:
            return fails(
                CANNOT_RUN, 1, f"Python {python[0]}.{python[1]} needs pip {'.'.join(map(str, oldest))}"
            )
    return None


def flags_problem(flags: tuple[str, ...], python: tuple[int, int, int]) -> Outcome | None:
    """What CPython's own command line stops at (``Python/getopt.c``), before any module is started."""
    for flag in flags:
        if flag in ("-h", "-V", "-?", "--help", "--version"):
            return goes_on("help", None)
        known = flag[1:2] in _FLAGS or flag in _LONG_FLAGS
        if flag.startswith("-") and (not known or (flag == "-P" and python < (3, 11, 0))):
            return fails("python-option-unknown", 2, f"Unknown option: {flag}")
    return None


def cannot_look(case: Case) -> Outcome | None:
    """The traceback of a pip that is too old for this Python to see what is installed, or None."""
    since, oldest = _NEEDS_PIP_LATER
    if know(case.target.python) >= since and case.version < oldest:
        return fails(CANNOT_RUN, 2, "AttributeError: module 'pkgutil' has no attribute 'ImpImporter'")
    return None
