"""Which failures are certain from a file alone: what hangs on the index, on files or on what is installed is not."""

from __future__ import annotations

from pipwise.lint.world.closed import OPEN
from pipwise.lint.world.expand import is_open
from pipwise.lint.world.state import World
from pipwise.model.intent import Intent
from pipwise.model.outcome import Evidence, Outcome

_BY_THE_FILE = frozenset(
    (
        "not-found",
        "ensurepip-disabled",
        "no-module",
        "no-record",
        "no-version-control",
        "user-site-not-visible",
    )
)
_BY_THE_WORDS = frozenset(
    ("no-such-option", "ambiguous-option", "option-needs-value", "unknown-command", "conflicting-options")
)
"""Only where every word is known, and only of pip: which uv it is, nobody knows."""


def as_far_as_certain(outcome: Outcome, world: World, intent: Intent, words: tuple[str, ...]) -> Outcome:
    """The outcome; a failure that something outside of the file could prevent is unknown, and says so."""
    if outcome.verdict != "fails" or _is_certain(outcome.code, world, intent, words):
        return outcome
    text = outcome.message.strip().splitlines()[0][:160] if outcome.message.strip() else outcome.code
    return Outcome(
        "unknown", "unknown", None, None, (Evidence(f"perhaps it fails: {text}"), *outcome.evidence[:2])
    )


def _is_certain(code: str, world: World, intent: Intent, words: tuple[str, ...]) -> bool:
    if world.context == "documentation":
        # Prose leaves things out: ``pip install --target`` is no command that somebody runs.
        return False
    if code in _BY_THE_FILE:
        return True
    if code in _BY_THE_WORDS:
        return intent.invocation.tool == "pip" and not any(is_open(word) or word == OPEN for word in words)
    if code == "no-virtual-environment":
        return world.context == "dockerfile" and world.platform is not None and not world.opaque
    return False
