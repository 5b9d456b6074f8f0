"""What lint knows of one file, and of all of them."""

from __future__ import annotations

from pipwise.lint.kinds import Kind
from pipwise.lint.sites import Site
from pipwise.lint.text import Lines
from pipwise.lint.world.call import Effect
from pipwise.lint.world.state import World
from pipwise.model.finding import Finding
from pipwise.model.value import NamedTuple


class Analysis(NamedTuple):
    """One file, folded and judged: what rules read."""

    path: str
    kind: Kind
    data: bytes
    lines: Lines
    effects: tuple[Effect, ...]
    sites: tuple[Site, ...]


class NotAnalysedFile(NamedTuple):
    """A file, or a part of one, that was not understood: never the same as clean."""

    path: str
    why: str
    line: int = 0


class FileReport(NamedTuple):
    """One file with its findings."""

    analysis: Analysis
    findings: tuple[Finding, ...]


class Report(NamedTuple):
    """Everything that was looked at."""

    files: tuple[FileReport, ...]
    not_analysed: tuple[NotAnalysedFile, ...]
    seen: int = 0
    """How many files had a word that has to do with installing."""


def slim(report: FileReport) -> FileReport:
    """The report without the worlds, which nobody asks for once the rules have spoken: small enough to be handed on."""
    sites = tuple(
        site._replace(effect=site.effect._replace(world=World()), python=None, platform=None, marked=None)
        for site in report.analysis.sites
    )
    return report._replace(analysis=report.analysis._replace(effects=(), sites=sites))
