"""Whether a file has a word in it that has to do with installing: a few plain searches drop nearly all, and nothing else does."""

from __future__ import annotations

import re

# Each begins with the bytes that are searched for, since only then are the others passed over quickly.
_PIP = re.compile(
    rb"pip(?:(?<![A-Za-z_]pip)|(?<=-mpip)|(?<=-[A-Za-z]mpip))(?:[23](?:\.\d+)?|x|env)?(?![A-Za-z_])"
)
"""By itself, or right behind an ``-m`` (``python3 -mpip``, ``-Impip``)."""
_UV = re.compile(rb"uv(?<![\w-]uv)x?[ \"',]")
_VENV = (b"-m venv", b"mvenv")
_WORDS = (b"EXTERNALLY-MANAGED", b"virtualenv", b"setup.py", b"poetry", b"PIP_", b"UV_")


def worth_it(data: bytes) -> bool:
    """Whether anything in it can be a call of an installer, or have to do with one."""
    if b"pip" in data and (_PIP.search(data) or b"ensurepip" in data):
        return True
    if b"venv" in data and any(word in data for word in _VENV):
        return True
    return any(word in data for word in _WORDS) or (b"uv" in data and _UV.search(data) is not None)
