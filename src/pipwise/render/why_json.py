"""The JSON of ``why`` and ``install --plan``: schema ``pipwise/why/1``."""

from __future__ import annotations

from pipwise.model.decision import Command, Decision, Situation, Weighed
from pipwise.model.intent import Intent
from pipwise.model.outcome import Outcome
from pipwise.render.lives_json import lives_json
from pipwise.render.plain import Plain, plain

SCHEMA = "pipwise/why/1"


def why_json(situation: Situation, decision: Decision) -> dict[str, Plain]:
    """The whole answer as data."""
    ahead = {} if situation.preview is None else {"preview": plain(situation.preview)}
    written: dict[str, Plain] = {
        "schema": SCHEMA,
        "intent": _intent(situation.intent),
        "outcomes": [outcome_json(situation.outcome)],
        "decision": {
            "chosen": decision.chosen or None,
            "assignments": [{"requirement": text, "option": option} for text, option in decision.assignments],
            "options": [_option(option) for option in decision.options],
            "questions": [plain(answered) for answered in decision.flow],
            "target": plain(decision.goal),
            "ask": decision.ask or None,
        },
        "contradictions": [plain(one) for one in situation.facts.contradictions],
        **ahead,
    }
    if situation.lives is not None:
        written["installed"] = [lives_json(one) for one in situation.lives]
    return written


def _intent(intent: Intent) -> dict[str, Plain]:
    return {
        "tool": intent.invocation.tool,
        "command": intent.arguments.command or None,
        "purpose": intent.purpose,
        "words": list(intent.invocation.words),
        "requirements": [plain(requirement) for requirement in intent.requirements],
        "requirement_files": list(intent.requirement_files),
        "constraint_files": list(intent.constraint_files),
        "groups": list(intent.groups),
        "options": {name: plain(value) for name, value in intent.arguments.options},
        "become": intent.invocation.become or None,
    }


def outcome_json(outcome: Outcome) -> dict[str, Plain]:
    """One outcome."""
    return {
        "verdict": outcome.verdict,
        "code": outcome.code,
        "exit_status": outcome.exit_status,
        "destination": outcome.destination,
        "message": outcome.message or None,
        "lacking": list(outcome.lacking),
        "harms": [plain(harm) for harm in outcome.harms],
        "evidence": [plain(evidence) for evidence in outcome.evidence],
    }


def _option(option: Weighed) -> dict[str, Plain]:
    return {
        "option": option.option,
        "verdict": option.verdict,
        "risk": option.risk,
        "reasons": [plain(reason) for reason in option.reasons],
        "commands": [_command(command) for command in option.commands],
    }


def _command(command: Command) -> dict[str, Plain]:
    return {
        "argv": [plain(word) for word in command.argv],
        "cwd": command.cwd,
        "needs": list(command.needs),
        "display": {shell: plain(text) for shell, text in command.display},
    }
