"""``functools.cache`` and ``lru_cache`` alone: the rest of functools, and collections behind it, cost every start 3 ms."""

from __future__ import annotations

from pipwise.model.value import TYPE_CHECKING

__all__ = ["cache", "lru_cache"]

if TYPE_CHECKING:
    from functools import cache, lru_cache
else:
    # What functools itself takes its caches from, in CPython and in PyPy.
    from _functools import _lru_cache_wrapper as _wrapper

    def lru_cache(maxsize):
        """A decorator that keeps so many results, by the arguments that they belong to."""
        return lambda function: _wrapper(function, maxsize, False, lambda *counts: counts)

    cache = lru_cache(None)
