"""Settings that switch the refusal off for good: configuration files of pip, and variables in profiles."""

from __future__ import annotations

from collections.abc import Iterator

from pipwise.audit.damage import Damage, Repair
from pipwise.audit.survey import Survey
from pipwise.facts.glance import names, text
from pipwise.model.outcome import Evidence

CODE = "lasting-override"
SUMMARY = "the refusal is switched off for good"
_SYSTEM = ("/etc/pip.conf", "/etc/xdg/pip/pip.conf")
_PERSONAL = ("{home}/.config/pip/pip.conf", "{home}/.pip/pip.conf")
_PROFILES = ("/etc/environment", "/etc/profile", "/etc/bash.bashrc", "/etc/zsh/zshenv", "/etc/default/locale")
_OWN_PROFILES = (
    ".profile",
    ".bashrc",
    ".bash_profile",
    ".zshrc",
    ".zshenv",
    ".config/fish/config.fish",
    ".pam_environment",
)
_VARIABLES = ("PIP_BREAK_SYSTEM_PACKAGES", "UV_BREAK_SYSTEM_PACKAGES")
_OFF = ("0", "false", "no", "off", "")


def check(survey: Survey) -> Iterator[Damage]:
    """In the files of the system and of everybody on it."""
    homes = [one.home for one in survey.people]
    for path in (*_SYSTEM, *(form.format(home=home) for home in homes for form in _PERSONAL)):
        for number, line in _lines(survey, path):
            key, _, value = line.replace(":", "=", 1).partition("=")
            if key.strip().lower().replace("_", "-") == "break-system-packages" and _is_on(value):
                yield _damage(path, number, line, "pip is told so for every command")
    units = [f"/etc/systemd/system/{name}" for name in names(survey.look, "/etc/systemd/system")]
    profiles = [f"/etc/profile.d/{name}" for name in names(survey.look, "/etc/profile.d")]
    personal = [f"{home}/{name}" for home in homes for name in _OWN_PROFILES]
    for path in (*_PROFILES, *profiles, *personal, *units):
        for number, line in _lines(survey, path):
            name, _, value = _assigned(line).partition("=")
            if name in _VARIABLES and _is_on(value):
                yield _damage(path, number, line, f"{name} is set there")


def _assigned(line: str) -> str:
    for word in ("export ", "set -gx ", "set -x ", "Environment=", "setenv "):
        line = line.removeprefix(word)
    line = line.strip().strip("\"'")
    return line.replace(" ", "=", 1) if "=" not in line else line


def _is_on(value: str) -> bool:
    return value.strip().strip("\"';").lower() not in _OFF


def _lines(survey: Survey, path: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(text(survey.look, path, 1_000_000).split("\n"), 1):
        if "reak" in line or "REAK" in line:
            yield number, line.strip()


def _damage(path: str, number: int, line: str, why: str) -> Damage:
    return Damage(
        CODE,
        "warning",
        "high",
        f"{path}:{number}",
        f"{path} switches pip's refusal off for good: {line}",
        (Evidence(why, f"{path}:{number}"),),
        (),
        Repair("edit", f"{path}:{number}", "take that line out"),
    )
