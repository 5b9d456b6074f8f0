"""The text of a message without its frame, its glyphs and the log's decorations."""

from __future__ import annotations

import re

from pipwise.logs.groups import Group
from pipwise.logs.lines import Line
from pipwise.logs.squash import phrase, squash

_GLYPHS = re.compile(
    r"^[^A-Za-z0-9/'\"`(\[<.#$-]+(?:-?>)?\s*|^\? (?=This)|^(?:a•°a”€|â•°â”€|Ã—|ù|├ù|'->|\* )>?\s*"
)
_FRAME = tuple(
    phrase(one)
    for one in (
        "error: externally-managed-environment",
        "warning: externally-managed-environment",
        "This environment is externally managed",
        "note: If you believe this is a mistake",
        "distribution provider. You can override this",
        "hint: See PEP 668 for the detailed specification",
        "OS, by passing --break-system-packages",
        "error: The interpreter at",
        "Consider creating a virtual environment",
        "hint: ",
    )
)
_LEAD = 12
"""Letters of a key such as ``stderr`` that may stand before the frame."""
_LONGEST = 4000


def message_of(group: Group, lines: list[Line]) -> str:
    """The marker's text of a refusal, or the lines of another message."""
    last = min(group.last + 1, group.first + 80)
    texts = [lines[index].text.strip() for index in range(group.first, min(last, len(lines)))]
    if group.kind == "refusal":
        texts = [_GLYPHS.sub("", text) for text in _body(texts)]
    return "\n".join(texts).strip()[:_LONGEST]


def _body(texts: list[str]) -> list[str]:
    """Without the lines that are pip's own frame; what a re-wrapped note goes on with ends it."""
    body: list[str] = []
    for text in texts:
        squashed = squash(text).lower()
        if squashed.startswith((b"noteifyou", b"hintseepep")):
            break
        if not any(
            0 <= squashed.find(one) <= _LEAD or (squashed and one.startswith(squashed) and len(squashed) > 20)
            for one in _FRAME
        ):
            body.append(text)
    return body
