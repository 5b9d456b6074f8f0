"""Decisions about what failed in a log: what it shows, complemented by ``--on``, ``--as``, ``--context`` and a command."""

from __future__ import annotations

import sys
from collections.abc import Callable

from pipwise.catalog.platforms import Platform
from pipwise.cli.recorded import (
    asked_platform,
    asked_root,
    base_in,
    decided,
    described_situation,
    read_facts,
)
from pipwise.cli.session import live_look
from pipwise.cli.words import Own
from pipwise.errors import COULD_NOT_LOOK, DONE, UsageError
from pipwise.facts.described import described_candidates, described_directories
from pipwise.facts.names_described import where_described
from pipwise.facts.resolution import absolute
from pipwise.intent import read_intent
from pipwise.logs import Failure, Report, failure_that_matters, read_log
from pipwise.logs.described import context_of, facts_of, platform_of
from pipwise.logs.observed import outcome_of
from pipwise.model.decision import Decision, Directories, Situation, Wishes
from pipwise.model.facts import Contradiction, Facts
from pipwise.model.intent import Intent
from pipwise.model.known import Known, Unknown
from pipwise.model.outcome import Evidence, Outcome
from pipwise.predict.assumptions import agreed, predictions

Show = Callable[[Own, Situation, Decision, Report], None]
LIMIT = 256_000_000
"""Bytes of a log that are read."""
_PLAINEST: dict[str, tuple[str, ...]] = {
    "uv": ("uv", "pip", "install"),
    "ensurepip": ("python3", "-m", "ensurepip"),
}


def explain_log(own: Own, name: str, command: tuple[str, ...], show: Show) -> int:
    """Read the log, decide about the failure that matters and write it; 6 where the log shows none."""
    report = read_named(own, name)
    failure = failure_that_matters(report)
    wishes = Wishes(own.via, own.env, "", own.yes, offline=own.offline)
    if failure is None:
        show(own, *nothing_found(command), report)
        return COULD_NOT_LOOK
    show(own, *answer(own, failure, command, wishes), report)
    return DONE


def nothing_found(command: tuple[str, ...]) -> tuple[Situation, Decision]:
    """What a log without a failure leaves: an outcome that is Unknown, and no decision."""
    from pipwise.logs.described import nothing_known

    evidence = (Evidence("no refusal found in this log"),)
    outcome = Outcome("unknown", "unknown", None, None, evidence)
    nowhere = Directories("", "", "")
    situation = Situation(
        nothing_known(root=None, context=""), read_intent(command), outcome, Wishes(), nowhere
    )
    return situation, Decision("", (), (), (), None, "")


def read_named(own: Own, name: str) -> Report:
    """The report on a log; one line says what is wrong where it cannot be read."""
    if own.facts == name == "-":
        raise UsageError("--from-log and --facts cannot both be standard input")
    return read_log(_bytes(own, name))


def _bytes(own: Own, name: str) -> bytes:
    if name == "-":
        if sys.stdin is None:
            raise UsageError("there is no standard input")
        return sys.stdin.buffer.read(LIMIT)
    look = live_look(own)
    try:
        return look.read(absolute(name, look.cwd), LIMIT)
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else str(error)
        raise UsageError(f"{name}: the log cannot be read: {why}") from None


def answer(
    own: Own, failure: Failure, command: tuple[str, ...], wishes: Wishes
) -> tuple[Situation, Decision]:
    """Decide about one failure: facts from the log and the table of platforms, or those of ``--facts``, which then go first.

    The outcome is the one that the log shows.
    """
    if own.facts:
        situation = described_situation(
            read_facts(own), command or _command(failure), wishes, outcome_of(failure)
        )
        return decided(own, situation)
    intent = read_intent(command or _command(failure))
    platform = asked_platform(own) if own.on else platform_of(failure)
    root = asked_root(own)
    if root is None and isinstance(failure.root, Known):
        root = failure.root.value
    facts = facts_of(failure, intent, platform, root=root, context=own.context or context_of(failure))
    outcome = outcome_of(failure, where_described(facts).manager)
    facts = facts._replace(
        contradictions=(*facts.contradictions, *_against(platform, facts, intent, outcome))
    )
    directories = described_directories(facts)
    seen = described_candidates(facts, wishes, directories)
    base = base_in(facts, intent) or ("python3" if isinstance(facts.target, Unknown) else "")
    return decided(own, Situation(facts, intent, outcome, wishes, directories, seen, base=base))


def _command(failure: Failure) -> tuple[str, ...]:
    """The command of the log; where it shows none, the plainest one that would fail so."""
    if isinstance(failure.call, Unknown):
        return _PLAINEST.get(failure.tool, ("pip", "install"))
    return failure.call.value.words


def _against(
    platform: Platform | None, facts: Facts, intent: Intent, outcome: Outcome
) -> tuple[Contradiction, ...]:
    """What would have been predicted there, where that is something else than what was observed."""
    if platform is None or outcome.verdict not in ("refused", "risky") or not intent.requirements:
        return ()
    predicted = agreed(predictions(platform, facts, intent), platform)
    if predicted.verdict in ("unknown", outcome.verdict):
        return ()
    text = f"the log shows {outcome.code}, where {predicted.code} would have been predicted for {platform.row.title}"
    return (Contradiction("log-and-prediction", text),)
