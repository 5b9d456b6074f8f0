"""What in a document is typed into a shell: blocks that look so, code in the prose, and what Windows writes otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipwise.lint.events import Event, Isolated
from pipwise.lint.sources.shell import events_of
from pipwise.lint.text import Text

_INSTALLER = rb"(?:[\w.$~{}/-]*/)?(?:(?:python[\d.]*(?:\.exe)? -m )?pip[\d.]*(?:\.exe)?|pipx|uv pip) "
_SHELL = re.compile(
    rb"^\s*(?:[$] |sudo |(?:[A-Z_]+=\S* )*"
    + _INSTALLER
    + rb"|python[\d.]* -m |uv |apt(?:-get)? |brew |git clone |"
    rb"source |\. |poetry |dnf |pacman )",
    re.MULTILINE,
)
_INLINE = re.compile(rb"(?<!`)`((?:sudo )?" + _INSTALLER + rb"install [^`\n]+|[$] [^`\n]+)`(?!`)")
_WINDOWS = re.compile(rb"(?<![\w.$%:{}~\\-])(?:[\w.$%:{}~-]+\\)+(?i:Scripts)\\(?=\w)")


def looks_like_shell(data: bytes) -> bool:
    """Whether a block that does not say its language has a line that a shell is told."""
    return _SHELL.search(data) is not None


def with_slashes(text: Text) -> Text:
    r"""The text with ``venv\Scripts\pip`` as a shell on Windows can be told it, too: ``venv/Scripts/pip``."""
    if b"\\" not in text.data:
        return text
    return text._replace(data=_WINDOWS.sub(lambda found: found[0].replace(b"\\", b"/"), text.data))


def in_prose(text: Text) -> Iterator[tuple[int, tuple[Event, ...]]]:
    """Commands between backquotes, with their places: one with a prompt is typed as in a block, others stand alone."""
    for found in _INLINE.finditer(text.data):
        typed = found[1].startswith(b"$ ")
        start = found.start(1) + (2 if typed else 0)
        events = events_of(with_slashes(text.part(start, found.end(1))))[0]
        yield found.start(), events if typed else (Isolated(events, "", start, found.end(1)),)
