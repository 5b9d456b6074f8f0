"""What the files of a repository tell of each other: scripts that a Dockerfile runs in its image, and images that it builds."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Sequence
from functools import partial

from pipwise.lint.analyse import Wanted
from pipwise.lint.discover import Named
from pipwise.lint.reading import NotAnalysed
from pipwise.lint.readings import build_of
from pipwise.lint.runnable import JOBS, Scripts
from pipwise.lint.text import Lines
from pipwise.lint.world.fold import Fold
from pipwise.lint.world.learned import NOTHING, Built, Learned
from pipwise.lint.world.machine import on_image
from pipwise.lint.world.notes import Notes
from pipwise.lint.world.state import World
from pipwise.model.outcome import Evidence
from pipwise.model.value import TYPE_CHECKING
from pipwise.system import tree
from pipwise.system.patience import TimeIsUp, within

if TYPE_CHECKING:
    from pipwise.lint.produced import Produced

_RUN = re.compile(rb"[\w./-]+[\s\"']?")
"""A run of the signs that paths are made of, and what ends a word behind it."""
_PATH = re.compile(rb"[\w.-]*(?:/[\w.-]+)+(?=[\s\"'])")
_SCRIPT = re.compile(rb"[\w./-]*[\w-]\.(?:sh|bash)\b|" + _PATH.pattern)
_FROM = re.compile(rb"^[ \t]*FROM[ \t]+(?:--\S+[ \t]+)*(\S+)", re.MULTILINE | re.IGNORECASE)
_STAGE = re.compile(rb"^[ \t]*FROM[ \t].*[ \t]AS[ \t]+(\S+)", re.MULTILINE | re.IGNORECASE)
_BRINGS = (b"COPY", b"ADD")
_LARGEST = 500_000
_PATIENCE = 0.5
_PRODUCERS = ("compose", "makefile", "shell", "github-actions", "gitlab-ci")
_Builds = dict[str, bytes]


def with_surroundings(wanted: Wanted, files: Sequence[Named]) -> Wanted:
    """What was asked, with what the Dockerfiles among the files tell of the other ones."""
    builds = dict(_read(files, ("dockerfile",)))
    wanted = wanted._replace(learned=_learned(wanted, files, builds)) if builds else wanted
    known = Scripts(files)
    scripts: dict[str, tuple[World, ...]] = {}
    for path, data in builds.items():
        if _may_run_one(path, data, known):
            for script, world in _scripts(wanted, path, data, known.shown):
                before = scripts.get(script, ())
                scripts[script] = before if world in before else (*before, world)
    if any(one.kind is not None and one.kind.name in JOBS for one in files):
        from pipwise.lint.jobs import with_jobs

        return wanted._replace(scripts=with_jobs(wanted, files, scripts, known))
    return wanted._replace(scripts=scripts)


def _may_run_one(path: str, data: bytes, known: Scripts) -> bool:
    """Whether a path in the Dockerfile ends like that of a file beside it or below one of the directories above it.

    Worlds are folded for few: a plain look at the last parts of the paths drops nearly all, and scripts that install nothing
    are not judged in any world.
    """
    if not known.names or not any(word in data.upper() for word in _BRINGS):
        return False
    words = {word for word in _words(data) if word.rpartition("/")[2] in known.names}
    ends = ("/".join(parts[at:]) for parts in (word.split("/") for word in words) for at in range(len(parts)))
    return any(known.worth(_below_a_context(path, end, known.shown)) for end in ends if end)


def _words(data: bytes) -> Iterator[str]:
    """What may be the path of a script: one with a script's ending, or one of several parts.

    Either stands in a run of the signs that paths are made of, and is looked for in the runs that may have it.
    """
    for run in {*_RUN.findall(data)}:
        pattern = _SCRIPT if b".sh" in run or b".bash" in run else _PATH if b"/" in run else None
        if pattern is not None:
            for found in pattern.finditer(run):
                yield found[0].decode("ascii").strip("./")


def _read(files: Sequence[Named], kinds: tuple[str, ...]) -> Iterator[tuple[str, bytes]]:
    for one in files:
        if one.kind is not None and one.kind.name in kinds:
            try:
                yield one.shown, tree.read(one.place, _LARGEST)
            except OSError:
                continue


def _folded(wanted: Wanted, data: bytes) -> tuple[Fold, World] | None:
    """A Dockerfile as far as its worlds are concerned; None where it cannot be read."""
    try:
        return within(_PATIENCE, partial(_fold, wanted, data))
    except (NotAnalysed, RecursionError, TimeIsUp):
        return None


def _fold(wanted: Wanted, data: bytes) -> tuple[Fold, World]:
    events = build_of(data).events
    fold = Fold(Notes(wanted.images, wanted.on, wanted.learned))
    return fold, fold.file(events)


def _scripts(wanted: Wanted, path: str, data: bytes, shown: frozenset[str]) -> Iterator[tuple[str, World]]:
    """Each script that the build has brought and runs, with the world before it."""
    folded = _folded(wanted, data)
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


def _learned(wanted: Wanted, files: Sequence[Named], builds: _Builds) -> Learned:
    """The images that these builds make, where one of them stands on an image that nothing else knows."""
    kinds = {one.shown: one.kind.name for one in files if one.kind is not None}
    names = _unknown_images(wanted, builds) if any(kind in _PRODUCERS for kind in kinds.values()) else ()
    if not names:
        return NOTHING
    from pipwise.lint.produced import produced_by

    built: list[Built] = []
    for path, data in _read(files, _PRODUCERS):
        if b"build" not in data or not any(name in data for name in names):
            continue
        built += (
            Built(image.name, partial(_made, wanted, builds[image.dockerfile], image, path))
            for image in produced_by(kinds[path], path, data)
            if image.dockerfile in builds
        )
    return Learned(built)


def _made(wanted: Wanted, data: bytes, image: Produced, path: str) -> World | None:
    """The world at the end of the stage that becomes the image."""
    folded = _folded(wanted, data)
    if folded is None:
        return None
    fold, last = folded
    last_one = image.target.lower() in ("", fold.notes.stage)
    world = last if last_one else fold.notes.stage_named(image.target)
    if world is None or world.platform is None:
        return None
    told = Evidence(f"{image.name} is built from {image.dockerfile}", path)
    return world._replace(evidence=(told, *world.evidence))


def _unknown_images(wanted: Wanted, builds: _Builds) -> tuple[bytes, ...]:
    """The names, without registry and tag, of images that some build stands on and nothing else knows."""
    bases = {found[1] for data in builds.values() for found in _FROM.finditer(data)}
    stages = {found[1].lower() for data in builds.values() for found in _STAGE.finditer(data)}
    notes = Notes(wanted.images, wanted.on)
    unknown = [
        base
        for base in bases - {b"scratch"}
        if base.lower() not in stages
        and b"$" not in base
        and on_image(notes, base.decode("utf-8", "replace"), "dockerfile").platform is None
    ]
    return tuple(sorted({base.rpartition(b"/")[2].partition(b":")[0].partition(b"@")[0] for base in unknown}))
