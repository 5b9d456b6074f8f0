"""Files that pipwise ships inside its own packages, also in a zip; what ``pkgutil`` does, at a fraction of its import."""

from __future__ import annotations

import sys


def read(package: str, name: str) -> bytes:
    """The content of a file beside a package that has been imported; b'' where its loader cannot read files (PEP 302)."""
    module = sys.modules[package]
    get_data = getattr(module.__loader__, "get_data", None)
    folder = next(iter(module.__path__))
    return bytes(get_data(f"{folder}/{name}")) if get_data else b""


def path_of(package: str, name: str) -> str:
    """Where such a file stands, for another program to read."""
    return f"{next(iter(sys.modules[package].__path__))}/{name}"
