"""The steps of a repair, in the order in which nothing is lost and nothing new is hidden."""

from __future__ import annotations

from pipwise.audit.installed import Installed
from pipwise.audit.repairs.reinstall import reinstall
from pipwise.audit.repairs.removal import bases_of, files_to_remove
from pipwise.audit.repairs.settings import without_line
from pipwise.audit.survey import Survey
from pipwise.facts.glance import is_directory, upward
from pipwise.model.plan import RemoveFiles, RunTool, Step, WriteFile
from pipwise.system.look import Look

_COMMANDS = ("/usr/bin/", "/bin/")


class Todo:
    """What has to be done, gathered finding by finding; each thing once."""

    def __init__(self) -> None:
        """Nothing yet."""
        self.copies: dict[str, Installed] = {}
        self.packages: dict[str, None] = {}
        self.files: dict[str, None] = {}
        self.lines: dict[str, list[int]] = {}
        self.tools: list[RunTool] = []


def steps_of(survey: Survey, todo: Todo, keep: str) -> list[Step]:
    """Written down, removed, settings taken out, and last the OS's own files brought back."""
    steps: list[Step] = []
    removed = tuple(todo.copies.values())
    if removed:
        steps.append(WriteFile(f"{keep}.txt", _requirements(removed), 0o600))
    for one in removed:
        paths = files_to_remove(survey, one)
        if paths:
            steps.append(_removal(paths, f"{keep}.{len(steps)}", (one.place.path,), f"remove {one.title}"))
    if todo.files:
        places = tuple(place.path for python in survey.pythons for place in python.places)
        steps.append(_removal(tuple(todo.files), f"{keep}.{len(steps)}", places, "remove what is left over"))
    steps += [without_line(survey.look, path, numbers) for path, numbers in todo.lines.items()]
    steps += todo.tools
    own = {place.path: None for one in survey.pythons for place in one.places if place.role == "os"}
    own |= {python.stdlib: None for python in survey.pythons}
    if any(path.startswith(_COMMANDS) and who in todo.packages for path, who in survey.owned.owners.items()):
        own["/usr/bin"] = None
    kept = f"{keep}.{len(steps)}" if share_a_disk(survey.look, keep, tuple(own)) else ""
    back = reinstall(survey.owned, tuple(todo.packages), tuple(own), kept) if todo.packages else None
    return [*steps, back] if back else steps


def share_a_disk(look: Look, keep: str, places: tuple[str, ...]) -> bool:
    """Whether second names (hard links) can be given there: then nothing of pipwise's lies among what the OS owns."""
    there = next((one for one in upward(keep) if is_directory(look, one)), "/")
    devices = {look.stat(one).device for one in (there, *places) if is_directory(look, one)}
    return len(devices) == 1


def _removal(paths: tuple[str, ...], keep: str, places: tuple[str, ...], purpose: str) -> RemoveFiles:
    return RemoveFiles(paths, keep, tuple(base for place in places for base in bases_of(place)), purpose)


def _requirements(removed: tuple[Installed, ...]) -> str:
    """What is taken away, so that it can be installed again where it belongs."""
    lines = [f"{one.distribution.name}=={one.distribution.version}\n" for one in removed]
    return "# Taken out of the operating system's Python by pipwise repair.\n" + "".join(dict.fromkeys(lines))
