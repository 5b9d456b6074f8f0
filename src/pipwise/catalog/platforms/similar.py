"""What may have been meant by a text that is no platform of the table."""

from __future__ import annotations

from pipwise.catalog.platforms.reference import Reference, read_references
from pipwise.catalog.platforms.table import names, rows_named, terms_named
from pipwise.catalog.platforms.versions import Term, numbers


def similar_platforms(text: str) -> tuple[str, ...]:
    """The nearest versions of a known name, else names that are spelled alike."""
    import difflib

    references = list(read_references(text[:200]))
    for reference in references:
        if rows_named(reference.name):
            return _nearest(reference, terms_named(reference.name))
    known = sorted({name.rstrip("-@") for name in names()})
    return tuple(difflib.get_close_matches(references[0].name, known, n=4, cutoff=0.6))


def _nearest(reference: Reference, terms: tuple[Term, ...]) -> tuple[str, ...]:
    wanted = next((numbers(word) for word in reference.words if numbers(word)), ())
    known = {bound for term in terms for bound in (term.low, term.high) if bound}
    ordered = sorted(known, key=lambda one: _distance(numbers(one), wanted))
    return tuple(f"{reference.name.rstrip('-@')}:{version}" for version in ordered[:4])


def _distance(version: tuple[int, ...], wanted: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(abs(a - b) for a, b in zip(version or (99999,), wanted, strict=False))
