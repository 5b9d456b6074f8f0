"""Requirements files, groups and the project itself, in the words of the project's manager."""

from __future__ import annotations

from os.path import normpath

from pipwise.model.decision import Situation
from pipwise.model.intent import Requirement
from pipwise.model.known import Known
from pipwise.model.managed import Words

# Each installs what the project itself asks for, without taking anything else away.
_SYNC = {"uv": ("sync", "--inexact"), "poetry": ("install",), "pdm": ("install",)}
_GROUP = {"uv": "--group", "poetry": "--with", "pdm": "--group"}
_EXTRA = {"uv": "--extra", "poetry": "--extras", "pdm": "--group"}
_NOT_EDITABLE = {"uv": "--no-editable", "pdm": "--no-editable"}
_BY_HAND = {
    "poetry": ("Poetry does not read requirements files", "name them: poetry add NAME …"),
    "pdm": ("pdm add does not read requirements files", "pdm import -f requirements FILE"),
    "pipenv": ("pipenv does not read constraints files", "put them into the Pipfile"),
}


def files_and_groups(situation: Situation, manager: str, root: str, flags: tuple[str, ...]) -> Words:
    """Runs for what is not named one by one."""
    intent = situation.intent
    lacking = bool(intent.constraint_files or (intent.requirement_files and manager != "pipenv"))
    if lacking and manager in _BY_HAND:
        return Words((), *_BY_HAND[manager])
    add = ("add" if manager == "uv" else "install", *flags)
    runs = [(*add, "-r", path) for path in intent.requirement_files]
    sync = _sync(situation, manager, root, flags)
    return sync if sync.problem else Words((*runs, *sync.runs))


def is_project(situation: Situation, one: Requirement, root: str) -> bool:
    """Whether a path is that of the project itself."""
    if one.kind != "path":
        return False
    place = situation.facts.place
    cwd = place.value.cwd if isinstance(place, Known) else root
    path = one.text.partition("[")[0].removeprefix("file://")
    return normpath(path if path.startswith("/") else f"{cwd}/{path}") == normpath(root)


def _sync(situation: Situation, manager: str, root: str, flags: tuple[str, ...]) -> Words:
    own = [one for one in situation.intent.requirements if is_project(situation, one, root)]
    groups = situation.intent.groups
    if not own and not groups:
        return Words(())
    if manager not in _SYNC:
        if groups:
            return Words((), "pipenv has no dependency groups", "pipenv install --categories NAME")
        return Words(tuple(("install", *flags, *(["-e"] if one.editable else []), one.text) for one in own))
    if any(":" in group for group in groups):
        return Words((), f"{manager} knows the groups of this project only", "go into the other project")
    plain = any(not one.editable for one in own)
    if plain and manager not in _NOT_EDITABLE:
        return Words((), "Poetry installs the project editable, always", "poetry install")
    words = [*_SYNC[manager], *flags]
    words += [_NOT_EDITABLE[manager]] if plain else []
    words += [word for group in groups for word in (_GROUP[manager], group)]
    words += [word for one in own for extra in one.extras for word in (_EXTRA[manager], extra)]
    return Words((tuple(words),))
