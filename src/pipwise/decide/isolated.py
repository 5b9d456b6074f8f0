"""Commands that keep an application apart: by pipx or uv, whichever is there."""

from __future__ import annotations

from pipwise.decide.reasons import command
from pipwise.decide.subject import named_of, rides_along
from pipwise.model.decision import Command, Situation
from pipwise.model.facts import Tool
from pipwise.model.intent import Requirement
from pipwise.model.known import Known

_GLOBAL_SINCE = (1, 5)
"""pipx 1.5.0 brought ``--global`` (its changelog)."""


def install_application(situation: Situation) -> tuple[Command, ...]:
    """One command for each application that is asked for, and for each plug-in of one of them after it."""
    requirements = situation.intent.requirements
    if len(requirements) == 1:
        return (_install(situation, requirements[0]),)
    from pipwise.decide.narrowed import narrowed

    riding = [one for one in requirements if rides_along(situation, one)]
    installs = tuple(_install(situation, one) for one in requirements if one not in riding)
    plugged = (command for one in riding for command in inject_plugin(narrowed(situation, (one.text,))))
    return tuple(dict.fromkeys((*installs, *plugged)))


def _install(situation: Situation, wanted: Requirement) -> Command:
    from pipwise.decide.isolated_options import for_pipx, for_uv

    tool = _tool(situation)
    options = for_pipx(situation) if tool is None or tool.name == "pipx" else for_uv(situation)
    root = situation.facts.asker.uid == 0 or situation.intent.invocation.become == "root"
    if tool is not None and tool.name == "uv":
        return command("uv", "tool", "install", *options, wanted.text, needs=("network",))
    needs = ("network",) if tool else ("pipx", "network")
    if not root:
        return command("pipx", "install", *options, wanted.text, needs=needs)
    if tool is not None and _at_least(tool, _GLOBAL_SINCE):
        return command("pipx", "install", "--global", *options, wanted.text, needs=("root", *needs))
    places = ("PIPX_HOME=/opt/pipx", "PIPX_BIN_DIR=/usr/local/bin")
    return command("env", *places, "pipx", "install", *options, wanted.text, needs=("root", *needs))


def inject_plugin(situation: Situation) -> tuple[Command, ...]:
    """The plug-in into the environment of its host, which has to be an application of the same tool."""
    named = named_of(situation)
    if not named or not situation.intent.requirements:
        return ()
    host, text = named[0].kind.host, situation.intent.requirements[0].text
    tool = _tool(situation)
    if tool is not None and tool.name == "uv":
        return (command("uv", "tool", "install", host, "--with", text, needs=("network",)),)
    needs = ("network",) if tool else ("pipx", "network")
    # Nothing is done where the host is there already; where it is not, it cannot be extended.
    return (command("pipx", "install", host, needs=needs), command("pipx", "inject", host, text, needs=needs))


def _tool(situation: Situation) -> Tool | None:
    """pipx where it is, else uv, else None."""
    tools = {tool.name: tool for tool in situation.facts.tools}
    return tools.get("pipx") or tools.get("uv")


def _at_least(tool: Tool, version: tuple[int, ...]) -> bool:
    if not isinstance(tool.version, Known):
        return False
    parts = tool.version.value.split(".")
    return tuple(int(part) for part in parts[:2] if part.isdecimal()) >= version
