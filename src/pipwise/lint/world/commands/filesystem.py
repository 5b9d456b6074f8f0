"""Commands that touch the marker or pip's configuration: rm, mv, find -delete, dpkg-divert, sed, tee, cp, ln."""

from __future__ import annotations

from pipwise.lint.world.beside import another
from pipwise.lint.world.call import Call, operands
from pipwise.lint.world.files import MARKER, written
from pipwise.lint.world.resolve import python_behind
from pipwise.lint.world.state import World
from pipwise.lint.world.variables import joined
from pipwise.model.value import TYPE_CHECKING

if TYPE_CHECKING:
    from pipwise.lint.world.notes import Notes


_SYSTEM = ("/usr/bin", "/bin", "/usr/local/bin")


def removed(notes: Notes, call: Call, world: World) -> World:
    """The marker is gone, moved or emptied: an emptied one is a marker still, with pip's own text."""
    text = " ".join((*call.words, call.stdin))
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


def alternatives(notes: Notes, call: Call, world: World) -> World:
    """``update-alternatives --install /usr/bin/python3 python3 /usr/bin/python3.11 1``."""
    if "--install" not in call.words:
        return world
    link, _, target = (*call.words[call.words.index("--install") + 1 :], "", "", "")[:3]
    return _leads_to(world, link, target)


def _leads_to(world: World, link: str, target: str) -> World:
    """A name of the system's that leads to a Python beside it."""
    if not link.rpartition("/")[2].startswith(("python", "pip")):
        return world
    python = python_behind(world, target).python
    if python is None:
        return world
    if python.kind == "os":
        return world._replace(pythons={**world.pythons, link: python})
    return another(world, link, python, f"{link} leads to {target}")


def linked(notes: Notes, call: Call, world: World) -> World:
    """``ln -s /opt/venv/bin/python /usr/local/bin/python``: the name leads to that Python from then on."""
    paths = operands(call.arguments)
    if len(paths) != 2:
        return world
    target = joined(world, paths[1])
    source = joined(world, paths[0]) if "/" in paths[0] else f"{target.rpartition('/')[0]}/{paths[0]}"
    folder, _, name = source.rpartition("/")
    into = target.rpartition("/")[0]
    if folder in _SYSTEM and into in _SYSTEM:
        return _leads_to(world, target, source)
    python = world.pythons.get(folder)
    if (
        python is None
        or not name.startswith(("python", "pip"))
        or into not in ("/usr/local/bin", "/usr/bin", "/bin")
    ):
        return world
    if python.kind == "os" or into in world.pythons:
        return world
    return world._replace(pythons={**world.pythons, into: python})
