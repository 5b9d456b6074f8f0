"""How projects' names are compared: PEP 503's normal form, written once."""

from __future__ import annotations


def normalise(name: str) -> str:
    """Lower case, and each run of ``-``, ``_`` and ``.`` is one ``-``; nothing else is changed (PEP 503)."""
    plain = name.lower().replace("_", "-").replace(".", "-")
    while "--" in plain:
        plain = plain.replace("--", "-")
    return plain
