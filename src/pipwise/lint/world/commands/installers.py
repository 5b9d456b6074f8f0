"""Installers: each call becomes a site; afterwards there may be another pip, another setting, another tool."""

from __future__ import annotations

from pipwise.lint.world.call import Call, operands
from pipwise.lint.world.commands.environments import uv_venv
from pipwise.lint.world.commands.pip_copies import with_pip
from pipwise.lint.world.expand import is_open
from pipwise.lint.world.resolve import lacks_pip, python_behind
from pipwise.lint.world.state import NEWEST, World
from pipwise.model.facts import Setting
from pipwise.model.value import TYPE_CHECKING

if TYPE_CHECKING:
    from pipwise.lint.world.notes import Notes

_MAKERS = ("virtualenv", "tox", "nox", "pipenv", "poetry", "pre-commit", "-r", "--requirement", ".")
"""Projects that bring virtualenv with them, and those of which nobody knows here what they bring."""
_CONFIGURATIONS = {
    "--global": ("/etc/pip.conf", "global"),
    "--user": ("~/.config/pip/pip.conf", "user"),
    "--site": ("/usr/pip.conf", "site"),
}


def called(notes: Notes, call: Call, world: World) -> World:
    """pip, uv, pipx, ensurepip."""
    words = operands(call.arguments, ("--python", "--proxy", "--log", "--cache-dir", "--index-url", "-i"))
    tool = call.invocation.tool
    if tool == "uv" and words[:1] == ("venv",):
        return uv_venv(notes, call, world)
    if tool == "pip" and words[:1] == ("config",):
        return _configured(notes, call, world, words[1:])
    notes.note("call", call, world)
    if {"install", "sync", "-r"} & set(call.words) and any(word.startswith(_MAKERS) for word in call.words):
        world = world._replace(packages=world.packages | {"virtualenv"})
    if tool == "pip" and words[:1] == ("install",) and not _without_pip(world, call):
        return _installed(call, world, words[1:])
    if tool == "ensurepip":
        # Where it is refused, so is what comes after it.
        return with_pip(call, world, "")._replace(packages=world.packages | {"python3-pip"})
    return world


def _without_pip(world: World, call: Call) -> bool:
    """Whether there is no pip that could install another one."""
    found = python_behind(world, call.invocation.program).python
    return found is not None and lacks_pip(world, found) == "none"


def _configured(notes: Notes, call: Call, world: World, words: tuple[str, ...]) -> World:
    """``pip config set global.break-system-packages true``."""
    action, name, value = (*words, "", "", "")[:3]
    section, _, key = name.partition(".")
    place = next((option for option in call.arguments if option in _CONFIGURATIONS), "--user")
    where, level = _CONFIGURATIONS[place]
    if action == "set" and key:
        key = key.replace("_", "-")
        notes.note("setting", call, world, key=key, value=value, where=where, section=section)
        return world._replace(settings=(*world.settings, Setting(section, key, value, where, level)))
    if action == "unset":
        kept = (one for one in world.settings if (one.section, one.key) != (section, key.replace("_", "-")))
        return world._replace(settings=tuple(kept))
    return world


def _installed(call: Call, world: World, words: tuple[str, ...]) -> World:
    """``pip install -U pip`` and ``pip install pip==22.3`` change the pip of that Python."""
    for word in words:
        name, equals, version = word.partition("==")
        if name == "pip":
            return with_pip(call, world, ("?" if is_open(version) else version) if equals else NEWEST)
        if name.startswith("pip") and name[3:4] in ("<", ">", "~", "!"):
            return with_pip(call, world, "?")
    return world


def poetry(notes: Notes, call: Call, world: World) -> World:
    """``poetry config virtualenvs.create false`` and what it installs afterwards."""
    words = operands(call.arguments)
    if words[:2] == ("config", "virtualenvs.create"):
        made = Setting("poetry", "virtualenvs.create", (*words[2:], "")[0], "poetry config", "poetry")
        return world._replace(settings=(*world.settings, made))
    if words[:1] in (("install",), ("add",), ("sync",), ("update",)):
        notes.note("poetry", call, world)
    return world


def other_tool(notes: Notes, call: Call, world: World) -> World:
    """pipenv and pdm: environments of their own, but with ``--system``."""
    notes.note("tool", call, world)
    return world
