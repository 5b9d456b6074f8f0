"""Pipelines and plays that a document shows: read as the file that they are to be put into."""

from __future__ import annotations

import re

from pipwise.lint.events import Event
from pipwise.lint.reading import NotAnalysed
from pipwise.lint.readings import source_of
from pipwise.lint.text import Text

_SIGNS = (
    ("github", re.compile(rb"^\s*(?:- )?(?:runs-on:|uses: [\w.-]+/[\w./-]+@)", re.MULTILINE)),
    ("azure", re.compile(rb"^\s*(?:- )?(?:vmImage:|task: \w+@\d|pool:)", re.MULTILINE)),
    ("circleci", re.compile(rb"^\s*- image: .*(?:\n.*)*\n\s*- run:", re.MULTILINE)),
    (
        "ansible",
        re.compile(rb"^\s*- (?:hosts|name): .*(?:\n.*)*\n\s+(?:ansible\.builtin\.)?pip:", re.MULTILINE),
    ),
    ("gitlab", re.compile(rb"^\s*(?:script|before_script):", re.MULTILINE)),
    ("compose", re.compile(rb"^services:", re.MULTILINE)),
)
"""What only files of that kind have (each one's own reference)."""


def pipeline_events(part: Text) -> tuple[Event, ...]:
    """The events of a block of YAML; none where it is no kind of file that runs anything, or cannot be read."""
    if b"pip" not in part.data and b"uv " not in part.data:
        return ()
    module = next((name for name, sign in _SIGNS if sign.search(part.data)), "")
    try:
        whole = _with_its_head(part) if module == "github" else part
        return source_of(module).read(whole, "").events if module else ()
    except NotAnalysed:
        return ()


def _with_its_head(part: Text) -> Text:
    """A job, or steps, without what stands above them in the file."""
    first = next(
        (line.strip() for line in part.data.split(b"\n") if line.strip() and line.strip()[:1] != b"#"), b""
    )
    if re.search(rb"^\s*(?:jobs|runs):", part.data, re.MULTILINE):
        return part
    if re.search(rb"^\s*steps:", part.data, re.MULTILINE) and first != b"steps:":
        return _below(part, b"jobs:\n", b" ")
    return _below(part, b"jobs:\n shown:\n" + (b"" if first == b"steps:" else b"  steps:\n"), b"  ")


def _below(part: Text, head: bytes, indent: bytes) -> Text:
    """The text below other lines; each byte of it knows its place."""
    data, pieces, at = bytearray(head), [(0, part.origin(0))], 0
    for line in part.data.splitlines(keepends=True):
        data += indent
        pieces.append((len(data), part.origin(at)))
        data += line
        at += len(line)
    return Text(bytes(data), tuple(pieces))
