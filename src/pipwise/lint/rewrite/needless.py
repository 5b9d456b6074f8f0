"""Taking a step out that is not needed: the whole instruction, or one link of a chain of ``&&``."""

from __future__ import annotations

import re

from pipwise.lint.rewrite.stages import Stage
from pipwise.lint.world.call import Effect
from pipwise.model.finding import Edit

_AND_BEFORE = re.compile(rb"&&(?:[ \t]|\\\r?\n)*\Z")
_AND_AFTER = re.compile(rb"(?:[ \t]|\\\r?\n)*&&(?:[ \t]|\\\r?\n)*")


def without_calls(data: bytes, stage: Stage, effects: list[Effect]) -> list[Edit]:
    """The edits; none where one of the calls stands in something else than a chain."""
    edits = []
    for effect in effects:
        edit = _without(data, stage, effect)
        if edit is None:
            return []
        edits.append(edit)
    return edits


def _without(data: bytes, stage: Stage, effect: Effect) -> Edit | None:
    instruction = stage.instruction_at(effect.start)
    start, end = effect.call.command.start, effect.call.command.end
    body = data[instruction.start + 3 : instruction.end].strip()
    if body == data[start:end].strip():
        line = data.rfind(b"\n", 0, instruction.start) + 1
        after = data.find(b"\n", instruction.end)
        return Edit(line, len(data) if after < 0 else after + 1, b"")
    following = _AND_AFTER.match(data, end, instruction.end)
    if following:
        return Edit(start, following.end(), b"")
    before = _AND_BEFORE.search(data, instruction.start, start)
    if before and not data[end : instruction.end].strip():
        kept = data[: before.start()].rstrip(b" \t")
        continued = re.search(rb"\\\r?\n[ \t]*\Z", data[: before.start()])
        return Edit(continued.start() if continued else len(kept), end, b"")
    return None
