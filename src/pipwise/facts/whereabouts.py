"""Where a project is installed here: in environments, in a project's files, as an application, beside the system's own."""

from __future__ import annotations

from collections.abc import Iterator

from pipwise.facts.declared import declared_in
from pipwise.facts.distributions import normalise, read_distributions
from pipwise.facts.glance import names
from pipwise.facts.kept_applications import find_applications
from pipwise.facts.system_copies import find_system_copies
from pipwise.model.decision import Seen, Situation
from pipwise.model.interpreter import Distribution
from pipwise.model.known import Known
from pipwise.model.lives import Lives
from pipwise.system.look import Look

_MANAGERS = ("uv", "poetry", "pdm", "pipenv")


def find_lives(look: Look, situation: Situation) -> tuple[Lives, ...]:
    """Every place of every project that is asked about, in the order in which a request would look for one."""
    wanted = tuple(dict.fromkeys(normalise(one.name) for one in situation.intent.requirements if one.name))
    if situation.wishes.script:
        return tuple(_in_script(look, situation.wishes.script, wanted))
    found = [*_in_project(look, situation, wanted), *_in_environments(look, situation, wanted)]
    if not situation.wishes.env and not situation.wishes.python:
        found += find_applications(look, wanted)
    if not situation.wishes.env:
        found += find_system_copies(look, situation, wanted)
    return tuple(dict.fromkeys(found))


def _in_project(look: Look, situation: Situation, wanted: tuple[str, ...]) -> Iterator[Lives]:
    project = situation.facts.project
    if situation.wishes.env or situation.wishes.python or not isinstance(project, Known) or not project.value:
        return
    manager = next((one for one in project.value.managers if one in _MANAGERS), "")
    root = project.value.root
    declared = declared_in(look, manager, root) if manager else {}
    yield from (
        Lives("project-manager", one, "", root, manager, role=declared[one])
        for one in wanted
        if one in declared
    )


def _in_environments(look: Look, situation: Situation, wanted: tuple[str, ...]) -> Iterator[Lives]:
    for role, root in _environments(look, situation):
        installed = {one.name: one for one in reversed(_installed(look, root))}
        for one in wanted:
            if one in installed:
                version = installed[one].version
                yield Lives("existing-venv", one, version, root, "", f"{root}/bin/python", role)


def _environments(look: Look, situation: Situation) -> Iterator[tuple[str, str]]:
    """Those that a request could go into, and the other personal ones."""
    seen: list[Seen] = [one for one in situation.seen if one.state == "works"]
    yield from ((one.role, one.root) for one in seen)
    home = situation.directories.environments
    if situation.wishes.env or situation.wishes.python or not home:
        return
    roots = {one.root for one in seen}
    yield from (("personal", f"{home}/{name}") for name in names(look, home) if f"{home}/{name}" not in roots)


def _installed(look: Look, root: str) -> tuple[Distribution, ...]:
    folders = [one for one in names(look, f"{root}/lib") if one.startswith(("python", "pypy"))]
    return read_distributions(look, [f"{root}/lib/{one}/site-packages" for one in folders])


def _in_script(look: Look, script: str, wanted: tuple[str, ...]) -> Iterator[Lives]:
    """A block that cannot be read raises ``UsageError``, a file that is not there ``OSError``."""
    from pipwise.facts.resolution import absolute
    from pipwise.intent.requirements import read_requirement
    from pipwise.intent.script_edit import requirements_in

    path = look.realpath(absolute(script, look.cwd))
    listed = {
        normalise(read_requirement(one).name): one for one in requirements_in(look.read(path), path) or ()
    }
    for one in wanted:
        if one in listed:
            yield Lives("script-env", one, read_requirement(listed[one]).specifier, path)
