"""The outcome of a call on a Python that is known, remembered: most calls of a repository are like another one."""

from __future__ import annotations

from functools import cache, lru_cache

from pipwise.catalog.platforms import Platform, find_platform
from pipwise.intent import read_intent
from pipwise.lint.certain import as_far_as_certain
from pipwise.lint.described import UNSURE, environment_of, facts_of
from pipwise.lint.world.closed import OPEN
from pipwise.lint.world.state import NEWEST, Python, World
from pipwise.model.intent import Intent
from pipwise.model.outcome import Evidence, Outcome
from pipwise.predict.assumptions import agreed, predictions

MARKED = "debian:12"
"""What stands for a system that marks its Python as most do."""


@lru_cache(4096)
def intent_of(words: tuple[str, ...]) -> Intent:
    """What the words ask for."""
    return read_intent(words)


@cache
def stand_in() -> Platform:
    """The platform below a Python that is the same wherever it stands."""
    found = find_platform(MARKED)
    assert found is not None  # noqa: S101 - it is in the table
    return found


def outcome_there(world: World, python: Python, platform: Platform, intent: Intent) -> Outcome:
    """Settings that are not certain are tried both ways, and a failure has to be certain."""
    found = _either_way(world, python, platform, intent)
    certain = as_far_as_certain(found, world, intent, intent.invocation.words)
    if certain.verdict != "unknown" or found.code == "no-virtual-environment":
        return certain
    if intent.invocation.tool == "pipx":
        return Outcome("allowed", "own-environment", 0, None, certain.evidence)
    if not _unmarked(world, python) or intent.invocation.tool not in ("pip", "ensurepip", "uv"):
        return certain
    code = "virtual-environment" if python.kind == "venv" else "no-marker"
    return Outcome("allowed", code, 0, None, certain.evidence)


def _unmarked(world: World, python: Python) -> bool:
    """Whether nothing there is marked: whatever else a call may fail for, it is not refused."""
    if python.kind in ("venv", "tool", "unknown") or world.marker == "removed":
        return True
    return python.platform is not None and python.platform.marker == "no"


def _either_way(world: World, python: Python, platform: Platform, intent: Intent) -> Outcome:
    sure = _predicted(world, python, platform, intent, perhaps=False)
    unsure = (
        any(one.level == "perhaps" for one in world.settings)
        or UNSURE in environment_of(world, intent).values()
    )
    if not unsure:
        return sure
    other = _predicted(world, python, platform, intent, perhaps=True)
    if sure.verdict == other.verdict:
        return sure
    told = Evidence("a setting of pip is made in one branch only, or its value is given from outside")
    return Outcome("unknown", "unknown", None, None, (told,))


def _of_the_newest(every: list[tuple[str, Outcome]], found: Outcome, platform: Platform) -> Outcome:
    """Where only an older pip would stumble over an option: an image and a runner have the newest that theirs may be."""
    verdicts = {one.verdict for _, one in every}
    if (
        found.verdict != "unknown"
        or platform.row.kind not in ("image", "runner")
        or not verdicts <= _NOT_REFUSED
    ):
        return found
    works = next((one for _, one in reversed(every) if one.verdict != "fails"), found)
    return works._replace(evidence=(*works.evidence, *found.evidence[-1:]))


_NOT_REFUSED = {"allowed", "risky", "fails"}
_REMEMBERED: dict[tuple[object, ...], Outcome] = {}
_TELLING = ("pip", "setuptools", "wheel")
"""Projects that may be there already; of all others one is like another."""


def _predicted(world: World, python: Python, platform: Platform, intent: Intent, *, perhaps: bool) -> Outcome:
    own = python.kind in ("venv", "tool", "unknown")
    python = python._replace(evidence=())
    if own:
        # Wherever it stands: no outcome hangs on the name of its directory, nor on a system that it is not made from.
        below = platform if python.kind == "venv" else stand_in()
        if python.platform is None and not python.pip:
            # Which Python it was made from is not known: no pip is too old for an option.
            python = python._replace(pip=NEWEST)
        python, platform = python._replace(root="/opt/venv", platform=below), below
    intent = _like(intent)
    key = (
        intent.invocation, python, platform._replace(asked=""), world.root, world.context, world.marker, world.settings,
        tuple(environment_of(world, intent).items()), perhaps,
    )  # fmt: skip
    found = _REMEMBERED.get(key)
    if found is None:
        facts = facts_of(world, python, platform, intent, perhaps=perhaps)
        assumed = platform._replace(pip=">=20") if python.pip == "?" else platform
        every = predictions(assumed, facts, intent)
        found = _of_the_newest(every, agreed(every, platform), platform)
        if own and python.kind != "venv":
            # The row that stands in is no evidence.
            told = tuple(
                one._replace(where="") if one.where == platform.where else one for one in found.evidence
            )
            found = found._replace(evidence=told)
        _REMEMBERED[key] = found
    return found


def _like(intent: Intent) -> Intent:
    """A call that has the same outcome, with what tells nothing taken out: so one answer does for many.

    The way to the program tells nothing any more: the Python behind it is known.
    """
    if intent.invocation.tool not in ("pip", "uv") or intent.purpose not in ("install", "other"):
        return intent
    plain = {
        one.text
        for one in intent.requirements
        if one.kind == "named" and one.name not in _TELLING and not one.origin
    }
    files = {*intent.requirement_files, *intent.constraint_files}
    words: list[str] = []
    given = len(intent.invocation.words) - len(intent.invocation.arguments)
    for before, word in zip(("", *intent.invocation.words), intent.invocation.words, strict=False):
        if word in plain:
            # After an option it may be that one's value.
            words += [OPEN] if OPEN not in words[given:] or before[:1] == "-" else []
        elif word in files:
            words.append("requirements.txt")
        elif word == intent.invocation.program:
            words.append(word.rpartition("/")[2].rstrip("0123456789."))
        else:
            words.append(word)
    return intent_of(tuple(words))
