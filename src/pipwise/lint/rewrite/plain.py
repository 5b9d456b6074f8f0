"""Repairs that are a word or two, the same in every kind of file that is a shell's: an option, ``source``, a package."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from pipwise.lint.report import Analysis
from pipwise.lint.rewrite.place import package_edit, plain
from pipwise.lint.rewrite.settings import persistent
from pipwise.lint.rewrite.stages import stages
from pipwise.lint.rewrite.task_marker import without_marker_task
from pipwise.lint.sites import Site
from pipwise.lint.world.call import Effect
from pipwise.model.finding import Edit, Fix

_VALUE = re.compile(rb"^[ \t]*break_system_packages:[^\n]*\n", re.MULTILINE)


def needless_override(analysis: Analysis) -> Iterator[tuple[int, Fix]]:
    """Where no marker stands in the way the option does nothing, and goes."""
    for site in analysis.sites:
        edits = [*_option(site), *_key(analysis, site)]
        if edits and site.outcome.code != "overridden":
            yield (
                site.effect.start,
                Fix("leave the override out: it changes nothing here", True, tuple(edits)),
            )


def unknown_flag(analysis: Analysis) -> Iterator[tuple[int, Fix]]:
    """A pip that does not know the option looks at no marker either, which 23.0 alone does."""
    for site in analysis.sites:
        marked = site.platform is None or site.platform.marker == "yes"
        if site.outcome.code == "no-such-option" and not marked and (edits := _option(site)):
            yield site.effect.start, Fix("leave the override out: this pip has none", True, tuple(edits))


def source(analysis: Analysis) -> Iterator[tuple[int, Fix]]:
    """``.`` is the same in every shell."""
    for effect in analysis.effects:
        if effect.kind == "activated" and effect.get("problem"):
            word = next((one for one in effect.call.command.words if plain(one) == "source"), None)
            if word is not None and analysis.data[word.start : word.end] == b"source":
                edit = Edit(word.start, word.end, b".")
                yield effect.start, Fix("write . instead of source", True, (edit,))


def venv_package(analysis: Analysis) -> Iterator[tuple[int, Fix]]:
    """python3-venv in the line that installs Python's packages already, of the same machine."""
    for effect in analysis.effects:
        if effect.kind == "venv" and effect.get("missing"):
            edit = package_edit(analysis, effect, _machine_of(analysis, effect))
            if edit is not None:
                yield effect.start, Fix("install python3-venv, too", True, (edit,))


def _machine_of(analysis: Analysis, effect: Effect) -> int:
    if analysis.kind.name != "dockerfile":
        return 0 if analysis.kind.name == "shell" else effect.start
    return max((one.start for one in stages(analysis.data) if one.start <= effect.start), default=0)


def _option(site: Site) -> list[Edit]:
    edits, words = [], site.effect.call.command.words
    for before, word in pairwise(words):
        # Words that a file of tasks only stands for have no place of their own.
        if plain(word).startswith("--break-sys") and word.end > word.start and before.end < word.end:
            edits.append(Edit(before.end, word.end, b""))
    return edits


def _key(analysis: Analysis, site: Site) -> list[Edit]:
    """``break_system_packages`` of a task that has an environment."""
    if "virtualenv" not in {name for name, value in site.effect.call.command.module if value}:
        return []
    found = _VALUE.search(analysis.data, site.effect.start, site.effect.end + 1)
    return [Edit(found.start(), found.end(), b"")] if found else []


PLAIN: dict[str, Callable[[Analysis], Iterator[tuple[int, Fix]]]] = {
    "needless-override": needless_override,
    "unknown-flag": unknown_flag,
    "source-under-dash": source,
    "missing-venv-package": venv_package,
    "persistent-override": persistent,
    "marker-removed": without_marker_task,
}
FIRST = ("source-under-dash", "missing-venv-package")
"""With these mended, a call after them may well be in its environment: look again before more is done."""
