"""The signatures' and the build needs' phrases as tables to search by; made once."""

from __future__ import annotations

from functools import cache

from pipwise.catalog.markers import BuildNeed, Signature, load_needs, load_signatures
from pipwise.logs.phrases import Table, table_of
from pipwise.logs.squash import letters_of

NEED_ANCHORS = (
    *(
        "nosuchfile",
        "unabletoexecute",
        "fatalerror",
        "notinstalled",
        "mustbe",
        "pkgconfig",
        "nopackage",
        "makesure",
    ),
    *("notfound", "returnednon", "couldnot", "cannot", "compiler", "missing", "required", "failed"),
    *("cmakeinstallation", "unabletorun", "blas"),
)


_COMPILERS = (b"fatalerror", b"fehlerpythonh", b"fatalepythonh")
"""What compilers say of any header."""


@cache
def signatures() -> dict[str, Signature]:
    """Id → signature."""
    return {one.id: one for one in load_signatures().signatures}


@cache
def signature_table() -> Table:
    """Every phrase of every signature."""
    rows = signatures().values()
    plain = [(one.id, text, False) for one in rows for text in one.phrases]
    exact = [(one.id, text, True) for one in rows for text in one.exact]
    return table_of([*plain, *exact], load_signatures().anchors)


@cache
def needs() -> dict[str, BuildNeed]:
    """What is missing → its row."""
    return {one.missing: one for one in load_needs()}


@cache
def need_table() -> Table:
    """Every phrase of every build need."""
    return table_of(
        [(one.missing, text, False) for one in load_needs() for text in one.phrases], NEED_ANCHORS
    )


@cache
def page_phrases() -> tuple[tuple[bytes, tuple[bytes, ...]], ...]:
    """(anchor, phrases) of everything, in letters only: what a page is searched for before it is read closely."""
    found: dict[bytes, list[bytes]] = {letters_of(word): [letters_of(word)] for word in _COMPILERS}
    for table in (signature_table(), need_table()):
        for anchor, phrases in table.items():
            found.setdefault(letters_of(anchor), []).extend(letters_of(one.squashed) for one in phrases)
    return tuple((anchor, tuple(phrases)) for anchor, phrases in found.items())
