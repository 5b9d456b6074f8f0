"""The options that a shell is started with."""

from __future__ import annotations

from collections.abc import Iterable


def ends_early(words: Iterable[str]) -> bool:
    """Whether a shell that is started with these words has ``-e``."""
    given = tuple(words)
    clusters = (word for word in given if word[:1] == "-" and word[:2] != "--")
    return any("e" in word for word in clusters) or "errexit" in given


def is_login(words: Iterable[str]) -> bool:
    """Whether a shell that is started with these words is a login shell, which reads /etc/profile first."""
    return any(word == "--login" or (word[:1] == "-" and word[:2] != "--" and "l" in word) for word in words)
