"""How names are compared: PEP 503's normal form."""

from __future__ import annotations


def normalize(name: str) -> str:
    """PEP 503: lower case, each run of ``-``, ``_`` and ``.`` is one ``-``."""
    plain = name.strip().lower().replace("_", "-").replace(".", "-")
    while "--" in plain:
        plain = plain.replace("--", "-")
    return plain
