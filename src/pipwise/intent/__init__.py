"""Command lines of pip, uv, pipx and their wrappers, read as what they ask for."""

from __future__ import annotations

from pipwise.intent.command_line import read_invocation
from pipwise.model.intent import Arguments, Intent, Invocation

__all__ = ["read_intent"]


def read_intent(words: tuple[str, ...]) -> Intent:
    """What a whole command line asks for, by the newest option table of its tool; ``predict`` reads it by the real one."""
    return intent_of(read_invocation(words))


def intent_of(invocation: Invocation) -> Intent:
    """What an invocation asks for."""
    match invocation.tool:
        case "pip":
            from pipwise.intent.pip_intent import pip_intent

            return pip_intent(invocation)
        case "uv":
            from pipwise.intent.uv_intent import uv_intent

            return uv_intent(invocation)
        case "pipx":
            from pipwise.intent.pipx_intent import pipx_intent

            return pipx_intent(invocation)
        case _:
            return Intent(invocation, Arguments("", (), invocation.arguments, None), ())
