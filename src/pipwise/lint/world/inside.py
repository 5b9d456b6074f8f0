"""``if [ -z "$VIRTUAL_ENV" ]``: in the other branch somebody's environment is active."""

from __future__ import annotations

from pipwise.lint.events import Branches, Command, Part, Variable, Word
from pipwise.lint.world.state import World
from pipwise.model.value import Literal

ACTIVE = "${VIRTUAL_ENV}/bin"
"""Where its programs stand; activation sets the variable (the venv module's documentation)."""
_NAMES = ("VIRTUAL_ENV", "CONDA_PREFIX")


def asks_for_environment(branches: Branches) -> Literal["", "then", "else"]:
    """In which branch an environment is active; '' where nothing asks for one, or more than that."""
    test = branches.tests[0] if branches.tests else ()
    last = test[0] if len(test) == 1 else None
    if not isinstance(last, Command):
        return ""
    words = [word for word in last.words[1:] if word.parts not in (("]",), ("]]",))]
    if len(words) == 2 and _is_its_name(words[1]):
        return _answer(words[0].parts[0], empty=("-z",), filled=("-n",))
    if len(words) == 3 and _is_its_name(words[0]) and words[2].parts == ("",):
        return _answer(words[1].parts[0], empty=("=", "=="), filled=("!=",))
    return ""


def _answer(sign: Part, *, empty: tuple[str, ...], filled: tuple[str, ...]) -> Literal["", "then", "else"]:
    if sign in empty:
        return "else"
    return "then" if sign in filled else ""


def _is_its_name(word: Word) -> bool:
    part = word.parts[0] if len(word.parts) == 1 else None
    return isinstance(part, Variable) and part.name in _NAMES and not part.default


def activated(world: World) -> World:
    """The world of somebody who has an environment active; one that is known already stays."""
    if world.variables.get("VIRTUAL_ENV"):
        return world
    path = world.variables.get("PATH", "${PATH}")
    return (
        world if path is None else world._replace(variables={**world.variables, "PATH": f"{ACTIVE}:{path}"})
    )


def first_of_both(one: World, other: World) -> str | None:
    """The PATH where an environment stands first in either branch: which one it is makes no difference."""
    paths = [world.variables.get("PATH") or "" for world in (one, other)]
    if not all(_leads(world, path) for world, path in zip((one, other), paths, strict=True)):
        return None
    return next((path for path in paths if not path.startswith(ACTIVE)), paths[0])


def _leads(world: World, path: str) -> bool:
    entry = path.partition(":")[0]
    python = world.pythons.get(entry)
    return entry == ACTIVE or (python is not None and python.kind == "venv")
