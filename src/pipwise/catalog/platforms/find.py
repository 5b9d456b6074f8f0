"""From what was written to what the table says of it."""

from __future__ import annotations

from functools import lru_cache

from pipwise.catalog.platforms.base import base_in, base_of
from pipwise.catalog.platforms.platform import Platform, os_of, pick
from pipwise.catalog.platforms.reference import Reference, read_references
from pipwise.catalog.platforms.row import Row
from pipwise.catalog.platforms.table import rows_named
from pipwise.catalog.platforms.versions import Term, find_first, find_term, is_release, parse_versions


@lru_cache(1024)
def find_platform(text: str) -> Platform | None:
    """The platform that is meant: an os and its version, an image, a runner or a manager; None where none is known."""
    if len(text) > 500:
        return None
    for reference in read_references(text):
        found = _find(text, reference)
        if found is not None:
            return found
    return None


def _find(text: str, reference: Reference) -> Platform | None:
    rows = [row for row in rows_named(reference.name) if _suits(row, reference.words)]
    rows.sort(key=lambda row: not row.variant)
    for row in rows:
        terms = parse_versions(row.versions)
        found = find_first(terms, _wanted(row, reference.words)) if terms else (None, "")
        if found is not None:
            return _build(text, row, reference, *found)
    for row in rows:
        said = _says_version(row, reference.words)
        latest = None if said else find_term(parse_versions(row.versions), "latest")
        if latest is not None:
            return _build(text, row, reference, *latest)
    return None if rows or "/" in reference.name or " " in text.strip() else _by_base(text, reference)


def _suits(row: Row, words: tuple[str, ...]) -> bool:
    return not row.variant or any(word.startswith(row.variant) for word in words)


def _wanted(row: Row, words: tuple[str, ...]) -> tuple[str, ...]:
    bare = [word.removeprefix(row.variant) for word in words] if row.variant else []
    return tuple(dict.fromkeys(word for word in (*bare, *words) if word))


def _says_version(row: Row, words: tuple[str, ...]) -> bool:
    """Whether there is a word that is a version, or the name of a release, and not one of this row."""
    return any(word[0].isdigit() or (row.kind == "os" and is_release(word)) for word in words)


def _by_base(text: str, reference: Reference) -> Platform | None:
    """An image that is not in the table, whose tag names the system below it (``golang:1.27-bookworm``)."""
    base = base_in(reference.words or (reference.name,))
    found = find_platform(base) if base else None
    if found is None or not reference.words:
        return found and found._replace(asked=text)
    row = found.row._replace(
        id=f"{found.row.id} (base of {reference.name})",
        title=reference.name,
        kind="image",
        user="root",
        notes=f"{reference.name} itself is not in the table: its tag names {found.row.title} as its base",
    )
    return found._replace(asked=text, row=row, confidence="inferred")


def _build(text: str, row: Row, reference: Reference, term: Term | None, version: str) -> Platform:
    base = base_of(row, reference, term, version)
    below = find_platform(base) if base else None
    shares_python = below is not None and row.python == below.row.python and not row.python_version
    python_version = pick(row.python_version, version).replace(
        "{version}", version if version[:1].isdigit() else ""
    )
    minor = ".".join(python_version.split(".")[:2])
    own = Platform(
        asked=text,
        row=row,
        version=version,
        os=below.os if below else os_of(row, reference.name, term, version),
        python=row.python.replace("{python}", minor or "3"),
        python_version=python_version,
        marker=row.marker,
        marker_path=row.marker_path.replace("{python}", minor or "3.X"),
        pip=pick(row.pip, python_version if "{version}" in dict(row.python_version).values() else version),
        confidence="inferred" if reference.mirrored else row.confidence,
    )
    if below is None or not shares_python:
        return own
    return own._replace(
        python_version=below.python_version,
        marker=below.marker,
        marker_path=below.marker_path,
        pip=(row.pip and own.pip) or below.pip,
    )
