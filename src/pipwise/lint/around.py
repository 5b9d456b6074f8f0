"""What the files of a repository tell of each other: scripts that a Dockerfile runs in its image, and images that it builds."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Sequence

from pipwise.catalog.platforms import find_platform
from pipwise.lint.analyse import Wanted, source_of
from pipwise.lint.discover import Named
from pipwise.lint.produced import produced_by
from pipwise.lint.reading import NotAnalysed
from pipwise.lint.text import Lines, Text
from pipwise.lint.world.fold import Fold
from pipwise.lint.world.state import World
from pipwise.model.outcome import Evidence
from pipwise.system import tree

_SCRIPT = re.compile(rb"[\w-]+\.(?:sh|bash)\b|(?<=/)[\w-]+(?=[\s\"'])")
_FROM = re.compile(rb"^[ \t]*FROM[ \t]+(?:--\S+[ \t]+)*(\S+)", re.MULTILINE | re.IGNORECASE)
_LARGEST = 500_000
_PRODUCERS = ("compose", "makefile", "shell", "github-actions", "gitlab-ci")
_Builds = dict[str, bytes]


def with_surroundings(wanted: Wanted, files: Sequence[Named]) -> Wanted:
    """What was asked, with what the Dockerfiles among the files tell of the other ones."""
    builds = dict(_read(files, ("dockerfile",)))
    wanted = wanted._replace(learned=_learned(wanted, files, builds)) if builds else wanted
    shown = frozenset(one.shown for one in files)
    basenames = {path.rpartition("/")[2].encode("utf-8", "surrogateescape") for path in shown}
    scripts: dict[str, tuple[World, ...]] = {}
    for path, data in builds.items():
        if any(found[0] in basenames for found in _SCRIPT.finditer(data)):
            for script, world in _scripts(wanted, path, data, shown):
                before = scripts.get(script, ())
                scripts[script] = before if world in before else (*before, world)
    return wanted._replace(scripts=scripts)


def _read(files: Sequence[Named], kinds: tuple[str, ...]) -> Iterator[tuple[str, bytes]]:
    for one in files:
        if one.kind is not None and one.kind.name in kinds:
            try:
                yield one.shown, tree.read(one.place, _LARGEST)
            except OSError:
                continue


def _folded(wanted: Wanted, path: str, data: bytes) -> tuple[Fold, World] | None:
    """A Dockerfile as far as its worlds are concerned; None where it cannot be read."""
    try:
        events = source_of("dockerfile").read(Text(data), path).events
    except (NotAnalysed, RecursionError):
        return None
    fold = Fold(wanted.images, wanted.on, wanted.learned)
    return fold, fold.file(events)


def _scripts(wanted: Wanted, path: str, data: bytes, shown: frozenset[str]) -> Iterator[tuple[str, World]]:
    """Each script that the build has brought and runs, with the world before it."""
    folded = _folded(wanted, path, data)
    for effect in folded[0].effects if folded is not None else ():
        if effect.kind == "script":
            line = Lines(data).place(effect.start)[0]
            told = Evidence(f"{path}:{line} runs it", "")
            for script in effect.get("paths").split("\n"):
                found = _below_a_context(path, script, shown)
                if found:
                    yield found, effect.world._replace(evidence=(*effect.world.evidence, told))
                    break


def _below_a_context(path: str, script: str, shown: frozenset[str]) -> str:
    """The context of a build is the Dockerfile's own directory, or one above it; '' where no such file was named."""
    folder = path.rpartition("/")[0]
    while True:
        found = posixpath.normpath(posixpath.join(folder, script))
        if found in shown:
            return found
        if not folder or folder == "/":
            return ""
        folder = folder.rpartition("/")[0]


def _learned(wanted: Wanted, files: Sequence[Named], builds: _Builds) -> tuple[tuple[str, World], ...]:
    """The images that these builds make, where one of them stands on an image that nothing else knows."""
    bases = {
        found[1].decode("utf-8", "replace") for data in builds.values() for found in _FROM.finditer(data)
    }
    if all(_is_known(base) for base in bases):
        return ()
    learned: dict[str, World] = {}
    for path, data in _read(files, _PRODUCERS):
        kind = next(one.kind.name for one in files if one.shown == path and one.kind is not None)
        for image in produced_by(kind, path, data):
            if image.dockerfile in builds and image.name not in learned:
                folded = _folded(wanted, image.dockerfile, builds[image.dockerfile])
                if folded is not None:
                    fold, last = folded
                    last_one = image.target.lower() in ("", fold.notes.stage)
                    world = last if last_one else fold.notes.stage_named(image.target)
                    told = Evidence(f"{image.name} is built from {image.dockerfile}", path)
                    if world is not None and world.platform is not None:
                        learned[image.name] = world._replace(evidence=(told, *world.evidence))
    return tuple(learned.items())


def _is_known(base: str) -> bool:
    return base == "scratch" or find_platform(base) is not None
