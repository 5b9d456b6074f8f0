"""``python -m venv``: the interpreter's own module, which needs ensurepip unless it is told to do without pip.

Source: CPython ``Lib/venv/__init__.py``; Debian's patch, which tells of python3-venv where ensurepip is packaged apart.
"""

from __future__ import annotations

from itertools import pairwise

from pipwise.model.intent import Intent
from pipwise.model.known import Unknown
from pipwise.model.outcome import Evidence, Outcome, Target
from pipwise.predict.pip_case import fails, goes_on

_CANNOT_START = {"not-found": 127, "bad-interpreter": 127, "not-executable": 126}
_MESSAGE = "The virtual environment was not created successfully because ensurepip is not available."


def is_venv(intent: Intent) -> bool:
    """Whether this is ``python … -m venv …``."""
    words = intent.invocation.words
    return intent.invocation.module and any(
        one.startswith("-") and not one.startswith("--") and one.endswith("m") and two == "venv"
        for one, two in pairwise(words)
    )


def predict(target: Target, intent: Intent) -> Outcome:
    """Whether it ends; where the environment comes to is not told."""
    if target.problem in _CANNOT_START:
        return fails(target.problem, _CANNOT_START[target.problem])
    arguments = intent.invocation.arguments
    if {"-h", "--help"} & {*arguments}:
        return goes_on("help", None)
    if not any(not one.startswith("-") for one in arguments):
        return fails("wrong-arguments", 2, "the following arguments are required: ENV_DIR")
    if "--without-pip" in arguments:
        return goes_on("own-environment", None)
    if isinstance(target.makes_venvs, Unknown):
        return Outcome("unknown", "unknown", None, None, (Evidence(target.makes_venvs.why),))
    return (
        goes_on("own-environment", None) if target.makes_venvs.value else fails("no-venv-module", 1, _MESSAGE)
    )
