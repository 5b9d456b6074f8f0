"""Which projects are popular, and which look like a slip of the finger or an import name although they are projects."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from debian_index import normal
from name_rows import Rows
from pipwise.catalog.names.os_spelling import bare_name
from pipwise.catalog.names.typos import slips_of

POPULAR = 4000
_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789-"
_SHORTEST = 5
_FEWEST_WORDS = 3
_HOLLOW = re.compile(
    r"typo|squat|placeholder|reserved|did you mean|looking for|dummy|deprecated|security (hold|research)|"
    r"dependency confusion|hallucinat|please install|mirror package|do not (use|install)",
    re.IGNORECASE,
)


class Lists(NamedTuple):
    """Names in PEP 503's form."""

    popular: tuple[str, ...]
    """Most downloaded first."""
    namesakes: tuple[str, ...]
    """Real projects one letter away from a popular one, called like another's import name, or like an OS package."""


class Project(NamedTuple):
    """One line of the list of PyPI's projects."""

    name: str
    version: str
    rank: int
    summary: str


def read_lists(path: str, rows: Rows, slips: int) -> Lists:
    """The lists, from a list of all of PyPI's projects and the rows of the table."""
    projects = {project.name: project for project in _read(path)}
    ranked = sorted((project for project in projects.values() if project.rank), key=lambda one: one.rank)
    known = {project.name for project in ranked[:POPULAR]} | set(rows.projects)
    near = {
        edited
        for target in ranked[:slips]
        if len(target.name) >= _SHORTEST - 1
        for edited in _edits(target.name)
        if edited in projects
    }
    called = {normal(module) for module in rows.modules} & set(projects)
    often = frozenset(project.name for project in ranked[:slips])
    alike = {name for name in near if name in called or slips_of(name, often)}
    spelled = {project.name for project in ranked if bare_name(project.name)}
    kept = sorted(name for name in (alike | called | spelled) - known if is_real(projects[name]))
    return Lists(tuple(project.name for project in ranked[:POPULAR]), tuple(kept))


def read_ranked(path: str) -> list[str]:
    """The most downloaded projects of such a list, in their order."""
    return [project.name for project in sorted(_read(path), key=lambda one: one.rank) if project.rank]


def is_real(project: Project) -> bool:
    """Whether there is more to it than a name: it is downloaded, or says what it is for."""
    if _HOLLOW.search(project.summary):
        return False
    return bool(project.rank) or len(project.summary.split()) >= _FEWEST_WORDS


def _read(path: str) -> Iterator[Project]:
    with open(path, encoding="utf-8", errors="replace") as file:
        for line in file:
            name, version, _, rank, summary = (*line.rstrip("\n").split("\t"), "", "", "", "")[:5]
            if name != "name":
                yield Project(normal(name), version, int(rank) if rank.isdigit() else 0, summary)


def _edits(word: str) -> Iterator[str]:
    """Everything that is one slip away."""
    for at in range(len(word) + 1):
        before, after = word[:at], word[at:]
        yield before + after[1:]
        yield before + after[1:2] + after[:1] + after[2:]
        for letter in _LETTERS:
            yield before + letter + after
            yield before + letter + after[1:]
