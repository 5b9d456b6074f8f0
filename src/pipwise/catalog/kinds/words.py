"""What a one-line summary sounds like, by words whose weight was learnt from Debian's packaging (``scripts/kind_table.py``)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import pairwise

# Whoever writes one of these calls the project a library, whatever else it may be.
_LIBRARY = (
    r"\b(library|libraries|bindings?|sdks?|stubs|backport|python (client|wrapper|interface|api|module|port)"
    r"|(wrapper|interface|api|client|module|package) for python)\b"
    r"|(^|\b(a|thin|simple|lightweight|python) )wrapper\b"
)
_RANGES = ((4.5, 2), (2.0, 1), (-1.2, 0))


def level(text: str) -> int:
    """-1 where a summary sounds like a library's, 1 or 2 where it sounds like a program's, else 0."""
    known = weights()
    found = sum(known.get(word, 0.0) for word in set(words(text)))
    return next((result for least, result in _RANGES if found >= least), -1)


def says_library(text: str) -> bool:
    """Whether a summary calls the project a library, a binding, a module or an SDK."""
    import re

    return re.search(_LIBRARY, text.lower()) is not None


def words(text: str) -> Iterator[str]:
    """Single words and pairs of neighbours."""
    import re

    found = re.findall(r"[a-z][a-z0-9+]*", text.lower())
    yield from found
    yield from (f"{one} {other}" for one, other in pairwise(found))


@cache
def weights() -> dict[str, float]:
    """The shipped weights: above 0 speaks for a program."""
    from pipwise.system.resources import read as read_resource

    text = read_resource("pipwise.catalog.kinds", "words.tsv").decode()
    rows = (line.split("\t") for line in text.splitlines() if line and line[0] != "#")
    return {word: float(weight) for word, weight in rows}
