"""What will change under a file that nobody touches: a floating tag is another release one day."""

from __future__ import annotations

from collections.abc import Iterator

from pipwise.catalog.platforms import Platform, find_platform
from pipwise.catalog.platforms.table import terms_named
from pipwise.catalog.platforms.versions import numbers
from pipwise.lint.analyse import Wanted, analyse
from pipwise.lint.discover import Candidate
from pipwise.lint.report import FileReport
from pipwise.lint.sites import Site
from pipwise.model.value import NamedTuple


class Change(NamedTuple):
    """One call whose outcome is another with the next release; the same verdict twice where nothing changes."""

    path: str
    line: int
    command: str
    image: str
    now: str
    """The release that the tag means today."""
    then: str
    before: str
    after: str

    @property
    def breaks(self) -> bool:
        """Whether what works today will not."""
        return self.before in ("allowed", "risky") and self.after in ("refused", "fails")


def changes(candidate: Candidate, wanted: Wanted) -> Iterator[Change]:
    """Every call on a machine that floats, with what the release after today's would make of it."""
    report = analyse(candidate, wanted)[0]
    if report is None:
        return
    after: dict[str, dict[int, Site]] = {}
    for site in report.analysis.sites:
        following = _following(site)
        if following:
            if following not in after:
                after[following] = _by_place(analyse(candidate, wanted._replace(on=following))[0])
            later = after[following].get(site.effect.start)
            if later is not None:
                yield _change(report, site, following, later)


def _by_place(report: FileReport | None) -> dict[int, Site]:
    return {site.effect.start: site for site in report.analysis.sites} if report is not None else {}


def _change(report: FileReport, site: Site, following: str, later: Site) -> Change:
    platform = site.platform
    line = report.analysis.lines.place(site.effect.start)[0]
    now = f"{platform.os[0]}:{platform.os[2]}" if platform is not None else ""
    words = " ".join(site.effect.call.words)
    return Change(
        report.analysis.path, line, words, site.world.image, now, following, site.verdict, later.verdict
    )


def _following(site: Site) -> str:
    """The release that a floating tag will mean next; '' where it does not float, or none is known."""
    platform = site.platform
    if (
        platform is None
        or site.python is None
        or site.python.kind != "os"
        or not floats(site.world.image, platform)
    ):
        return ""
    return next_release(platform)


def floats(image: str, platform: Platform) -> bool:
    """Whether the release is not in what was written: no tag, latest, stable, a digest that is none."""
    name, version = platform.os[0], platform.os[2]
    known = (version, platform.os[3], *(one for one in (platform.version,) if one))
    tag = image.rpartition("/")[2].partition("@")[0]
    pinned = any(word and word in tag for word in known) or "@sha256:" in image
    return bool(name) and not pinned


def next_release(platform: Platform) -> str:
    """The release after the one that is meant today, where the table knows it."""
    name, version = platform.os[0], numbers(platform.os[2])
    later = [term.version for term in terms_named(name) if numbers(term.version) > version and version]
    following = min(later, key=numbers, default="")
    found = find_platform(f"{name}:{following}") if following else None
    return found.asked if found is not None else ""
