"""Modules of our own that a register names, imported when the first one is wanted."""

from __future__ import annotations

import sys

from pipwise.model.value import TYPE_CHECKING

if TYPE_CHECKING:
    from types import ModuleType


def load(name: str) -> ModuleType:
    """The module of that name."""
    __import__(name)
    return sys.modules[name]


def load_alone(package: str, name: str) -> ModuleType:
    """A module of somebody else's package without what the package itself imports. Raises ``ImportError``."""
    from importlib.machinery import PathFinder
    from importlib.util import module_from_spec

    whole = PathFinder.find_spec(package)
    part = PathFinder.find_spec(name, whole.submodule_search_locations) if whole is not None else None
    if part is None or part.loader is None:
        return load(f"{package}.{name}")
    module = module_from_spec(part)
    part.loader.exec_module(module)
    return module
