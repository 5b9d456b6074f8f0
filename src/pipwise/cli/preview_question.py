"""The question to the very pip that would install: its own words, its own Python, and as little power as will do."""

from __future__ import annotations

from pipwise.facts.glance import names
from pipwise.facts.pip_report import Asked
from pipwise.model.decision import Situation
from pipwise.model.interpreter import Environment
from pipwise.model.known import Known, Unknown
from pipwise.plan.pip_settings import effective
from pipwise.system.look import Look

_NO_HOME = "/nonexistent"


def question_of(look: Look, situation: Situation, environment: Environment, *, user: bool) -> Asked:
    """How pip is asked. ``user``: whether it would install into the caller's own site directory."""
    invocation = situation.intent.invocation
    variables = {**look.environment, **dict(situation.facts.environment)}
    alone = {**variables, **_settings(situation), "PIP_CONFIG_FILE": "/dev/null", "HOME": _NO_HOME}
    if invocation.become and look.uid != 0:
        # Asked by the caller in the other user's place: nothing of the caller's own counts.
        foreign = [name for name in alone if name in look.environment and name.startswith(("PIP_", "PYTHON"))]
        own = dict(situation.facts.environment)
        alone = {name: value for name, value in alone.items() if name not in foreign or name in own}
        variables = {**alone, **_settings(situation), "PIP_CONFIG_FILE": "/dev/null", "PYTHONNOUSERSITE": "1"}
    place = situation.facts.place
    executable = environment.interpreter.executable
    return Asked(
        executable,
        invocation.python_flags,
        invocation.script,
        _arguments(situation, user=user),
        place.value.cwd if isinstance(place, Known) else "/",
        variables,
        alone,
        itself=_sees_more(look, environment),
    )


def _arguments(situation: Situation, *, user: bool) -> tuple[str, ...]:
    """Whoever may not write is sent to the user's site by pip: not so where the real command may."""
    words = situation.intent.invocation.arguments
    own = {"target_dir", "prefix_path", "root_path", "use_user_site"}
    if user or own & dict(situation.intent.arguments.options).keys():
        return words
    at = words.index("--") if "--" in words else len(words)
    return (*words[:at], "--no-user", *words[at:])


def _settings(situation: Situation) -> dict[str, str]:
    """What root's files say, for somebody who may not read them."""
    if isinstance(situation.facts.pip_settings, Unknown):
        return {}
    return {
        f"PIP_{key.upper().replace('-', '_')}": value
        for key, value in effective(situation).items()
        if key not in ("user", "break-system-packages")
    }


def _sees_more(look: Look, environment: Environment) -> bool:
    """Whether root has a site directory of its own with something in it, which nobody else may look into."""
    site = environment.interpreter.layout.user_site
    return bool(environment.user_site_enabled and site and names(look, site))
