"""From a project's name, and its wheel where somebody has read it, to its kind."""

from __future__ import annotations

from pipwise.catalog.kinds.host import Host
from pipwise.catalog.kinds.naming import INTERFACES, library_family
from pipwise.catalog.kinds.plugins import host_by_group, host_by_name, host_named
from pipwise.catalog.kinds.record import Record
from pipwise.catalog.kinds.signals import APPLICATION, LIBRARY, NAMED, WANTED, signals_of
from pipwise.catalog.kinds.table import Entry, find, load_table
from pipwise.catalog.kinds.wheel import Wheel
from pipwise.catalog.spelling import normalise
from pipwise.model.known import Source
from pipwise.model.names import Kind
from pipwise.model.value import Literal

Verdict = Literal["application", "library", "both", "unknown"]


def kind_of(project: str, wheel: Wheel | None = None) -> Kind:
    """Application, library or plug-in: by what is shipped with pipwise, and by the project's wheel where it has been read.

    Pure: the same answer for the same two arguments. ``unknown`` where nothing speaks; never "application" for what calls
    itself a library.
    """
    name = normalise(project)
    table = load_table()
    known = find(name, table)
    entry = known or Entry(Record())
    if wheel is not None:
        from pipwise.catalog.kinds.weigh import with_wheel

        entry = with_wheel(name, entry, wheel)
    found = verdict(entry.record)
    said: tuple[tuple[str, int], ...] = ()
    if found == "both" or (found == "library" and known is None and wheel is not None):
        from pipwise.catalog.kinds.wanted import brings_its_own_command, wanted_for_its_command

        tabled = known is not None
        found = "both" if brings_its_own_command(name, entry.record, tabled=tabled) else found
        wanted = found == "both" and wanted_for_its_command(name, entry.record, tabled=tabled)
        said = (WANTED,) if wanted else ()
    source = Source("live", wheel.filename) if wheel else Source("catalogue", _headline(table.header))
    kind = Kind(
        found,
        commands=entry.commands if entry.record.formula != "namesake" or wheel else (),
        modules=wheel.modules if wheel else (),
        signals=(*said, *signals_of(entry.record)),
        source=source,
    )
    host, why = _host(name, entry, wheel, found)
    if host is not None:
        return kind._replace(
            kind="plug-in", host=host.project, host_is=host.what, signals=((why, 0), *kind.signals)
        )
    return _by_its_name(name, kind) if found == "unknown" else kind


def _by_its_name(name: str, kind: Kind) -> Kind:
    """Of what nobody knows: a library where its name is one of a family of them; a name like a program's is a hint, no more."""
    if name.endswith(INTERFACES):
        return kind._replace(signals=(NAMED,))
    family = library_family(name)
    return kind._replace(kind="library", signals=((f"named {family}", 0),)) if family else kind


def verdict(record: Record) -> Verdict:
    """The kind that the signals add up to. What brings no command is a library, whoever packages it."""
    if record.scripts == "none":
        return "library"
    if record.scripts == "unknown" and record.packaged == "unknown" and record.formula == "none":
        return "library" if record.library and record.words < 0 else "unknown"
    score = sum(weight for _, weight in signals_of(record))
    if score >= APPLICATION:
        return "both" if record.library else "application"
    return "library" if score <= LIBRARY else "both"


def _host(name: str, entry: Entry, wheel: Wheel | None, found: Verdict) -> tuple[Host | None, str]:
    """The host that the project plugs into, and what says so."""
    named = host_by_name(name)
    if named is not None or not entry.record.dependents:
        if wheel is None and entry.host:
            return host_named(entry.host), f"its wheel fills an entry-point group of {entry.host}"
        filled = host_by_group(name, wheel.groups, wheel.summary) if wheel else None
        if filled is not None:
            return filled[0], f"it fills the entry-point group {filled[1]} of {filled[0].project}"
    # What is named after an application and fills none of its groups is about it, and no plug-in; Sphinx imports by name.
    empty = named is not None and named.what == "application" and named.groups and wheel is not None
    if named is None or found == "application" or empty:
        return None, ""
    return named, f"named like a plug-in of {named.project}"


def _headline(header: tuple[str, ...]) -> str:
    return header[0] if header else "no table"
