"""From files that come and go to what that means: what is shadowed, and what is overwritten."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pipwise.model.interpreter import Distribution
from pipwise.model.preview import Arrival, Deletion, Replacement, Shadow
from pipwise.model.value import NamedTuple
from pipwise.predict.preview_modules import Listing, hidden, origin, with_files


class Scene(NamedTuple):
    """What is there before, as far as it matters: everything here was looked at."""

    listing: Listing
    import_path: tuple[str, ...]
    """With the directory that is installed into in its place."""
    program_path: tuple[str, ...]
    installed: tuple[tuple[Distribution, str], ...]
    """Installed distributions in import order, each with the path of its metadata."""
    removed: frozenset[str]
    """Every file that the installer removes first."""
    existing: frozenset[str]
    """Of the files that arrive, those whose place is taken."""
    tag: str


def shadows(scene: Scene, arrivals: Iterable[Arrival]) -> tuple[Shadow, ...]:
    """Modules, commands and distributions that are found no more, though they are still there."""
    arrivals = tuple(arrivals)
    added = [path for one in arrivals for path in one.files]
    after = with_files(scene.listing, added, scene.removed)
    found = [*_modules(scene, after, added), *_programs(scene, after, added)]
    for one in arrivals:
        found += _distributions(scene, one)
    return tuple(dict.fromkeys(found))


def with_losses(
    scene: Scene, arrivals: Iterable[Arrival], deletions: Iterable[Deletion]
) -> tuple[Deletion, ...]:
    """The deletions with the names that cannot be imported afterwards, from wherever."""
    after = with_files(scene.listing, [path for one in arrivals for path in one.files], scene.removed)
    return tuple(one._replace(lost=tuple(_lost(scene, after, one))) for one in deletions)


def _lost(scene: Scene, after: Listing, one: Deletion) -> Iterator[str]:
    inside = [path[len(one.location) + 1 :] for path in one.files if path.startswith(f"{one.location}/")]
    names = {entry.partition("/")[0].partition(".")[0] for entry in inside if not _is_metadata(entry)}
    for name in sorted(names):
        before = origin(scene.listing, scene.import_path, name, scene.tag)
        now = origin(after, scene.import_path, name, scene.tag)
        if before.kind in ("package", "module") and all(_is_gone(scene, place) for place in now.places):
            yield name


def _is_metadata(entry: str) -> bool:
    return entry.partition("/")[0].endswith((".dist-info", ".egg-info"))


def replaced(scene: Scene, arrivals: Iterable[Arrival]) -> tuple[Replacement, ...]:
    """Files that are overwritten: there before, and not removed with an older version of the same distribution."""
    return tuple(
        Replacement(path, f"{one.name} {one.version}")
        for one in arrivals
        for path in one.files
        if path in scene.existing and path not in scene.removed
    )


def _modules(scene: Scene, after: Listing, added: list[str]) -> Iterator[Shadow]:
    names = set()
    for path in added:
        folder = next((one for one in scene.import_path if path.startswith(f"{one}/")), "")
        entry = path[len(folder) + 1 :].partition("/")[0]
        first = entry.partition(".")[0]
        if folder and first.isidentifier() and not entry.endswith((".dist-info", ".data")):
            names.add(first)
    for name, by, hides in hidden(scene.listing, after, scene.import_path, names, scene.tag):
        if not _is_gone(scene, hides):
            yield Shadow("module", name, by, hides)


def _programs(scene: Scene, after: Listing, added: list[str]) -> Iterator[Shadow]:
    """A command that arrives earlier on PATH than one of the same name."""
    for path in added:
        folder, _, name = path.rpartition("/")
        if folder not in scene.program_path:
            continue
        first = next(one for one in scene.program_path if name in after.get(one, ()))
        other = next((one for one in scene.program_path if name in scene.listing.get(one, ())), "")
        if first == folder != other and other and name in after.get(other, ()):
            yield Shadow("program", name, path, f"{other}/{name}")


def _distributions(scene: Scene, one: Arrival) -> Iterator[Shadow]:
    """The metadata of an older version, which nothing finds any more (importlib.metadata)."""
    place = _place(scene.import_path, one.directory)
    by = next((path for path in one.files if path.endswith(".dist-info/METADATA")), one.directory)
    for present, metadata in scene.installed:
        if present.name != _normalised(one.name) or present.location == one.directory:
            continue
        if place < _place(scene.import_path, present.location) and not _is_gone(scene, metadata):
            name = f"{present.name} {present.version}"
            yield Shadow("distribution", name, by.rpartition("/")[0], metadata)
        return


def _is_gone(scene: Scene, metadata: str) -> bool:
    return any(path == metadata or path.startswith(f"{metadata}/") for path in scene.removed)


def _place(path: tuple[str, ...], folder: str) -> int:
    return path.index(folder) if folder in path else len(path)


def _normalised(name: str) -> str:
    from pipwise.facts.distributions import normalise

    return normalise(name)


def import_path_with(path: tuple[str, ...], sites: tuple[str, ...], folder: str) -> tuple[str, ...]:
    """The import path with a site directory that is made only now: site.py adds those in their own order."""
    if folder in path or folder not in sites:
        return path
    later = sites[sites.index(folder) + 1 :]
    at = next((index for index, one in enumerate(path) if one in later), len(path))
    return (*path[:at], folder, *path[at:])


def folders_to_list(arrivals: Iterable[Arrival], path: tuple[str, ...]) -> Mapping[str, None]:
    """Directories whose names decide: on the path, and, below each of them, those that a package of the same name has."""
    wanted = dict.fromkeys(path)
    below: dict[str, None] = {}
    for one in arrivals:
        for file in one.files:
            if file.startswith(f"{one.directory}/"):
                parts = file[len(one.directory) + 1 :].split("/")[:-1]
                below |= dict.fromkeys("/".join(parts[:depth]) for depth in range(1, min(len(parts), 4) + 1))
    return wanted | {f"{folder}/{name}": None for folder in path for name in below}
