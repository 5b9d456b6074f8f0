"""What was asked of ``install``: pipwise's own wishes among pip's words, and what no environment could put right."""

from __future__ import annotations

from pipwise.cli.ways import ways_for
from pipwise.cli.words import Own
from pipwise.decide.options import OPTIONS
from pipwise.errors import ChoiceNeeded, UsageError
from pipwise.facts.target import look_at_paths, target_of
from pipwise.intent.pip_table import newest
from pipwise.model.decision import Situation, Wishes
from pipwise.model.intent import Value
from pipwise.model.interpreter import Marker
from pipwise.model.known import Known, Source
from pipwise.model.outcome import Outcome
from pipwise.predict import paths_to_ask, predict
from pipwise.system.look import Look

# Wrong whichever Python it goes to: not worth making an environment for.
HOPELESS = (
    "no-requirements",
    "requirements-file-missing",
    "requirements-file-malformed",
    "requirement-missing",
    "invalid-requirement",
    "not-installable",
    "conflicting-options",
    "hash-missing",
    "invalid-configuration",
)

# Options that name a place of their own, by the names that pip keeps them under.
_PLACES = {"target_dir": "--target", "prefix_path": "--prefix", "root_path": "--root"}


def python_and_rest(words: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """``--python X`` and the other words: pip itself takes this option before its command only."""
    python, queue = "", list(words)
    rest: list[str] = []
    while queue:
        word = queue.pop(0)
        if word == "--":
            return python, (*rest, word, *queue)
        if word == "--python":
            if not queue:
                raise UsageError("--python needs a value: an interpreter, a version or an environment")
            python = queue.pop(0)
        elif word.startswith("--python="):
            python = word.partition("=")[2]
        else:
            rest.append(word)
    return python, tuple(rest)


def without_override(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words without ``--break-system-packages``, also abbreviated: it stands for ``--via override``."""
    end = words.index("--") if "--" in words else len(words)
    return (*(word for word in words[:end] if not _is_override(word)), *words[end:])


def _is_override(word: str) -> bool:
    return len(word) > 4 and "--break-system-packages".startswith(word)


def wishes_of(own: Own, python: str, *, override: bool) -> Wishes:
    """pipwise's own options as wishes."""
    if own.env and not own.env.replace("-", "a").replace("_", "a").replace(".", "a").isalnum():
        raise UsageError(
            f"--env {own.env}: not a name", "letters, digits, dots, dashes and underscores make one"
        )
    if own.env.startswith((".", "-")):
        raise UsageError(f"--env {own.env}: a name does not begin with a dot or a dash")
    names = [option.name for option in OPTIONS]
    if own.via and own.via not in names:
        raise UsageError(f"--via {own.via}: there is no such way", ways_for(own.via))
    via = own.via or ("override" if override else "script-env" if own.for_ else "")
    return Wishes(via, own.env, python, own.yes, offline=own.offline, script=own.for_)


def check(look: Look, situation: Situation) -> None:
    """Raises ``UsageError`` for what pip would refuse in any environment, ``ChoiceNeeded`` for what no environment is for."""
    problem = situation.intent.arguments.problem
    if problem and problem.exit_status and problem.code != "unknown-command":
        raise UsageError(problem.text, _meant(problem.text), "pipwise install --help")
    for outcome in (situation.outcome, _unmarked(look, situation)):
        if outcome.code in HOPELESS:
            said = outcome.message or outcome.code
            raise UsageError(said, _operator(said), "pipwise install --help")
    options = options_of(situation)
    named = next((option for name, option in _PLACES.items() if options.get(name)), "")
    if named and situation.outcome.code in ("no-module", "not-found"):
        raise ChoiceNeeded(
            f"{named} is for a pip of this Python, and there is none",
            "an environment would not put it there",
            f"leave {named} out, or install python3-pip first",
        )


def _operator(text: str) -> str:
    """What is wrong with ``name=1``, which is how other tools have it."""
    import re

    one = text.startswith("Invalid requirement") and re.search(r"[\w\]]=(?=[\w.])", text)
    return "one = is no operator: was == meant?" if one else ""


def _meant(text: str) -> str:
    """What was meant by an option that neither pip nor pipwise has."""
    said, _, word = text.partition("no such option: ")
    if said or not word.startswith("--"):
        return ""
    from pipwise.cli.completing import options_of_command
    from pipwise.cli.mistyped import nearest

    near = nearest(word, [name for name, _ in options_of_command("install")])
    return f"was {near} meant?" if near else ""


def _unmarked(look: Look, situation: Situation) -> Outcome:
    """What pip would say if it did not stop at the marker, nor for being absent: as the pip of an environment does not."""
    target = target_of(situation.facts, situation.intent)
    given = Source("given", "an environment of its own")
    version = target.version if isinstance(target.version, Known) else Known(newest(), given)
    vendor = target.vendor if isinstance(target.vendor, Known) else Known("upstream", given)
    marker = Known(Marker("", "absent"), given)
    changed = target._replace(problem="", version=version, vendor=vendor, marker=marker)
    if target.problem:
        changed = changed._replace(paths=look_at_paths(look, paths_to_ask(changed, situation.intent)))
    return predict(changed, situation.intent)


def options_of(situation: Situation) -> dict[str, Value]:
    """pip's options as they were typed, by the name that pip keeps them under."""
    return dict(situation.intent.arguments.options)
