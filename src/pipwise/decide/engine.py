"""uv or pip: uv only where it would do exactly what pip's settings ask for."""

from __future__ import annotations

from pipwise.model.decision import Situation
from pipwise.model.known import Known, Unknown
from pipwise.model.value import Literal

# Settings of pip that change neither what is installed nor where it comes from.
_HARMLESS = frozenset(
    (
        *(
            "disable-pip-version-check",
            "timeout",
            "default-timeout",
            "retries",
            "cache-dir",
            "no-cache-dir",
            "quiet",
            "verbose",
        ),
        *(
            "no-color",
            "progress-bar",
            "no-input",
            "root-user-action",
            "no-warn-script-location",
            "no-warn-conflicts",
            "format",
        ),
        *(
            "break-system-packages",
            "require-virtualenv",
            "user",
            "no-python-version-warning",
            "log",
            "config-file",
            "use-feature",
        ),
    )
)
# Settings that uv can be given word for word; see ``plan.engines``.
TRANSLATED = frozenset(("cert", "find-links", "no-index", "index-url"))
# What may be typed: uv's options of the same name do the same.
_SAME_OPTIONS = frozenset(
    (
        "requirements",
        "constraints",
        "editables",
        "upgrade",
        "verbose",
        "quiet",
        "no_deps",
        "ignore_dependencies",
    )
)


OWN_UV = "pipwise-uv"
"""What the uv of ``pipwise self extras`` is called as a tool: it fills environments, and keeps nobody's applications."""


def engine_for(situation: Situation) -> tuple[Literal["pip", "uv"], str]:
    """The engine and, for uv, its path."""
    uv = next(
        (
            tool
            for tool in situation.facts.tools
            if tool.name in ("uv", OWN_UV) and isinstance(tool.version, Known)
        ),
        None,
    )
    if uv is None or why_not_uv(situation):
        return "pip", ""
    return "uv", uv.path


def why_not_uv(situation: Situation) -> str:
    """The first thing that uv would not do as pip does here, or ''."""
    if situation.wishes.policy.engine == "pip":
        return "policy wants pip"
    settings = situation.facts.pip_settings
    if isinstance(settings, Unknown):
        return settings.why
    for setting in settings.value.values:
        if (
            setting.section in ("global", "install", ":env:")
            and setting.value
            and setting.key not in _HARMLESS | TRANSLATED
        ):
            return f"pip's {setting.key} is set in {setting.where}"
    for path, why in settings.value.problems:
        return f"{path}: {why}"
    for option, _ in situation.intent.arguments.options:
        if option not in _SAME_OPTIONS:
            return f"--{option.replace('_', '-')} is pip's own"
    kinds = {requirement.kind for requirement in situation.intent.requirements}
    if kinds - {"named", "path", "archive"}:
        return "a requirement is a URL"
    return ""
