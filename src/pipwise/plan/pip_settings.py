"""pip's configuration as it may reach the pip of an environment: all of it but what would lead out of the environment."""

from __future__ import annotations

from pipwise.model.decision import Situation
from pipwise.model.facts import Setting
from pipwise.model.known import Unknown

Variables = tuple[tuple[str, str | None], ...]

# strtobool of pip's _internal/utils/misc.py.
_TRUE = ("1", "true", "yes", "on", "t", "y")
# Each of these, set for a whole account, would send what was asked for somewhere else.
_LEADING_OUT = ("target", "prefix", "root", "python", "home")
_IN_VARIABLES: Variables = (
    *((f"PIP_{name.upper()}", None) for name in _LEADING_OUT),
    ("PIP_REQUIRE_VIRTUALENV", None),
    ("PIP_USER", "0"),
)


def effective(situation: Situation) -> dict[str, str]:
    """pip's settings for ``install`` in force here: files first, then variables, the last one wins."""
    found: dict[str, str] = {}
    for wanted in ("global", "install", ":env:"):
        found |= {one.key: one.value for one in _settings(situation) if one.section == wanted and one.value}
    return found


def is_switched_on(situation: Situation, key: str) -> bool:
    """Whether a switch of pip's is on by its settings (``PIP_DRY_RUN=1``); pip's own words for yes."""
    return effective(situation).get(key, "").lower() in _TRUE


def for_pip(situation: Situation) -> Variables:
    """Variables to run pip with. A file that leads out is not read: everything else in the files is given as variables."""
    settings = _settings(situation)
    if not any(one.key in _LEADING_OUT and one.section in ("global", "install") for one in settings):
        return _IN_VARIABLES
    in_variables = {one.key for one in settings if one.section == ":env:"}
    given = tuple(
        (f"PIP_{key.upper().replace('-', '_')}", value)
        for key, value in effective(situation).items()
        if key not in _LEADING_OUT and key not in in_variables and key != "user"
    )
    return (*given, ("PIP_CONFIG_FILE", "/dev/null"), *_IN_VARIABLES)


def _settings(situation: Situation) -> tuple[Setting, ...]:
    settings = situation.facts.pip_settings
    return () if isinstance(settings, Unknown) else settings.value.values
