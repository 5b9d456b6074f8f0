"""Modules of our own that a register names, imported when the first one is wanted."""

from __future__ import annotations

import importlib
from types import ModuleType


def load(name: str) -> ModuleType:
    """The module of that name."""
    return importlib.import_module(name)
