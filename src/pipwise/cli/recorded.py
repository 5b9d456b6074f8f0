"""Decisions about a machine that is not this one: recorded facts (``--facts``), and platforms of the table (``--on``)."""

from __future__ import annotations

import sys

from pipwise.catalog.platforms import Platform, similar_platforms
from pipwise.cli.naming import index_of, with_names
from pipwise.cli.session import live_look
from pipwise.cli.words import Own
from pipwise.decide import decide
from pipwise.errors import UsageError
from pipwise.facts.certain_paths import named_paths
from pipwise.facts.described import described_candidates, described_directories, described_paths, for_command
from pipwise.facts.platform import platform_facts
from pipwise.facts.target import target_of
from pipwise.intent import read_intent
from pipwise.model.decision import Decision, Situation, Wishes
from pipwise.model.facts import Facts
from pipwise.model.intent import Intent
from pipwise.model.known import Unknown
from pipwise.model.outcome import Outcome
from pipwise.predict import paths_to_ask, predict
from pipwise.predict.assumptions import agreed, predictions

_LIMIT = 32_000_000
"""Bytes of a document of facts; a machine with 2,000 distributions needs 600,000."""


def recorded_decision(own: Own, command: tuple[str, ...], wishes: Wishes) -> tuple[Situation, Decision]:
    """What would be decided on the machine that is described, by ``--facts`` or by ``--on``."""
    if own.on:
        return platform_decision(own, command, wishes)
    return decided(own, described_situation(read_facts(own), command, wishes))


def decided(own: Own, situation: Situation) -> tuple[Situation, Decision]:
    """The situation with what its names stand for, and the decision; a project's kind is the same on every machine."""
    named = with_names(situation, None, index_of(live_look(own), offline=situation.wishes.offline))
    return named, decide(named)


def described_situation(
    recorded: Facts, command: tuple[str, ...], wishes: Wishes, observed: Outcome | None = None
) -> Situation:
    """The situation of a command in recorded facts; its outcome is predicted, unless it was ``observed``."""
    intent = read_intent(command)
    facts = for_command(recorded, intent)
    target = target_of(facts, intent)
    paths = described_paths(
        facts, paths_to_ask(target, intent), named_paths(intent, target.cwd), root=target.root
    )
    facts = facts._replace(paths=paths)
    outcome = observed or predict(target._replace(paths=facts.paths), intent)
    directories = described_directories(facts)
    seen = described_candidates(facts, wishes, directories)
    return Situation(facts, intent, outcome, wishes, directories, seen, base=base_in(facts, intent))


def base_in(facts: Facts, intent: Intent) -> str:
    """The Python for new environments where nothing is known of the one that the command names by its path: that one."""
    folder, _, name = intent.invocation.program.rpartition("/")
    named = bool(folder) and name.startswith(("python", "pypy")) and isinstance(facts.target, Unknown)
    return intent.invocation.program if named else ""


def read_facts(own: Own) -> Facts:
    """The facts of ``--facts FILE``; whatever is wrong with the document is one line that names the place in it."""
    from pipwise.facts.schema import facts_from_json

    if own.as_ or own.context:
        raise UsageError(
            "--as and --context go with --on", hint="pipwise why --on debian:12 --as root COMMAND"
        )
    try:
        return facts_from_json(_document(own))
    except UsageError as error:
        raise UsageError(f"--facts {own.facts}: {error.what}", error.why, "pipwise schema facts") from error


def _document(own: Own) -> object:
    import json

    try:
        return json.loads(_bytes(own).decode("utf-8-sig"), parse_constant=_no_number)
    except RecursionError:
        raise UsageError("it is nested too deeply") from None
    except UnicodeDecodeError as error:
        raise UsageError(f"it is not UTF-8 at byte {error.start}") from None
    except json.JSONDecodeError as error:
        raise UsageError(
            f"it is not JSON at line {error.lineno}, column {error.colno}: {error.msg}"
        ) from None
    except ValueError:
        raise UsageError("it has a number that no computer can read") from None


def _no_number(text: str) -> object:
    raise UsageError(f"{text} is no number in JSON")


def _bytes(own: Own) -> bytes:
    if own.facts == "-":
        if sys.stdin is None:
            raise UsageError("there is no standard input")
        data = sys.stdin.buffer.read(_LIMIT + 1)
    else:
        look = live_look(own)
        path = own.facts if own.facts.startswith("/") else f"{look.cwd}/{own.facts}"
        try:
            data = look.read(path, _LIMIT + 1)
        except (OSError, ValueError) as error:
            why = error.strerror if isinstance(error, OSError) else str(error)
            raise UsageError(f"it cannot be read: {why}") from None
    if len(data) > _LIMIT:
        raise UsageError(f"it is larger than {_LIMIT // 1_000_000} MB")
    return data


def platform_decision(own: Own, command: tuple[str, ...], wishes: Wishes) -> tuple[Situation, Decision]:
    """What would be decided on a platform of the table, for root or a user, in an image build or elsewhere."""
    if own.facts:
        raise UsageError("--on and --facts exclude one another", "each describes a machine of its own")
    platform = asked_platform(own)
    root = asked_root(own)
    intent = read_intent(command)
    facts = platform_facts(platform, root=root, context=own.context, intent=intent)
    outcome = agreed(predictions(platform, facts, intent), platform)
    directories = described_directories(facts)
    seen = described_candidates(facts, wishes, directories)
    base = base_in(facts, intent)
    return decided(own, Situation(facts, intent, outcome, wishes, directories, seen, base=base))


def asked_platform(own: Own) -> Platform:
    """The platform of ``--on``."""
    return platform_named(own.on)


def platform_named(text: str) -> Platform:
    """The platform that ``--on`` means; a ``UsageError`` that names the nearest where the table has none."""
    from pipwise.catalog.platforms.prose import platform_meant

    platform = platform_meant(text)
    if platform is None:
        similar = similar_platforms(text)
        meant = (
            f"did you mean {', '.join(similar)}?"
            if similar
            else "such as debian:13, python:3.12 or ubuntu-24.04"
        )
        raise UsageError(f"--on {text}: it is not in the table of platforms", meant)
    return platform


def asked_root(own: Own) -> bool | None:
    """Whether ``--as`` says root; None where it is not given."""
    if own.as_ not in ("", "root", "user"):
        raise UsageError(f"--as {own.as_}: it is either root or user")
    return None if not own.as_ else own.as_ == "root"
