"""What a step of GitHub Actions hands on to the later steps of its job, by the files ``$GITHUB_ENV`` and ``$GITHUB_PATH``."""

from __future__ import annotations

from pipwise.lint.world.call import Call
from pipwise.lint.world.state import USUAL_PATH, World
from pipwise.lint.world.variables import known, noted
from pipwise.model.value import TYPE_CHECKING

if TYPE_CHECKING:
    from pipwise.lint.world.notes import Notes


def handed_on(notes: Notes, call: Call, world: World, text: str, *, to_path: bool) -> World:
    """The world after lines were written to one of the two files; this very step does not see them."""
    exported = dict(world.exported)
    for line in text.splitlines():
        if to_path and line.strip():
            before = exported.get("PATH") or world.variables.get("PATH") or USUAL_PATH
            exported["PATH"] = f"{_from_here(line.strip())}:{before}"
            continue
        name, equals, value = line.partition("=")
        if equals and name.strip().isidentifier():
            exported[name.strip()] = known(value, name.strip())
            noted(notes, call, world, name.strip(), exported[name.strip()])
    return world._replace(exported=exported)


def _from_here(path: str) -> str:
    """A path below the checkout, in which every step begins, as those name it who make an environment there."""
    for start in ("${PWD}/", "$PWD/", "${GITHUB_WORKSPACE}/", "$(pwd)/"):
        path = path.removeprefix(start)
    return path.removeprefix("./")
