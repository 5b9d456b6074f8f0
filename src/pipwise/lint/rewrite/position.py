"""Where a command stands in its shell: whether another one can be put before it with ``&&`` and nothing else changes."""

from __future__ import annotations

import re

_COMMENT = re.compile(rb"^[ \t]*#[^\n]*(?:\n|\Z)", re.MULTILINE)
_CONTINUED = re.compile(rb"[\\`]\r?\n")
_QUOTES = re.compile(rb"""(?<!\\)["']""")
_BEGINS = re.compile(
    rb"""(?: && | ; | [({] | \n | \b(?:then|do|else|if) | \b(?:RUN|run)(?:[ \t]+--\S+)* | -\w*c[ \t]*["'] )\s*\Z""",
    re.VERBOSE,
)


def is_free(data: bytes, begin: int, start: int) -> bool:
    """Whether a command at ``start`` begins a list of its own: not behind ``||``, a pipe, or a word such as xargs."""
    before = _CONTINUED.sub(b" ", _COMMENT.sub(b"", data[begin:start]))
    return not before.rstrip().endswith((b"|", b"!", b"[", b",")) and _BEGINS.search(before) is not None


def in_quotes(data: bytes, begin: int, start: int) -> bool:
    """Whether ``start`` stands between quotes, of a shell or of YAML, that were opened after ``begin``."""
    quote = b""
    for found in _QUOTES.finditer(data, begin, start):
        if not quote:
            quote = found[0]
        elif found[0] == quote:
            quote = b""
    return quote != b""
