"""A run of the journal as data: in the schemas ``pipwise/history/1`` and ``pipwise/run/1``."""

from __future__ import annotations

from pipwise.execute.journal import RunRecord
from pipwise.render.plain import Plain, plain


def run_data(run: RunRecord) -> dict[str, Plain]:
    """What was asked and how far it came; where it is proved is the journal's own business."""
    return {name: plain(value) for name, value in run._asdict().items() if name != "ground"}
