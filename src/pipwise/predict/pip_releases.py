"""Releases of pip that do the same with a command: nothing that decides about it turns between one of them and the next."""

from __future__ import annotations

from bisect import bisect_right

from pipwise.intent.pip_options import COMMANDS, OPTIONS, VERSIONS
from pipwise.intent.pip_table import Version, version_key
from pipwise.model.intent import Intent
from pipwise.model.known import Known
from pipwise.model.outcome import Target
from pipwise.model.value import Iterator, Sequence

TURNS: tuple[Version, ...] = (
    (10,), (18, 1), (19, 2), (19, 3), (20,), (20, 1), (20, 3), (21,), (21, 1), (21, 3), (22,), (22, 1), (22, 2), (22, 3),
    (23,), (23, 0, 1), (23, 1), (23, 2), (24,), (24, 1), (25, 1), (25, 2), (25, 3), (26,), (26, 1), (26, 2), (26, 3),
)  # fmt: skip
"""Every release that ``predict`` or the reading of pip's words compares a version with; a test reads them there."""
_COMMANDS = ("install", "download", "wheel")
"""Commands that all releases have, and that ask for no version but those of what is named."""


def alike(versions: Sequence[str], target: Target, intent: Intent) -> dict[str, int]:
    """Version → a number that those have in common for which the outcome is the same."""
    if intent.arguments.command not in _COMMANDS or any(
        "pip" in one.text.lower() for one in intent.requirements
    ):
        # Which version is there already may be what it hangs on.
        return {version: at for at, version in enumerate(versions)}
    turns = sorted({*TURNS, *_of_options(target, intent)})
    return {version: bisect_right(turns, version_key(version)) for version in versions}


def _of_options(target: Target, intent: Intent) -> Iterator[Version]:
    """Where an option that is written or set came, went, or became another one; abbreviations mean any that begin so."""
    words = {word.partition("=")[0] for word in intent.invocation.arguments if word[:1] == "-"}
    long = tuple(word for word in words if word[:2] == "--")
    letters = frozenset("".join(words - {*long}))
    keys = frozenset(_keys(target))
    for command in ("general", "main", intent.arguments.command):
        for place, first, last in COMMANDS[command]:
            if any(
                name in keys or name.startswith(long) if name[:2] == "--" else name[1] in letters
                for name in OPTIONS[place][0]
            ):
                yield from (version_key(VERSIONS[at]) for at in (first, last + 1) if at < len(VERSIONS))


def _keys(target: Target) -> Iterator[str]:
    if isinstance(target.settings, Known):
        for setting in target.settings.value.values:
            yield f"--{setting.key.lower().replace('_', '-').removeprefix('--')}"
