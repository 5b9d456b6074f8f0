"""The compiled extras of a pipwise that came without them: where they are, and that they are found."""

from __future__ import annotations

import sys

from pipwise.facts.glance import is_directory, is_file
from pipwise.model.facts import Tool
from pipwise.system.look import Look
from pipwise.system.places import data_directory
from pipwise.system.resources import path_of, read

_HERE, _LOCK = "pipwise.cli", "extras.txt"
_MODULE = "tree_sitter_bash/__init__.py"


def home_of_extras() -> str:
    """The directory that holds them, one set a Python and lock."""
    return f"{data_directory()}/extras"


def root_of_extras() -> str:
    """Where those for this Python, of the versions that this pipwise was tested with, stand or would stand."""
    return f"{home_of_extras()}/{place_for(read(_HERE, _LOCK))}"


def place_for(lock: bytes) -> str:
    """The name of a set: what it was made for, and of what."""
    from zlib import crc32

    implementation = sys.implementation
    machine = getattr(implementation, "_multiarch", sys.platform)
    return f"{implementation.cache_tag}-{machine}-{crc32(lock):08x}"


def lock_of_extras() -> str:
    """The path of the file that locks them."""
    return path_of(_HERE, _LOCK)


def find_extras(look: Look) -> str:
    """The directory, or '' where it is not there; root takes no module from where others can write."""
    if not is_directory(look, home_of_extras()):
        return ""
    from pipwise.facts.trust import distrust

    root = root_of_extras()
    return root if is_file(look, f"{root}/{_MODULE}") and not distrust(look, f"{root}/{_MODULE}") else ""


def use_extras(look: Look) -> None:
    """Let modules be found there that are found nowhere else."""
    root = find_extras(look)
    if root and root not in sys.path:
        sys.path.append(root)


def has_grammar() -> bool:
    """Whether the linter's grammar can be loaded."""
    try:
        import tree_sitter
        import tree_sitter_bash
    except ImportError:
        return False
    return bool(tree_sitter.Language(tree_sitter_bash.language()))


def extra_uv(look: Look) -> Tool | None:
    """The uv among them."""
    from pipwise.decide.engine import OWN_UV
    from pipwise.facts.tools import ask_version

    root = find_extras(look)
    path = f"{root}/bin/uv"
    return Tool(OWN_UV, path, ask_version(look, path)) if root and is_file(look, path) else None
