"""What uv itself resolves: ``uv pip install --dry-run``, told line by line on standard error (measured with 0.13.9)."""

from __future__ import annotations

import re

from pipwise.facts.pip_report import Asked, ask_weakly
from pipwise.model.known import Unknown
from pipwise.system.look import Answer, Look

_LINE = re.compile(r"^ \+ ([A-Za-z0-9._-]+)==(\S+)( \(from .*\))?$")


def ask_uv(look: Look, asked: Asked, uv: str, words: tuple[str, ...]) -> tuple[str, ...] | Unknown:
    """The pins of what would be installed; ``words`` are uv's own, with the flag past the marker."""
    at = words.index("--") if "--" in words else len(words)
    ours = ("--dry-run", "--no-cache", "--no-progress", "--color", "never")
    return read_pins(ask_weakly(look, asked, [uv, *words[:at], *ours, *words[at:]]))


def read_pins(answer: Answer) -> tuple[str, ...] | Unknown:
    """``name==version`` for each line with a plus; what comes from a URL has no pin that another could follow."""
    lines = answer.stderr.decode("utf-8", "replace").splitlines()
    if answer.status != 0:
        said = [line.strip() for line in lines if line.startswith(("error:", "  cause:"))]
        return Unknown(f"uv: {said[-1] if said else answer.problem or f'exit status {answer.status}'}")
    found = [match for line in lines if (match := _LINE.match(line))]
    direct = next((match[1] for match in found if match[3]), "")
    if direct:
        return Unknown(f"{direct} comes from a URL")
    return tuple(f"{match[1]}=={match[2]}" for match in found)
