"""Pipelines and plays that a document shows: read as the file that they are to be put into."""

from __future__ import annotations

import re

from pipwise.lint.events import Event
from pipwise.lint.reading import NotAnalysed
from pipwise.lint.readings import source_of
from pipwise.lint.text import Text

_SIGNS = (
    ("github", re.compile(rb"^\s*(?:- )?runs-on:", re.MULTILINE)),
    ("azure", re.compile(rb"^\s*(?:- )?(?:vmImage:|task: \w+@\d|pool:)", re.MULTILINE)),
    ("circleci", re.compile(rb"^\s*- image: .*(?:\n.*)*\n\s*- run:", re.MULTILINE)),
    (
        "ansible",
        re.compile(rb"^\s*- (?:hosts|name): .*(?:\n.*)*\n\s+(?:ansible\.builtin\.)?pip:", re.MULTILINE),
    ),
    ("gitlab", re.compile(rb"^(?:  )?(?:script|before_script):", re.MULTILINE)),
    ("compose", re.compile(rb"^services:", re.MULTILINE)),
)
"""What only files of that kind have (each one's own reference)."""


def pipeline_events(part: Text) -> tuple[Event, ...]:
    """The events of a block of YAML; none where it is no kind of file that runs anything, or cannot be read."""
    if b"pip" not in part.data and b"uv " not in part.data:
        return ()
    module = next((name for name, sign in _SIGNS if sign.search(part.data)), "")
    try:
        return source_of(module).read(part, "").events if module else ()
    except NotAnalysed:
        return ()
