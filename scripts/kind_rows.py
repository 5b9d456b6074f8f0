"""Puts together what the sources say of each project, as a row of the table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

from kind_debian import Seen
from kind_sources import Summary
from pipwise.catalog.kinds.plugins import host_by_group
from pipwise.catalog.kinds.record import Formula, Record
from pipwise.catalog.kinds.spelling import sounds_same
from pipwise.catalog.kinds.table import Entry
from pipwise.catalog.kinds.wheel import Wheel
from pipwise.catalog.kinds.words import level, says_library

_COMMANDS = 2
_RANKS = 12_000
_TELLING = -7.0
"""A project that only its summary is known of has a row if that says "library" as clearly as this."""


class Sources(NamedTuple):
    """Everything that was read."""

    debian: Mapping[str, Seen]
    formulae: Mapping[str, frozenset[str]]
    wheels: Mapping[str, tuple[Wheel, frozenset[str]]]
    summaries: Mapping[str, Summary]


def texts(sources: Sources, project: str, *, synopsis: bool = True) -> str:
    """What is said of a project in one line, by itself and by Debian (always, where it says nothing itself)."""
    wheel, seen, summary = (
        sources.wheels.get(project),
        sources.debian.get(project),
        sources.summaries.get(project),
    )
    said = wheel[0].summary if wheel else summary.text if summary else ""
    packaged = seen.synopsis if seen and (synopsis or not said) else ""
    for mark in ("(Python 3)", "(python3)", "Python3", "Python 3", "python3"):
        packaged = packaged.replace(mark, "")
    return f"{said} . {packaged}".strip(" .")


def teachers(sources: Sources, without: frozenset[str]) -> tuple[list[str], list[str]]:
    """The texts to learn from: of what Debian packages as a program, and of what has no command there.

    Not those of section science: there a program has a command and reads genomes, and "reads" would be a program's word.
    """
    programs, libraries = [], []
    for project, seen in sources.debian.items():
        if project in without or seen.section == "science":
            continue
        common = sources.formulae.get(project, frozenset()) & seen.commands
        if seen.packaged in ("program", "python-program") or (seen.packaged.endswith("beside") and common):
            programs.append(texts(sources, project))
        elif seen.packaged == "no-command":
            libraries.append(texts(sources, project))
    return programs, libraries


def rows(sources: Sources, sound: Mapping[str, float]) -> Iterator[tuple[str, Entry]]:
    """Every row, by project."""
    needed = Counter(name for _, requires in sources.wheels.values() for name in requires)
    for project in sorted({*sources.debian, *sources.wheels, *_popular(sources, sound)}):
        yield project, _entry(sources, project, needed[project])


def _popular(sources: Sources, sound: Mapping[str, float]) -> Iterator[str]:
    """Popular projects that only a namesake among the formulae, or a telling summary, is known of."""
    from pipwise.catalog.kinds.words import words

    for project, summary in sources.summaries.items():
        if 0 < summary.rank <= _RANKS:
            formula = sources.formulae.get(project, frozenset())
            telling = sum(sound.get(word, 0.0) for word in set(words(summary.text))) <= _TELLING
            if sounds_same(project, formula) or (telling and says_library(summary.text)):
                yield project


def _entry(sources: Sources, project: str, needed: int) -> Entry:
    seen, text = sources.debian.get(project), texts(sources, project)
    wheel = sources.wheels[project][0] if project in sources.wheels else None
    commands = (frozenset(wheel.scripts) if wheel else frozenset()) | (seen.commands if seen else frozenset())
    formula = _formula(sources, project, commands, known=bool(seen or wheel))
    offered = commands or (sources.formulae[project] if formula == "namesake" else frozenset())
    record = Record(
        packaged=seen.packaged if seen else "unknown",
        dependents=_bucket(max(needed, seen.dependents if seen else 0)),
        formula=formula,
        scripts="unknown" if wheel is None else "some" if wheel.scripts else "none",
        same=sounds_same(project, wheel.scripts if wheel else offered),
        words=level(text),
        library=says_library(texts(sources, project, synopsis=False)),
        console=wheel is not None and "Environment :: Console" in wheel.classifiers,
        topic=wheel is not None
        and any("Software Development :: Libraries" in one for one in wheel.classifiers),
    )
    plugged = host_by_group(project, wheel.groups, wheel.summary) if wheel else None
    return Entry(
        record, _shown(project, wheel.scripts if wheel else offered), plugged[0].project if plugged else ""
    )


def _formula(sources: Sources, project: str, commands: frozenset[str], *, known: bool) -> Formula:
    formula = sources.formulae.get(project, frozenset())
    if commands & formula:
        return "same-commands"
    return "namesake" if not known and sounds_same(project, formula) else "none"


def _shown(project: str, commands: frozenset[str] | tuple[str, ...]) -> tuple[str, ...]:
    """The commands worth shipping: those called like the project first, then the shortest."""
    ranked = sorted(commands, key=lambda one: (not sounds_same(project, (one,)), len(one), one))
    return tuple(ranked[:_COMMANDS])


def _bucket(count: int) -> Literal[0, 3, 10]:
    return 10 if count >= 10 else 3 if count >= 3 else 0
