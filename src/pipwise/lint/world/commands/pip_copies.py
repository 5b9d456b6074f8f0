"""Another pip than before: the newest by get-pip.py or an upgrade, a version that was named, a Python of one's own."""

from __future__ import annotations

from pipwise.lint.world.call import Call
from pipwise.lint.world.resolve import python_behind
from pipwise.lint.world.state import NEWEST, World
from pipwise.model.value import TYPE_CHECKING

if TYPE_CHECKING:
    from pipwise.lint.world.notes import Notes


def got_pip(notes: Notes, call: Call, world: World) -> World:
    """get-pip.py installs the newest pip with that very pip."""
    notes.note("call", call, world, get_pip="yes")
    return with_pip(call, world, NEWEST)


def with_pip(call: Call, world: World, version: str) -> World:
    """The world in which that Python's pip is the newest, or that version, and comes from the index."""
    found = python_behind(world, call.invocation.program).python
    if found is None:
        return world
    changed = found._replace(pip=version or found.pip, vendor="upstream" if version else found.vendor)
    pythons = {place: changed if python == found else python for place, python in world.pythons.items()}
    if found.made_by == "apt" and version:
        # Its programs come to stand beside the Python's own place, before the operating system's.
        names = ("pip", "pip3", call.invocation.program.rpartition("/")[2].replace("python", "pip"))
        pythons |= {f"/usr/local/bin/{name}": changed for name in names}
    return world._replace(pythons=pythons)
