"""The files that a build or a job may run as scripts, and which of those have to do with an installer."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from pipwise.lint.discover import LIMIT, Named
from pipwise.lint.worth import worth_it
from pipwise.system import tree

JOBS = ("github-actions", "gitlab-ci", "circleci", "azure-pipelines", "ci", "jenkinsfile")
"""Kinds of files whose jobs start scripts of the repository."""


class Scripts:
    """What was named, by path; a file is read when somebody asks about it."""

    def __init__(self, files: Sequence[Named]) -> None:
        self.shown = frozenset(one.shown for one in files)
        self._places = {one.shown: one.place for one in files if one.kind is None or one.kind.shells}
        self._asked: dict[str, bool] = {}
        self._paths: dict[str, list[str]] = {}
        for path in self._places:
            self._paths.setdefault(path.rpartition("/")[2], []).append(path)

    @property
    def paths(self) -> frozenset[str]:
        """Those that may be scripts by their name."""
        return frozenset(self._places)

    @property
    def names(self) -> Collection[str]:
        """The last parts of their paths."""
        return self._paths

    def worth(self, path: str) -> bool:
        """Whether it may be a script, and is judged at all."""
        found = self._asked.get(path)
        if found is None:
            found = self._asked[path] = path in self._places and _worth(self._places[path])
        return found

    def worth_by_name(self, name: str) -> bool:
        """The same of any script of that name."""
        return any(map(self.worth, self._paths.get(name, ())))


def _worth(place: str) -> bool:
    try:
        return worth_it(tree.read(place, LIMIT + 1))
    except OSError:
        return False
