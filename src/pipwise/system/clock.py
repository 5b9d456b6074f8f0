"""The time of day."""

from __future__ import annotations

import time


def now() -> str:
    """The time as ISO 8601 in UTC, to the second."""
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())


def seconds() -> float:
    """The time in seconds since 1970."""
    return time.time()
