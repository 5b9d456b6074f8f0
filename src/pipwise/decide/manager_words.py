"""pip's request in the words of a project's manager: exactly, or not at all."""

from __future__ import annotations

from pipwise.decide.manager_options import flags_of
from pipwise.decide.manager_wholes import files_and_groups, is_project
from pipwise.model.decision import Situation
from pipwise.model.known import Known
from pipwise.model.managed import Words

_ADD = {"uv": "add", "poetry": "add", "pdm": "add", "pipenv": "install"}
_REMOVE = {"uv": "remove", "poetry": "remove", "pdm": "remove", "pipenv": "uninstall"}
# What the manager's own command takes an editable path by (``uv add --help`` …); PDM has them in its dev group only.
_EDITABLE = {"uv": "--editable", "poetry": "--editable", "pipenv": "-e"}


def add_words(situation: Situation, manager: str, root: str) -> Words:
    """What is asked for as runs of the manager; ``root`` is the project that it runs in."""
    intent = situation.intent
    flags, problem, hint = flags_of(situation, manager)
    if problem:
        return Words((), problem, hint)
    limits = tuple(word for one in intent.constraint_files for word in ("-c", one))
    flags = (*flags, *limits) if manager == "uv" else flags
    wholes = files_and_groups(situation, manager, root, flags)
    if wholes.problem:
        return wholes
    asked = [one for one in intent.requirements if not one.origin and not is_project(situation, one, root)]
    named = [one for one in asked if not one.editable]
    local = [one for one in asked if one.editable]
    if local and manager not in _EDITABLE:
        path = local[0].text
        return Words((), f"{manager} keeps editable paths in its dev group", f"{manager} add -d -e {path}")
    add = (_ADD[manager], *flags)
    runs = [(*add, *(one.text for one in named))] if named else []
    runs += [(*add, _EDITABLE[manager], one.text) for one in local]
    return Words((*wholes.runs, *runs))


def remove_words(manager: str, group: str, projects: tuple[str, ...]) -> tuple[str, ...]:
    """What takes projects out of a group of the manager's files, '' for the project's own dependencies."""
    return (_REMOVE[manager], *_group(manager, group), *projects)


def _group(manager: str, group: str) -> tuple[str, ...]:
    if not group:
        return ()
    extra = group.removeprefix("extra ") if group.startswith("extra ") else ""
    match manager:
        case "uv":
            return ("--optional", extra) if extra else ("--group", group)
        case "pdm":
            return ("--group", extra) if extra else ("--dev", "--group", group)
        case "pipenv":
            return ("--dev",) if group == "dev" else ("--categories", group)
        case _:
            return ("--optional", extra) if extra else ("--group", group)


def manager_of(situation: Situation) -> str:
    """The manager whose words are wanted, or ''."""
    project = situation.facts.project
    if not isinstance(project, Known) or project.value is None:
        return ""
    return next((one for one in project.value.managers if one in _ADD), "")
