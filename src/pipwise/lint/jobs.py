"""Scripts of the repository that the jobs of a CI start: in which worlds each of them runs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from pipwise.lint.analyse import Wanted
from pipwise.lint.discover import Named
from pipwise.lint.reading import NotAnalysed
from pipwise.lint.readings import kept_reading_of
from pipwise.lint.runnable import JOBS, Scripts
from pipwise.lint.text import Lines
from pipwise.lint.world.fold import Fold
from pipwise.lint.world.notes import Notes
from pipwise.lint.world.state import World
from pipwise.lint.world.targets import as_another
from pipwise.model.outcome import Evidence
from pipwise.system import tree
from pipwise.system.patience import TimeIsUp, within

_PATH = re.compile(rb"[\w.-]*/[\w./-]*\w|[\w.-]+\.(?:sh|bash)\b")
_LARGEST = 500_000
_PATIENCE = 0.5
_MOST = 3
"""Worlds in which a script is judged: each costs as much as the first."""
Worlds = Mapping[str, tuple[World, ...]]


def with_jobs(wanted: Wanted, files: Sequence[Named], scripts: Worlds, known: Scripts) -> Worlds:
    """The scripts with the worlds in which jobs start them besides those in which builds do."""
    jobs = [one for one in files if one.kind is not None and one.kind.name in JOBS]
    if not jobs:
        return scripts
    found = dict(scripts)
    shown = known.paths
    for job in jobs:
        try:
            data = tree.read(job.place, _LARGEST)
        except OSError:
            continue
        # A world is folded for few: only where the name of a script that is judged stands in the file.
        names = {
            path.rpartition(b"/")[2].decode("ascii", "surrogateescape") for path in {*_PATH.findall(data)}
        }
        if any(map(known.worth_by_name, names)):
            for script, world in _started(wanted, job, data, shown):
                before = found.get(script, ())
                if len(before) < _MOST and not any(_alike(world, one) for one in before):
                    found[script] = (*before, world)
    return found


def _alike(one: World, other: World) -> bool:
    """Whether a script meets the same in both: matrices start one in many worlds."""
    return one._replace(evidence=(), image="", exported={}, local=frozenset()) == other._replace(
        evidence=(), image="", exported={}, local=frozenset()
    )


def _started(wanted: Wanted, job: Named, data: bytes, shown: frozenset[str]) -> Iterator[tuple[str, World]]:
    try:
        effects = within(_PATIENCE, partial(_folded, wanted, job, data)).effects
    except (NotAnalysed, RecursionError, TimeIsUp):
        return
    for effect in effects:
        if effect.kind == "script":
            script = _below_a_root(job.shown, effect.get("paths"), shown)
            if script:
                told = Evidence(f"{job.shown}:{Lines(data).place(effect.start)[0]} runs it")
                world = as_another(effect.world, effect.call.become)
                yield script, world._replace(evidence=(*effect.world.evidence, told))


def _folded(wanted: Wanted, job: Named, data: bytes) -> Fold:
    assert job.kind is not None  # noqa: S101 - it is one of the kinds above
    fold = Fold(Notes(wanted.images, wanted.on, wanted.learned, checkout=True))
    fold.file(kept_reading_of(job.kind.module, data, job.shown).events)
    return fold


def _below_a_root(job: str, script: str, shown: frozenset[str]) -> str:
    """The file below the root of the repository, which is a directory above the job's own file or that one; '' for none."""
    folder = job
    while folder and folder != "/":
        folder = folder.rpartition("/")[0]
        found = f"{folder}/{script}".lstrip("/") if not job.startswith("/") else f"{folder}/{script}"
        if found in shown:
            return found
    return ""
