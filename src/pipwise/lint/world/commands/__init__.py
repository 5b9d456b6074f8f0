"""What a command changes in the world: one module a family of programs, listed by the program's name."""

from __future__ import annotations

from collections.abc import Callable

from pipwise.lint.world import beside, variables
from pipwise.lint.world.call import Call
from pipwise.lint.world.commands import activate, environments, filesystem, installers, packages
from pipwise.lint.world.commands.harmless import HARMLESS
from pipwise.lint.world.machine import termux
from pipwise.lint.world.scripts import ran
from pipwise.lint.world.state import World
from pipwise.model.value import TYPE_CHECKING

if TYPE_CHECKING:
    from pipwise.lint.world.notes import Notes

Handler = Callable[["Notes", Call, World], World]
HANDLERS: dict[str, Handler] = {
    "export": variables.exported,
    "declare": variables.exported,
    "typeset": variables.exported,
    "local": variables.exported,
    "readonly": variables.exported,
    "unset": variables.unset,
    "shift": variables.shifted,
    "set": variables.options_set,
    "cd": variables.changed,
    "pushd": variables.changed,
    ".": activate.sourced,
    "source": activate.sourced,
    **dict.fromkeys(("activate", "activate.bat", "Activate.ps1", "activate.ps1"), activate.run),
    "deactivate": activate.deactivated,
    "conda": activate.conda,
    "mamba": activate.conda,
    "micromamba": activate.conda,
    "pyenv": activate.pyenv,
    "virtualenv": environments.virtualenv,
    "pyvenv": environments.virtualenv,
    "poetry": installers.poetry,
    "pipenv": installers.other_tool,
    "pdm": installers.other_tool,
    "apt-get": packages.apt,
    "apt": packages.apt,
    "add-apt-repository": packages.repository,
    "aptitude": packages.apt,
    "apk": packages.apk,
    "dnf": packages.dnf,
    "yum": packages.dnf,
    "microdnf": packages.dnf,
    "tdnf": packages.dnf,
    "dnf5": packages.dnf,
    "zypper": packages.dnf,
    "pacman": packages.pacman,
    "brew": packages.brew,
    "xbps-install": packages.pacman,
    "rm": filesystem.removed,
    "mv": filesystem.removed,
    "unlink": filesystem.removed,
    "find": filesystem.removed,
    "dpkg-divert": filesystem.removed,
    "truncate": filesystem.removed,
    "sed": filesystem.removed,
    "tee": filesystem.teed,
    "cp": filesystem.removed,
    "ln": filesystem.linked,
    "update-alternatives": filesystem.alternatives,
    "wget": beside.fetched,
    "curl": beside.fetched,
    "git": beside.fetched,
    "tar": beside.fetched,
    "configure": beside.configured,
    "make": beside.made,
    "crudini": filesystem.removed,
    **dict.fromkeys(("termux-setup-storage", "termux-change-repo", "termux-wake-lock"), termux),
}
"""Program → what it changes; what is neither here nor harmless may have installed anything."""


def handle(notes: Notes, call: Call, world: World) -> World:
    """The world after a command."""
    if notes.brought or notes.checkout:
        ran(notes, call, world)
    tool = call.invocation.tool
    if tool in ("pip", "uv", "pipx", "ensurepip"):
        return installers.called(notes, call, world)
    if tool == "python" or (tool == "other" and call.invocation.module):
        return environments.python(notes, call, world)
    handler = HANDLERS.get(call.name)
    if handler is not None:
        return handler(notes, call, world)
    if not call.name or call.name in HARMLESS:
        return world
    environment = activate.conda_installed(call, world)
    if environment is not None or world.opaque:
        return environment or world
    return world._replace(opaque=" ".join(call.words)[:80])
