"""Commands that touch the marker or pip's configuration: rm, mv, find -delete, dpkg-divert, sed, tee, cp, ln."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipwise.lint.world.call import Call, operands
from pipwise.lint.world.files import MARKER, written
from pipwise.lint.world.state import World
from pipwise.lint.world.variables import joined

if TYPE_CHECKING:
    from pipwise.lint.world.notes import Notes


def removed(notes: Notes, call: Call, world: World) -> World:
    """The marker is gone, moved or emptied: an emptied one is a marker still, with pip's own text."""
    text = " ".join(call.words)
    if not MARKER.search(text):
        return world
    notes.note("marker", call, world, action=call.name)
    if call.name in ("truncate", "sed", "cp"):
        return world
    if call.name == "find" and not {"-delete", "-exec", "-execdir"} & set(call.words):
        return world
    return world._replace(marker="removed")


def teed(notes: Notes, call: Call, world: World) -> World:
    """``… | tee FILE``."""
    more = "-a" in call.words or "--append" in call.words
    for path in operands(call.arguments):
        world = written(notes, call, world, path, call.stdin, more=more)
    return world


def linked(notes: Notes, call: Call, world: World) -> World:
    """``ln -s /opt/venv/bin/python /usr/local/bin/python``: the name leads to that Python from then on."""
    paths = operands(call.arguments)
    if len(paths) != 2:
        return world
    source, target = (joined(world, path) for path in paths)
    folder, _, name = source.rpartition("/")
    python = world.pythons.get(folder)
    into = target.rpartition("/")[0]
    if (
        python is None
        or not name.startswith(("python", "pip"))
        or into not in ("/usr/local/bin", "/usr/bin", "/bin")
    ):
        return world
    if python.kind == "os" or into in world.pythons:
        return world
    return world._replace(pythons={**world.pythons, into: python})
