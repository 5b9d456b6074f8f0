"""What a shell's guard says after a command line that ended with exit status 1: only where pip was refused."""

from __future__ import annotations

from pipwise.cli.register import COMMANDS
from pipwise.cli.session import decision_for, live_look
from pipwise.cli.words import Own
from pipwise.cli.workshop import own_name, say
from pipwise.decide.arguments import for_environment
from pipwise.decide.options import OPTIONS
from pipwise.decide.reasons import quoted
from pipwise.errors import DONE, PipwiseError
from pipwise.intent import read_intent
from pipwise.logs.simple_commands import simple_commands
from pipwise.model.decision import Decision, Wishes
from pipwise.model.intent import Intent
from pipwise.system.look import Look

_EXPANDED = frozenset("$`*?~{")


def offer(own: Own, words: tuple[str, ...]) -> int:
    """Three lines at the most, on standard error; silence, and exit 0, for everything that is not a refusal of pip's."""
    line = words[0] if words else ""
    try:
        intents = [read_intent(command) for command in simple_commands(line)]
        asked = next((one for one in reversed(intents) if _changes(one)), None)
        if asked is not None:
            _offer(own, live_look(own), asked, line if len(intents) == 1 else "")
    except (PipwiseError, OSError):
        return DONE
    return DONE


def _changes(intent: Intent) -> bool:
    return intent.invocation.tool == "pip" and intent.purpose in ("install", "uninstall")


def _offer(own: Own, look: Look, intent: Intent, line: str) -> None:
    words = intent.invocation.words
    situation, decision = decision_for(look, words, Wishes(offline=True), all_commands=False)
    if situation.outcome.verdict != "refused" or situation.outcome.code != "externally-managed-environment":
        return
    name, verb = own_name(look), intent.purpose
    shown = _as_typed(line, verb) or " ".join(quoted(word) for word in _arguments(intent))
    if decision.chosen and verb in COMMANDS:
        say(f"pipwise: {_where(decision)}")
        say(f"  {name} {verb} {shown}")
    say(f"  {name} why {line or ' '.join(quoted(word) for word in words)}")


def _arguments(intent: Intent) -> tuple[str, ...]:
    words = for_environment(intent) if intent.purpose == "install" else intent.invocation.arguments
    at = words.index(intent.purpose)
    return (*words[:at], *words[at + 1 :])


def _where(decision: Decision) -> str:
    """Where it would go."""
    if decision.goal is not None:
        return f"it goes into {decision.goal.root}"
    return next((option.summary for option in OPTIONS if option.name == decision.chosen), decision.chosen)


def _as_typed(line: str, verb: str) -> str:
    """What stands behind the verb as it was typed, where the shell would expand it: pasted, it is expanded again."""
    if not _EXPANDED.intersection(line):
        return ""
    return line.partition(f" {verb} ")[2].strip()
