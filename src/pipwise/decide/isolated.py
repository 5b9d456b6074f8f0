"""Commands that keep an application apart: by pipx or uv, whichever the caller uses."""

from __future__ import annotations

from pipwise.decide.keeping import Words, inject_words, install_words
from pipwise.decide.reasons import command
from pipwise.decide.subject import named_of, rides_along
from pipwise.model.applications import Keeper
from pipwise.model.decision import Command, Situation
from pipwise.model.facts import Tool
from pipwise.model.known import Known


def install_application(situation: Situation) -> tuple[Command, ...]:
    """One command for each application that is asked for, and is not there yet; after them, of plug-ins of one of them."""
    keeper = keeper_of(situation)
    requirements = situation.intent.requirements
    riding = [one for one in requirements if len(requirements) > 1 and rides_along(situation, one)]
    words = (install_words(situation, keeper, one) for one in requirements if one not in riding)
    installs = tuple(_shown(situation, keeper, one) for one in words if one is not None)
    if not riding:
        return installs
    from pipwise.decide.narrowed import narrowed

    plugged = (command for one in riding for command in inject_plugin(narrowed(situation, (one.text,))))
    return tuple(dict.fromkeys((*installs, *plugged)))


def inject_plugin(situation: Situation) -> tuple[Command, ...]:
    """The plug-in into the environment of its host, which has to be an application of the same tool."""
    named = named_of(situation)
    if not named or not situation.intent.requirements:
        return ()
    keeper = keeper_of(situation)
    words = inject_words(situation, keeper, named[0].kind.host)
    return tuple(_shown(situation, keeper, one) for one in words)


def keeper_of(situation: Situation) -> Keeper:
    """Who keeps applications here; from the tools that are known where nobody has looked closer."""
    if situation.applications is not None:
        keeper = situation.applications.keeper
        return keeper if keeper.path else keeper._replace(version=())
    tools = {tool.name: tool for tool in situation.facts.tools}
    name = "uv" if "uv" in tools and "pipx" not in tools else "pipx"
    tool = tools.get(name)
    return Keeper("uv" if name == "uv" else "pipx", tool.path if tool else "", _version(tool), "", "", "")


def _shown(situation: Situation, keeper: Keeper, words: Words) -> Command:
    own = situation.applications.own if situation.applications else ""
    path = keeper.path if own and keeper.path.startswith(f"{own}/") else words.argv[0]
    root = situation.facts.asker.uid == 0 or situation.intent.invocation.become == "root"
    needs = ("network",) if keeper.path else (keeper.name, "network")
    become = ("sudo",) if root and situation.facts.asker.uid != 0 else ()
    set_ = ("env", *(f"{name}={value}" for name, value in words.variables)) if words.variables else ()
    return command(*become, *set_, path, *words.argv[1:], needs=("root", *needs) if root else needs)


def _version(tool: Tool | None) -> tuple[int, ...]:
    """Of a pipx that nobody knows the version of, what every version can do is said."""
    if tool is None or not isinstance(tool.version, Known):
        return ()
    return tuple(int(part) for part in tool.version.value.split(".")[:2] if part.isdecimal())
