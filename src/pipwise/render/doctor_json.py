"""The JSON of ``doctor``: schema ``pipwise/doctor/1``; its facts are those that ``--facts`` reads back."""

from __future__ import annotations

from pipwise.facts.checkup import Checkup
from pipwise.render.facts_json import facts_json
from pipwise.render.plain import Plain, plain

SCHEMA = "pipwise/doctor/1"


def doctor_json(checkup: Checkup) -> dict[str, Plain]:
    """The facts of a plain ``pip install`` here, and every Python with what it would do there."""
    return {
        "schema": SCHEMA,
        "facts": facts_json(checkup.facts),
        "interpreters": [
            {
                "path": plain(one.listed.path),
                "found": [plain(text) for text in (*one.listed.where, *one.listed.others)],
                "environment": plain(one.environment),
                "outcome": plain(one.outcome),
            }
            for one in checkup.examined
        ],
    }
