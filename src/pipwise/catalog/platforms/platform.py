"""A platform as it was asked for: a row of the table, and what version and tag add to it."""

from __future__ import annotations

from pipwise.catalog.platforms.row import Answer, Row
from pipwise.catalog.platforms.table import load_table
from pipwise.catalog.platforms.versions import Term, is_release
from pipwise.model.value import NamedTuple


class Platform(NamedTuple):
    """One platform as it was asked for: the row of the table, and what the version and the tag add to it."""

    asked: str
    row: Row
    version: str
    """Version of the platform; '' where it has none or none was given."""
    os: tuple[str, tuple[str, ...], str, str]
    """os-release's ID, ID_LIKE, VERSION_ID and VERSION_CODENAME, as far as they are known."""
    python: str
    python_version: str
    marker: Answer
    marker_path: str
    pip: str
    """A version, or a range of them; '' where nothing is known."""
    confidence: str

    @property
    def name(self) -> str:
        """The platform for people, with its version where it is not in the title: ``Debian 12``."""
        version = self.os[2] if self.row.kind == "os" else self.version
        told = version and version not in self.row.title and "X" not in self.row.title
        return f"{self.row.title} {version}" if told else self.row.title

    @property
    def where(self) -> str:
        """The row as evidence."""
        version = f" {self.version}" if self.version and self.version not in self.row.id else ""
        return f"table of platforms ({load_table().date}), row {self.row.id}{version}"


def pick(pairs: tuple[tuple[str, str], ...], version: str) -> str:
    """The value for a version: for itself, else for what it is a release of, else for all."""
    values = dict(pairs)
    parts = version.split(".")
    for length in range(len(parts), 0, -1):
        found = values.get(".".join(parts[:length]))
        if found is not None:
            return found
    return values.get("", "")


def os_of(row: Row, name: str, term: Term | None, version: str) -> tuple[str, tuple[str, ...], str, str]:
    """os-release as the row has it: VERSION_ID of a release that is named in the table, else what was given."""
    identity = next((one for one in row.os if one == name), row.os[0] if row.os else "")
    codenames = [alias for alias in term.aliases if is_release(alias) and alias.isalpha()] if term else []
    number = (term.version if term else "") or version
    like = tuple(
        one for one in (*row.like, *row.os) if one != identity and (one in row.like or one == "raspbian")
    )
    return identity, like, number if number[:1].isdigit() else "", codenames[0] if codenames else ""
