"""Learns which words of a summary speak for a program: naive Bayes over what Debian packages as one, and what it does not."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable

from pipwise.catalog.kinds.words import words

_LEAST = 10
"""A word that fewer projects have says nothing."""


def learn(programs: Iterable[str], libraries: Iterable[str]) -> dict[str, float]:
    """Word → log odds, for words that are frequent, and telling beyond chance."""
    of_programs, of_libraries = _count(programs), _count(libraries)
    totals = of_programs.pop(""), of_libraries.pop("")
    found = {}
    for word in sorted({*of_programs, *of_libraries}):
        one, other = of_programs[word], of_libraries[word]
        odds = math.log((one + 0.5) / (totals[0] + 1) / ((other + 0.5) / (totals[1] + 1)))
        error = math.sqrt(1 / (one + 0.5) + 1 / (other + 0.5))
        if one + other >= _LEAST and abs(odds) > max(0.4, 1.3 * error):
            found[word] = round(odds, 1)
    return found


def _count(texts: Iterable[str]) -> Counter[str]:
    """In how many texts each word stands; the number of texts under ''."""
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update({"", *words(text)})
    return counts
