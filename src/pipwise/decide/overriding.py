"""How each installer is talked out of its refusal, by its version: pip, uv, and those that cannot be.

pip: ``--break-system-packages`` came with 23.0.1 (pypa/pip#11780), a release after the refusal (23.0, #11381). The same
option has a variable and a key in configuration files. uv 0.1.16 has a flag of the same name, and a variable of its own.
"""

from __future__ import annotations

from pipwise.intent.pip_table import version_key
from pipwise.model.decision import Situation
from pipwise.model.known import Known
from pipwise.model.value import NamedTuple

FLAG = "--break-system-packages"
_SINCE = (23, 0, 1)
_REFUSES_SINCE = (23, 0)


class Spelling(NamedTuple):
    """The ways to say it; all '' where there is none, and then why."""

    flag: str = ""
    variable: str = ""
    key: str = ""
    """Of a configuration file: it stays, for everything that is installed from then on."""
    why: str = ""


def spelling(tool: str, version: str) -> Spelling:
    """How this installer in this version is overridden."""
    if tool == "uv":
        return Spelling(
            f"--system {FLAG}", "UV_BREAK_SYSTEM_PACKAGES=1", "[tool.uv.pip] break-system-packages"
        )
    if tool == "ensurepip":
        return Spelling(why="ensurepip takes every PIP_ variable and file away before it runs pip")
    if tool != "pip":
        return Spelling(why=f"{tool or 'the tool'} has no override")
    if version and version_key(version) < _REFUSES_SINCE:
        return Spelling(why=f"pip {version} does not look for the marker: there is nothing to override")
    if version and version_key(version) < _SINCE:
        return Spelling(why=f"pip {version} refuses and has no override: it came with 23.0.1")
    return Spelling(FLAG, "PIP_BREAK_SYSTEM_PACKAGES=1", "[install] break-system-packages = true")


def overridden(situation: Situation) -> tuple[str, ...]:
    """The command with the flag, and never a build: what is built runs its code, as root often enough."""
    invocation = situation.intent.invocation
    words = tuple(word for word in invocation.words if not is_override(word))
    verb = situation.intent.arguments.command.rpartition(" ")[2] or "install"
    at = words.index(verb) + 1 if verb in words else len(words)
    flags = [FLAG]
    if invocation.tool == "uv" and not {"--system", "--python", "-p"} & set(words):
        flags = ["--system", FLAG]
    words = (*words[:at], *flags, *words[at:])
    if verb != "install":
        return words
    end = words.index("--") if "--" in words else len(words)
    return (*words[:end], "--only-binary", ":all:", *words[end:])


def is_override(word: str) -> bool:
    """The flag, also abbreviated as pip's parser takes it."""
    return len(word) > 4 and FLAG.startswith(word)


def spelling_here(situation: Situation) -> Spelling:
    """For the installer that was asked."""
    target = situation.facts.target
    version = ""
    if isinstance(target, Known) and isinstance(target.value.pip, Known) and target.value.pip.value:
        version = target.value.pip.value.version
    return spelling(situation.intent.invocation.tool, version)
