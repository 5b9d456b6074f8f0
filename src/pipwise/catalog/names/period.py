"""Where a release stands among those that the table was built from: it is one of them, or lies between two."""

from __future__ import annotations

from pipwise.catalog.names.table import Table
from pipwise.catalog.names.where import Where
from pipwise.model.value import NamedTuple

_DATED = {"ubuntu", "neon", "zorin", "pop", "elementary"}
"""Their versions are the months in which they were released (Ubuntu's, and those that carry Ubuntu's)."""
_MINT = {"20": "20.04", "21": "22.04", "22": "24.04", "23": "26.04"}
_UBUNTU = {
    "focal": "20.04",
    "jammy": "22.04",
    "noble": "24.04",
    "plucky": "25.04",
    "questing": "25.10",
    "resolute": "26.04",
}
_ROLLING = {"kali": "forky", "parrot": "", "siduction": "sid", "aptosid": "sid"}
_WORDS = {"testing": "forky", "unstable": "sid", "rc-buggy": "sid"}
_FREEZE = 2
"""Ubuntu imports from Debian until about two months before its release."""


_SHORTLY = 2


class Period(NamedTuple):
    """The nearest older and newer suite by position; the same twice where the release is one of the table's own."""

    older: int | None
    newer: int | None
    exact: bool
    """Whether the table was built from this very release."""
    text: str
    """How sure that is, for people."""
    settled: bool = False
    """Whether, besides, it was frozen when the table was built: what the table does not have there is not there."""
    lags: bool = False
    """Whether, between two, it is nearer to the older one."""
    close: bool = False
    """Whether, between two, it was made so shortly before the newer one froze that what that has was there."""
    month: str = ""
    """Month in which it was frozen, as far as that is known: what began later is not in it."""


def period_of(where: Where, table: Table) -> Period:
    """By codename, by version, by the month in which it was released, by its Python; else anywhere."""
    names = {suite.name: position for position, suite in enumerate(table.suites)}
    codename = where.codename if where.codename in names else _WORDS.get(where.codename, where.codename)
    if codename not in names and where.distribution in ("debian", "raspbian", "lmde", "devuan", ""):
        major = where.release.partition(".")[0]
        codename = next((suite.name for suite in table.suites if major and suite.version == major), codename)
    if codename not in names and not where.release:
        codename = _ROLLING.get(where.distribution, codename)
    if codename in names:
        at = names[codename]
        suite = table.suites[at]
        text = f"Debian {codename}, index of {suite.date}"
        settled = suite.frozen < suite.date[:7]
        return Period(at, at, True, text, settled=settled, month=suite.frozen if settled else "")
    month = month_of(where)
    if month:
        between = _between([suite.frozen for suite in table.suites], month, table, "made from")
        return between._replace(month=month)
    if where.python.count(".") >= 1:
        version = ".".join(where.python.split(".")[:2])
        return _between(
            [_sortable(suite.python) for suite in table.suites],
            _sortable(version),
            table,
            "going by its Python,",
        )
    return Period(None, len(table.suites) - 1, False, "release not in the table: all of its suites together")


def month_of(where: Where) -> str:
    """``2024-02`` for Ubuntu 24.04 and what is made from it; '' where the version is no month."""
    version = where.release
    if where.distribution == "linuxmint":
        version = _MINT.get(version.partition(".")[0], "")
    elif where.distribution == "debian" and version.isdigit():
        return f"{1999 + 2 * int(version)}-03"
    elif where.distribution not in _DATED or where.codename in _UBUNTU:
        version = _UBUNTU.get(where.codename, version if where.distribution == "ubuntu" else "")
    year, _, month = version.partition(".")
    if not (year.isdigit() and month.isdigit() and 1 <= int(month) <= 12):
        return ""
    months = (2000 + int(year)) * 12 + int(month) - 1 - _FREEZE
    return f"{months // 12:04}-{months % 12 + 1:02}"


def _sortable(version: str) -> str:
    major, _, minor = version.partition(".")
    return f"{major}.{minor:>3}"


def _between(marks: list[str], mark: str, table: Table, how: str) -> Period:
    older = max((at for at, one in enumerate(marks) if one <= mark), default=None)
    newer = min((at for at, one in enumerate(marks) if one >= mark), default=None)
    names = [table.suites[at].name for at in (older, newer) if at is not None]
    lags = None not in (older, newer) and _is_nearer(mark, marks[older or 0], marks[newer or 0])
    text = f"not in the table; {how} Debian {' and '.join(names)}"
    close = newer is not None and _is_shortly_before(mark, marks[newer])
    return Period(older, newer, False, text, lags=lags, close=close)


def _is_shortly_before(mark: str, later: str) -> bool:
    at, after = _months(mark), _months(later)
    return at is not None and after is not None and after - at <= _SHORTLY


def _is_nearer(mark: str, older: str, newer: str) -> bool:
    """Whether a month is nearer to the older of two; of Pythons nobody knows how long each was in use."""
    at, before, after = (_months(one) for one in (mark, older, newer))
    return at is not None and before is not None and after is not None and at - before < after - at


def _months(mark: str) -> int | None:
    year, hyphen, month = mark.partition("-")
    return int(year) * 12 + int(month) if hyphen else None
