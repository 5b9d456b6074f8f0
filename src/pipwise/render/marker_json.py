"""The JSON of ``marker show`` and ``marker check``: schema ``pipwise/marker/1``."""

from __future__ import annotations

from pipwise.model.known import Known
from pipwise.predict.marker_report import Report
from pipwise.render.plain import Plain, plain


def marker_json(report: Report) -> dict[str, Plain]:
    """A marker with who stops at it and what is wrong."""
    marker = report.marker
    known: Plain = None
    if isinstance(marker, Known):
        errors: list[Plain] = [{"key": plain(key), "text": plain(text)} for key, text in marker.value.errors]
        known = {
            "path": plain(marker.value.path),
            "state": marker.value.state,
            "problem": marker.value.problem or None,
            "errors": errors,
        }
    return {
        "schema": "pipwise/marker/1",
        "python": plain(report.python) or None,
        "venv": report.venv,
        "marker": known,
        "owner": plain(report.owner),
        "standing": plain(report.standing),
        "language": report.language,
        "message": plain(report.message),
        "readings": [plain(one) for one in report.readings],
        "findings": [plain(one) for one in report.findings],
    }
