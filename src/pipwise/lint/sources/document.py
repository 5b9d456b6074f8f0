"""Documents: what Markdown, reST and AsciiDoc tell people to type; nothing of it runs by itself."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from pipwise.lint.events import Command, Event, Machine, Word
from pipwise.lint.reading import NotAnalysed, Reading
from pipwise.lint.sources import dockerfile
from pipwise.lint.sources.fences import Fence, fences
from pipwise.lint.sources.pipelines_told import pipeline_events
from pipwise.lint.sources.shell import events_of
from pipwise.lint.sources.told import in_prose, looks_like_shell, with_slashes
from pipwise.lint.text import Text

CONTEXT = "documentation"
_SESSIONS = ("console", "terminal", "shell-session", "sh-session", "bash-session", "term")
_SHELLS = (*_SESSIONS, "bash", "sh", "shell", "zsh", "shellscript", "ksh")
_LOOKS_LIKE_A_BUILD = re.compile(
    rb"(?:\s*#[^\n]*\n)*\s*(?:ARG \S+\s+)*FROM +[\w./:@${}-]+(?: +[Aa][Ss] +[\w.-]+)? *\r?\n"
)
_PROMPT = re.compile(
    rb"^[ \t]*(?:\(([\w.-]+)\)[ \t]*)?(?:[\w.-]+@[\w.-]+[:~\w/ .-]*)?(?:([$%]|\xe2\x9d\xaf)|(#))[ \t]+"
)


def read(text: Text, path: str) -> Reading:
    """The blocks in their order, as one person types them at one machine, and commands in the prose."""
    blocks = list(fences(text.data, path.lower()))
    found = [(block.start, tuple(_events(text, block))) for block in blocks]
    for start, events in in_prose(text):
        before = bisect_right(blocks, start, key=lambda block: block.start)
        if not before or start >= blocks[before - 1].end:
            found.append((start, events))
    found.sort(key=lambda one: one[0])
    machine = Machine(None, CONTEXT, 0, 0, "", "bash")
    return Reading((machine, *(event for _, one in found for event in one)))


def _events(text: Text, block: Fence) -> Iterator[Event]:
    part = with_slashes(text.part(block.start, block.end))
    if block.language in ("yaml", "yml"):
        yield from pipeline_events(part)
        yield Machine(None, CONTEXT, block.end, block.end, "", "bash")
        return
    told = block.language in ("dockerfile", "docker", "containerfile")
    if told or (block.language in ("", "text") and _LOOKS_LIKE_A_BUILD.match(part.data)):
        yield from dockerfile.read(part, "Dockerfile").events
        yield Machine(None, CONTEXT, block.end, block.end, "", "bash")
    elif block.language in _SHELLS or (block.language in ("", "text") and looks_like_shell(part.data)):
        try:
            yield from _typed(part, session=block.language in _SESSIONS)
        except RecursionError:
            raise NotAnalysed("a block is nested too deeply") from None


def _typed(part: Text, *, session: bool) -> Iterator[Event]:
    """What is typed: with prompts, the lines that have one; an environment's name before the prompt is an active one."""
    lines = part.data.splitlines(keepends=True)
    prompts = [_PROMPT.match(line) for line in lines]
    if not any(found is not None and (found[2] or session) for found in prompts):
        yield from events_of(part)[0]
        return
    at, active, going_on = 0, b"", False
    for line, found in zip(lines, prompts, strict=True):
        is_typed = found is not None and (found[2] or (found[3] and session))
        if found is not None and is_typed and found[1] and found[1] != active:
            active = found[1]
            yield from _activated(part, at, active)
        if is_typed or going_on:
            begin = at + (found.end() if found is not None and is_typed else 0)
            yield from events_of(part.part(begin, at + len(line)))[0]
        going_on = (bool(is_typed) or going_on) and line.rstrip().endswith(b"\\")
        at += len(line)


def _activated(part: Text, at: int, name: bytes) -> Iterator[Event]:
    start = part.origin(at)
    words = tuple(
        Word((word,), start, start) for word in (".", f"{name.decode('ascii', 'replace')}/bin/activate")
    )
    yield Command(words, start, start)
