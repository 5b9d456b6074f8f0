"""Modules of our own that a register names, imported when the first one is wanted."""

from __future__ import annotations

import importlib
from importlib.machinery import PathFinder
from importlib.util import module_from_spec
from types import ModuleType


def load(name: str) -> ModuleType:
    """The module of that name."""
    return importlib.import_module(name)


def load_alone(package: str, name: str) -> ModuleType:
    """A module of somebody else's package without what the package itself imports. Raises ``ImportError``."""
    whole = PathFinder.find_spec(package)
    part = PathFinder.find_spec(name, whole.submodule_search_locations) if whole is not None else None
    if part is None or part.loader is None:
        return importlib.import_module(f"{package}.{name}")
    module = module_from_spec(part)
    part.loader.exec_module(module)
    return module
