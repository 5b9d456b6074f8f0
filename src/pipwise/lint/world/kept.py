"""Folders of programs that a package manager beside the operating system keeps: their Python may be marked."""

from __future__ import annotations

import re

_KEPT = re.compile(r"/nix/store|linuxbrew|cellar|homebrew|brew --prefix")
_FORMULA = re.compile(r"python@3\.(\d+)")
_FIRST_MARKED = 12


def is_kept(folder: str) -> bool:
    """Whether it is Nix's or Homebrew's, which has marked its formulae since its python@3.12 (2023).

    A prefix that is asked for (``$(brew --prefix)``) or told (``$HOMEBREW_PREFIX``, by ``brew shellenv``) is one.
    """
    if not _KEPT.search(folder.lower()):
        return False
    formula = _FORMULA.search(folder)
    return formula is None or int(formula[1]) >= _FIRST_MARKED
