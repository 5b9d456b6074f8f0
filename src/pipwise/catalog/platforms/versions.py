"""Ranges of versions as the table has them: ``12 bookworm stable``, ``24.04+``, ``38-43``, ``<23``, ``jazzy=24.04``."""

from __future__ import annotations

from functools import cache, lru_cache

from pipwise.model.value import NamedTuple


class Term(NamedTuple):
    """One range with the other names of the version that it stands for."""

    low: str
    high: str
    below: str
    """An upper bound that is itself outside."""
    aliases: tuple[str, ...]
    base: str
    """The version of the system below it, where the term names one (``jazzy=24.04``)."""

    @property
    def version(self) -> str:
        """The version that an alias means; '' for a range."""
        return self.low if self.low == self.high else ""


@cache
def parse_versions(text: str) -> tuple[Term, ...]:
    """The terms of a list; '' has none, and everything fits it."""
    return tuple(_term(part) for part in text.split(",") if part.strip())


def _term(text: str) -> Term:
    words = text.split()
    if words[0] in (">=", "<=", "<"):
        words[:2] = ["".join(words[:2])]
    bounds, _, base = words[0].partition("=") if words[0][0] not in "<>" else (words[0], "", "")
    aliases = tuple(words[1:])
    if bounds.startswith(">="):
        return Term(bounds[2:], "", "", aliases, base)
    if bounds.startswith("<="):
        return Term("", bounds[2:], "", aliases, base)
    if bounds.startswith("<"):
        return Term("", "", bounds[1:], aliases, base)
    if bounds.endswith("+"):
        return Term(bounds[:-1], "", "", aliases, base)
    low, dash, high = bounds.partition("-")
    if dash and low[:1].isdigit() and high[:1].isdigit():
        return Term(low, high, "", aliases, base)
    return Term(bounds, bounds, "", aliases, base)


@lru_cache(2048)
def numbers(version: str) -> tuple[int, ...]:
    """The leading numbers of a version: ``3.12.0rc1`` → 3, 12, 0; nothing where it does not begin with one."""
    found: list[int] = []
    for part in version.split("."):
        digits = part[: len(part) - len(part.lstrip("0123456789"))]
        if not digits.isascii() or not digits or len(digits) > 9:
            break
        found.append(int(digits))
        if digits != part:
            break
    return tuple(found)


def fits(term: Term, version: str) -> bool:
    """Whether a version lies in a range; a bound holds for every release below it (12 for 12.5, 3.18 for 3.18.6)."""
    if version in (term.version, *term.aliases) and version:
        return True
    given = numbers(version)
    return bool(given) and _inside(term, given)


def _inside(term: Term, given: tuple[int, ...]) -> bool:
    low, high, below = numbers(term.low), numbers(term.high), numbers(term.below)
    if (term.low and not low) or (term.high and not high) or not (low or high or below):
        return False
    if below and not _cut(given, below) < below:
        return False
    return (not low or _cut(given, low) >= low) and (not high or _cut(given, high) <= high)


def _cut(given: tuple[int, ...], bound: tuple[int, ...]) -> tuple[int, ...]:
    """As many numbers as the bound has; what was not said counts as 0, but 3 is not 3.12."""
    return given[: len(bound)]


def find_term(terms: tuple[Term, ...], word: str) -> tuple[Term, str] | None:
    """The term that a word of a tag stands for, and the version that it means; names go before ranges."""
    for term in terms:
        if word == term.version or word in term.aliases:
            return term, term.version or word
    for term in terms:
        if fits(term, word):
            return term, word
    return None


def find_first(terms: tuple[Term, ...], words: tuple[str, ...]) -> tuple[Term, str] | None:
    """The first of some words that stands for a term."""
    return next((found for found in (find_term(terms, word) for word in words) if found is not None), None)


# Words that move from release to release, or say nothing about the release.
_MOVING = frozenset(
    (
        *("latest", "stable", "oldstable", "oldoldstable", "testing", "unstable", "experimental", "rc-buggy"),
        *("rolling", "devel", "edge", "rawhide", "current", "lts", "slim", "legacy", "base", "minimal"),
        *("stream8", "stream9", "stream10"),
    )
)


def is_release(word: str) -> bool:
    """Whether a word can be the name of one release, such as a codename."""
    return word not in _MOVING


def versions_in(specification: str, known: tuple[str, ...]) -> tuple[str, ...]:
    """Those of the known versions that a specification allows; an exact one need not be among them."""
    terms = parse_versions(specification)
    if len(terms) == 1 and terms[0].version:
        return (terms[0].version,)
    return tuple(version for version in known if not terms or any(fits(term, version) for term in terms))
