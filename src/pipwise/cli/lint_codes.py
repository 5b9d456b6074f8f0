"""``lint --select`` and ``--ignore``: which rules are asked this once, whatever the repository's settings say."""

from __future__ import annotations

from pipwise.cli.lint_words import Asked
from pipwise.errors import UsageError
from pipwise.lint.rules import CODES
from pipwise.lint.settings import Settings


def narrowed(settings: Settings, asked: Asked) -> Settings:
    """The settings with what was asked for. Raises ``UsageError`` for a code that there is not."""
    for option, codes in (("select", asked.select), ("ignore", asked.ignore)):
        for code in codes:
            if code not in CODES:
                from pipwise.cli.mistyped import nearest

                near = nearest(code, CODES)
                raise UsageError(
                    f"--{option} {code}: there is no such rule",
                    f"was {near} meant?" if near else f"the rules are {', '.join(CODES)}",
                    "pipwise lint --help",
                )
    left_out = (code for code in CODES if code not in asked.select) if asked.select else settings.ignore
    return settings._replace(ignore=(*left_out, *asked.ignore))
