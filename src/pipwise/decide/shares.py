"""One request, several ways: each requirement goes where it would go alone, if nobody is left without what it imports."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from pipwise.catalog.runners import RUNNERS
from pipwise.decide.narrowed import narrowed
from pipwise.decide.rows import fits
from pipwise.model.decision import Answered, Situation

_WAYS = ("app", "inject", "os-package", "venv", "existing-venv")
_MAIN = ("app", "venv", "existing-venv")
_MOST = 12
"""Of more names than that it is a list of somebody's, and belongs together."""
_ASKS = (
    ("asks", "install"),
    ("call", "typed|unknown"),
    ("consumer", "unknown|person"),
    ("elsewhere", "helps"),
    ("environment", "!active-*|asked-*|consumer-*"),
    ("mistake", "none"),
    ("needed", "yes"),
    ("place", "!project"),
    ("touches", "python"),
)
"""What has to be so: what somebody typed, for no project and no environment that they named."""
# Options that every way out can leave out, or has of its own; the others were meant for one installer.
_COMMON = frozenset(
    (
        *(
            "upgrade",
            "use_user_site",
            "override_externally_managed",
            "quiet",
            "verbose",
            "no_color",
            "progress_bar",
        ),
        *("no_input", "cache_dir", "disable_pip_version_check", "root_user_action", "warn_script_location"),
    )
)


def shares_of(
    situation: Situation,
    answers: Mapping[str, Answered],
    chosen: str,
    choose: Callable[[Situation], str],
) -> tuple[tuple[str, str], ...]:
    """(requirement, option) of each; the same option for all where they belong together."""
    requirements = situation.intent.requirements
    together = tuple((one.text, chosen) for one in requirements)
    if chosen not in _MAIN or not _can_be_split(situation, answers):
        return together
    apart = tuple((one.text, choose(narrowed(situation, (one.text,)))) for one in requirements)
    ways = {option for _, option in apart}
    if len(ways) == 1 or chosen not in ways or not ways.issubset(_WAYS):
        return together
    # An environment that is there was made to see the operating system's modules, or not to.
    return together if {"existing-venv", "os-package"} <= ways else apart


def _can_be_split(situation: Situation, answers: Mapping[str, Answered]) -> bool:
    intent, wishes = situation.intent, situation.wishes
    requirements = intent.requirements
    if (
        not 1 < len({one.name for one in requirements}) <= _MOST
        or wishes.via
        or wishes.env
        or wishes.policy.prefer
    ):
        return False
    if intent.requirement_files or intent.constraint_files or intent.groups:
        return False
    if any(one.kind != "named" or one.name in RUNNERS for one in requirements):
        return False
    if any(name not in _COMMON for name, _ in intent.arguments.options):
        return False
    return all(fits(pattern, answers[name].answer) for name, pattern in _ASKS)
