"""What it takes to remove projects from their places: the tools, the files that go with them, and who has to do it."""

from __future__ import annotations

from pipwise.cli.equipment import find_manager
from pipwise.cli.workshop import refuse_dead, refuse_foreign, workbench
from pipwise.errors import ChoiceNeeded, CouldNotLook
from pipwise.execute.gone import files_at
from pipwise.facts.applications import own_pipx
from pipwise.facts.distributions import read_distributions
from pipwise.facts.glance import names
from pipwise.facts.keeper_places import pipx_logs
from pipwise.facts.kept_applications import links_into
from pipwise.facts.tools import find_usable
from pipwise.model.decision import Situation
from pipwise.model.known import Unknown
from pipwise.model.lives import Lives
from pipwise.plan.ways.uninstall import Removal
from pipwise.system.look import Look


def removals(look: Look, situation: Situation, chosen: tuple[Lives, ...]) -> tuple[Removal, ...]:
    """One for each place, in the order in which they are named."""
    places: dict[tuple[str, str], list[Lives]] = {}
    for one in chosen:
        key = one.place if one.where != "app" else f"{one.owner} of {one.place.rpartition('/')[0]}"
        places.setdefault((one.where, key), []).append(one)
    options = dict(situation.intent.arguments.options)
    words = tuple(f"--{name}" for name in ("quiet", "verbose") if options.get(name))
    return tuple(_removal(look, situation, tuple(found))._replace(words=words) for found in places.values())


def _removal(look: Look, situation: Situation, lives: tuple[Lives, ...]) -> Removal:
    first = lives[0]
    if first.where == "existing-venv":
        refuse_foreign(look, first.place)
        refuse_dead(look, first.place)
        return Removal(lives, _pip_for(look, situation, first))
    if first.where == "project-manager":
        return Removal(lives, managed=find_manager(look, situation))
    if first.where == "app":
        files = tuple(path for one in lives for path in links_into(look, one.place))
        logs = pipx_logs(look.environment, first.place) if first.owner.startswith("pipx") else ()
        return Removal(lives, _keeper(look, situation, first), (*files, *logs))
    files = tuple(path for one in lives for path in files_at(look, one))
    return Removal(lives, _pip_for(look, situation, first), files)


def _keeper(look: Look, situation: Situation, one: Lives) -> str:
    """The tool that keeps an application, or the pipx that pipwise has brought up. Raises ``ChoiceNeeded`` where it is gone."""
    name = one.owner.split()[0]
    program = find_usable(look, name, look.environment, look.cwd)
    tools = situation.directories.tools
    if program is None and name == "pipx" and tools:
        brought = own_pipx(look, f"{tools}/pipx")[1]
        program = brought.path if brought else None
    if program is None:
        why = f"it keeps {one.place}"
        raise ChoiceNeeded(f"{name} is not installed", why, f"pipwise install {name}, and then this again")
    if isinstance(program, Unknown):
        raise CouldNotLook(f"{name} cannot be used", program.why)
    return program


def _pip_for(look: Look, situation: Situation, one: Lives) -> str:
    """The pip in a wheel, where the place has none of its own; '' where it has.

    Beside the operating system's packages it is the wheel's as well: what Debian's pip leaves alone there differs by release.
    """
    below = f"{one.place}/lib"
    folders = [name for name in names(look, below) if name.startswith(("python", "pypy"))]
    if one.where == "own-python":
        return ""
    if one.where == "existing-venv":
        there = read_distributions(look, [f"{below}/{name}/site-packages" for name in folders])
        if any(each.name == "pip" for each in there):
            return ""
    version = _version_in([*folders, *one.place.split("/")])
    wheel = workbench(look, situation.directories, version).pip_wheel
    return f"{wheel}/pip" if wheel else ""


def _version_in(parts: list[str]) -> str:
    """``3.11`` out of the name of a library directory."""
    found = next((part for part in parts if part.startswith(("python3.", "pypy3."))), "")
    return found.removeprefix("python").removeprefix("pypy")
