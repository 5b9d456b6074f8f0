"""Repairs of overrides that are a setting: taken out, so that what they let through is mended in the next round."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipwise.lint.report import Analysis
from pipwise.lint.rewrite.needless import without_calls
from pipwise.lint.rewrite.stages import stages
from pipwise.lint.world.call import Effect
from pipwise.model.finding import Edit, Fix

_UNSAFE = "leave the override out, which lasts; what it let through is to go into an environment"


def persistent(analysis: Analysis) -> Iterator[tuple[int, Fix]]:
    """``ENV PIP_BREAK_SYSTEM_PACKAGES=1`` and ``pip config set`` of a Dockerfile."""
    if analysis.kind.name == "dockerfile":
        for effect in analysis.effects:
            edit = _setting(analysis, effect) if effect.kind in ("variable", "setting") else None
            if edit is not None:
                yield effect.start, Fix(_UNSAFE, False, (edit,))


def _setting(analysis: Analysis, effect: Effect) -> Edit | None:
    stage = next((one for one in stages(analysis.data) if one.start <= effect.start < one.end), None)
    if stage is None:
        return None
    one = stage.instruction_at(effect.start)
    if one.name == "RUN" and "config" in effect.call.words:
        return next(iter(without_calls(analysis.data, stage, [effect])), None)
    if one.name in ("ENV", "ARG") and analysis.data[effect.start : effect.end].count(b"=") == 1:
        if analysis.data[one.start + 3 : one.end].strip() == analysis.data[effect.start : effect.end]:
            after = analysis.data.find(b"\n", one.end)
            return Edit(one.start, len(analysis.data) if after < 0 else after + 1, b"")
        before = re.compile(rb"(?:[ \t]|\\\r?\n)*\Z").search(analysis.data, one.start + 4, effect.start)
        return Edit(before.start(), effect.end, b"") if before and before.start() > one.start + 4 else None
    return None
