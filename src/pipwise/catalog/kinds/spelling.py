"""How names are compared: a project's with a command's."""

from __future__ import annotations

from pipwise.model.value import Iterable


def sounds_same(project: str, commands: Iterable[str]) -> bool:
    """Whether a command is called like the project: ``jupyter-lab`` and jupyterlab, ``pyflakes3`` and pyflakes."""
    wanted = bare(project)
    return any(wanted in (bare(command), bare(_stripped(command))) for command in commands)


def bare(name: str) -> str:
    """The letters and digits of a name."""
    return "".join(character for character in name.lower() if character.isalnum())


def _stripped(command: str) -> str:
    """Without what distributions add for Python 3, and without ``.py``."""
    return command.removesuffix(".py").removesuffix("3").removesuffix("-")
