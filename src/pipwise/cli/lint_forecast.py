"""``pipwise lint --forecast``: what floating tags will bring, call by call."""

from __future__ import annotations

import json

from pipwise.cli.lint_run import candidates, settings_of, surrounded, wanted_of
from pipwise.cli.lint_words import Asked
from pipwise.cli.screen import show
from pipwise.cli.words import Own
from pipwise.errors import DONE, FINDINGS
from pipwise.lint.forecast import changes
from pipwise.render.lint_forecast import forecast_json, forecast_text


def forecast(own: Own, asked: Asked) -> int:
    """Show what changes; 1 where something that works today will not."""
    settings = settings_of(own, asked)
    wanted = surrounded(asked, settings, wanted_of(own, asked, settings))
    found = [change for one in candidates(asked, settings) for change in changes(one, wanted)]
    if own.json:
        print(json.dumps(forecast_json(found), indent=2))
    else:
        show(forecast_text(found))
    return FINDINGS if any(change.breaks for change in found) else DONE
