"""The table of platforms as it is shipped, and its rows by name."""

from __future__ import annotations

from functools import cache

from pipwise.catalog.platforms.row import Row
from pipwise.catalog.platforms.versions import Term, parse_versions
from pipwise.model.value import NamedTuple
from pipwise.system.resources import read as read_resource


class Table(NamedTuple):
    """The rows, and when and from where they were collected."""

    date: str
    source: str
    confidence: str
    rows: tuple[Row, ...]


@cache
def load_table() -> Table:
    """The table as it is shipped with pipwise."""
    import json

    data = json.loads(read_resource("pipwise.catalog.platforms", "platforms.json"))
    return Table(data["date"], data["source"], data["confidence"], tuple(_row(row) for row in data["rows"]))


def _row(given: dict[str, object]) -> Row:
    return Row(
        **{  # type: ignore[arg-type]  # a test holds the file and these types equal
            name: _value(name, given.get(name)) for name in Row._fields
        }
    )


def _value(name: str, value: object) -> object:
    if name in ("python_version", "pip"):
        pairs = value if isinstance(value, dict) else {"": value} if value else {}
        return tuple(pairs.items())
    if name == "user_scheme_blocked":
        return {True: "yes", False: "no"}.get(value is True, "no") if value is not None else "unknown"
    if name in ("names", "os", "like", "sources"):
        return tuple(value) if isinstance(value, list) else ()
    if name == "settings":
        return tuple(tuple(one) for one in value) if isinstance(value, list) else ()
    return value or ({"vendor": "upstream", "owner": "os", "system": "linux"}.get(name, ""))


@cache
def _index() -> dict[str, tuple[Row, ...]]:
    found: dict[str, list[Row]] = {}
    for row in load_table().rows:
        for name in row.names:
            found.setdefault(name, []).append(row)
    return {name: tuple(rows) for name, rows in found.items()}


def names() -> tuple[str, ...]:
    """Every name that can be asked for."""
    return tuple(_index())


def rows_named(name: str) -> tuple[Row, ...]:
    """The rows of a name, in the order of the table."""
    return _index().get(name, ())


def terms_named(name: str) -> tuple[Term, ...]:
    """The versions of all rows of a name."""
    return tuple(term for row in rows_named(name) for term in parse_versions(row.versions))
