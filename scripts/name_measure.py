"""How right the names are: precision and recall against Debian's own indices, with the release in the table and without it.

    scripts/name_measure.py [--projects FILE] [--show]

``FILE`` is as for ``name_table.py --popular``; measured are its ranked projects, without it the table's popular ones.
The truth: the packages that ship a
project's metadata (``*.dist-info``, ``*.egg-info``), the reviewed relations, and none where a reviewed row says so.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable
from typing import NamedTuple

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")
sys.path[:0] = [os.path.join(ROOT, "src"), os.path.join(ROOT, "scripts")]

from debian_index import NotToBeHad, Suite
from name_lists import Lists, read_ranked
from name_rows import make_rows
from name_table import encode, read_suites
from pipwise.backends.emptied import says_it_is_empty
from pipwise.catalog.names.curated import is_denied
from pipwise.catalog.names.look_up import look_up, questions
from pipwise.catalog.names.table import Table, load_table, read_table
from pipwise.catalog.names.where import NOBODY_ASKED, Live, Where
from pipwise.model.names import OsPackage


class Truth(NamedTuple):
    """What is so in one release."""

    where: Where
    owners: dict[str, frozenset[str]]
    present: frozenset[str]
    provides: dict[str, str]
    """Virtual packages that have a version, and the package that provides them."""
    versions: dict[str, str]
    empty: frozenset[str]
    """Packages that call themselves transitional or a dummy."""


class Score(NamedTuple):
    """What was answered, and what was not."""

    right: int
    """Answers that metadata proves."""
    reviewed: tuple[str, ...]
    """Those that only people's review stands for: variants, packages without metadata."""
    wrong: tuple[str, ...]
    missed: tuple[str, ...]

    @property
    def precision(self) -> float:
        """How many of the answers are right, by metadata or by review."""
        right = self.right + len(self.reviewed)
        return right / max(1, right + len(self.wrong))

    @property
    def strict_precision(self) -> float:
        """How many are right by metadata alone."""
        return self.right / max(1, self.right + len(self.reviewed) + len(self.wrong))

    @property
    def recall(self) -> float:
        """How many of the projects with metadata are found."""
        return self.right / max(1, self.right + len(self.missed))


def truth_of(suite: Suite) -> Truth:
    """The truth of a release from its indices; private metadata counts where the package ships a command."""
    owners = {name: frozenset(packages) for name, packages in suite.infos.items()}
    for name, packages in suite.private.items():
        found = frozenset(package for package in packages if suite.commands.get(package))
        owners[name] = owners.get(name, frozenset()) | found
    provides = {
        virtual: one.name
        for one in suite.packages.values()
        for virtual in one.provides
        if virtual not in suite.packages
    }
    where = Where("apt", "debian", suite.release.version, suite.release.name, suite.release.python)
    return Truth(
        where,
        owners,
        frozenset(suite.packages),
        provides,
        {one.name: one.version for one in suite.packages.values()},
        frozenset(one.name for one in suite.packages.values() if says_it_is_empty(one.description)),
    )


def measure(projects: Iterable[str], truth: Truth, table: Table, *, asked: bool) -> Score:
    """The score on these projects; ``asked``: the package manager says what is present.

    An answer of which pipwise itself says that it is unsure is none.
    """
    right = 0
    reviewed: list[str] = []
    wrong: list[str] = []
    missed: list[str] = []
    for project in projects:
        live = _live(project, truth, table) if asked else NOBODY_ASKED
        named = look_up(project, truth.where, live=live, table=table)
        owners = frozenset() if is_denied(project, truth.where) else truth.owners.get(project, frozenset())
        answers = named.packages if named.packaged == "yes" else ()
        if answers and _is_right(answers, owners, truth):
            right += 1
            continue
        if answers:
            said = f"{project}: {answers[0].package} ({answers[0].how})"
            (reviewed if answers[0].how == "curated" else wrong).append(said)
        if owners:
            missed.append(f"{project}: {' '.join(sorted(owners))}")
    return Score(right, tuple(reviewed), tuple(wrong), tuple(missed))


def _live(project: str, truth: Truth, table: Table) -> Live:
    asked = questions(project, truth.where, table)
    told = tuple(dict.fromkeys(truth.provides[one] for one in asked if one in truth.provides))
    there = frozenset(one for one in asked if one in truth.present)
    versions = {one: truth.versions[one] for one in there if one in truth.versions}
    return Live(told or None, there, versions, there & truth.empty)


def _is_right(answers: tuple[OsPackage, ...], owners: frozenset[str], truth: Truth) -> bool:
    first = answers[0]
    if first.package in owners:
        return True
    return first.relation == "ships-command" and any(one.package in owners for one in answers)


def main(argv: list[str]) -> int:
    """Print the figures as a table, and with ``--show`` each answer that is wrong or missing."""
    parser = argparse.ArgumentParser(
        prog="name_measure", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--projects", default="")
    parser.add_argument("--show", action="store_true")
    arguments = parser.parse_args(argv)
    projects = read_ranked(arguments.projects) if arguments.projects else load_table().popular.split()
    try:
        suites = read_suites()
    except NotToBeHad as problem:
        print(f"name_measure: {problem}", file=sys.stderr)
        return 6
    print(f"{len(projects)} projects\n\n{HEAD}")
    for suite in suites:
        others = [other for other in suites if other is not suite]
        held_out = read_table(encode(others, make_rows(others), Lists((), ())))
        for title, table in (("in the table", load_table()), ("held out", held_out)):
            for line in report(projects, truth_of(suite), table, title, show=arguments.show):
                print(line, flush=True)
    return 0


HEAD = """\
| release | table | package manager | precision | recall | precision by metadata alone |
|---|---|---|---|---|---|"""


def report(projects: list[str], truth: Truth, table: Table, title: str, *, show: bool) -> Iterable[str]:
    """The rows of one release and one table."""
    for asked in (False, True):
        score = measure(projects, truth, table, asked=asked)
        figures = " | ".join(f"{one:.4f}" for one in (score.precision, score.recall, score.strict_precision))
        yield f"| {truth.where.codename} | {title} | {'asked' if asked else 'not asked'} | {figures} |"
        if show:
            yield from (f"  reviewed {one}" for one in score.reviewed)
            yield from (f"  wrong    {one}" for one in score.wrong)
            yield from (f"  missed   {one}" for one in score.missed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
