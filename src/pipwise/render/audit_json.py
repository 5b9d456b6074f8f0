"""The JSON of ``audit``: schema ``pipwise/audit/1``."""

from __future__ import annotations

from pipwise.audit import Report
from pipwise.render.plain import Plain, plain


def audit_json(report: Report) -> dict[str, Plain]:
    """Everything that was found, and what was looked at."""
    survey = report.survey
    return {
        "schema": "pipwise/audit/1",
        "manager": survey.owned.manager or None,
        "problem": survey.owned.problem or None,
        "pythons": [
            {
                "version": ".".join(map(str, one.version)),
                "program": one.program,
                "stdlib": one.stdlib,
                "places": [plain(place) for place in one.places],
                "distributions": len(survey.installed[one.version]),
            }
            for one in survey.pythons
        ],
        "findings": [plain(one) for one in report.damage],
    }
