"""Looking at what an installation will meet: names on the paths, files that go, places that are taken."""

from __future__ import annotations

from collections.abc import Iterable

from pipwise.facts.glance import is_directory, names, stands
from pipwise.facts.installed_files import metadata_of, removed_files
from pipwise.model.interpreter import Distribution, Environment
from pipwise.model.known import Unknown
from pipwise.model.preview import Arrival, Deletion
from pipwise.predict.preview_arrivals import Directories
from pipwise.predict.preview_effects import Scene, folders_to_list, import_path_with
from pipwise.system.look import Look


def removed_by(look: Look, gone: Iterable[Distribution], scripts: str) -> tuple[Deletion, ...]:
    """The files of each distribution that is removed first."""
    return tuple(
        Deletion(one.name, one.version, one.location, removed_files(look, one, scripts)) for one in gone
    )


def scene_of(
    look: Look,
    environment: Environment,
    path: str,
    into: Directories,
    coming: tuple[tuple[Arrival, ...], tuple[Deletion, ...]],
) -> Scene:
    """Everything that decides what these arrivals and deletions mean; ``path`` is PATH."""
    arrivals, deletions = coming
    interpreter = environment.interpreter
    imports = import_path_with(environment.import_path, interpreter.site_packages, into.purelib)
    programs = tuple(
        dict.fromkeys(folder.rstrip("/") for folder in path.split(":") if folder.startswith("/"))
    )
    going = {path.rpartition("/")[0] for one in deletions for path in one.files}
    folders = [*folders_to_list(arrivals, imports), *programs, *sorted(going)]
    listed = {folder: names(look, folder) for folder in dict.fromkeys(folders) if is_directory(look, folder)}
    present = environment.distributions
    found = () if isinstance(present, Unknown) else present.value
    arriving = {path for one in arrivals for path in one.files}
    return Scene(
        {folder: frozenset(entries) for folder, entries in listed.items()},
        imports,
        programs,
        tuple((one, metadata_of(look, one)) for one in found),
        frozenset(path for one in deletions for path in one.files),
        frozenset(path for path in arriving if stands(look, path)),
        f"cpython-{interpreter.version[0]}{interpreter.version[1]}",
    )


def places_of(
    look: Look, into: Directories, coming: tuple[tuple[Deletion, ...], tuple[Arrival, ...]]
) -> tuple[str, ...]:
    """What has to be kept so that all of it can be taken back: as few places as hold every file that comes or goes."""
    deletions, arrivals = coming
    wanted = dict.fromkeys((into.purelib, into.platlib, into.scripts))
    wanted |= dict.fromkeys(one.location for one in deletions)
    others = [path for one in arrivals for path in one.files]
    others += [path for gone in deletions for path in gone.files]
    wanted |= dict.fromkeys(path for path in others if not _inside(path, wanted))
    found = dict.fromkeys(_first_missing(look, path, into.data) for path in wanted)
    return tuple(path for path in found if not _inside(path, [one for one in found if one != path]))


def _inside(path: str, folders: Iterable[str]) -> bool:
    return any(path.startswith(f"{folder}/") for folder in folders)


def _first_missing(look: Look, path: str, base: str) -> str:
    """The topmost directory that will have to be made for it, but never the base itself nor anything above that."""
    while True:
        above = path.rpartition("/")[0]
        if above in ("", base) or stands(look, above):
            return path
        path = above
