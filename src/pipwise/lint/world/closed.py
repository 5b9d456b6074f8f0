"""Command lines with what only a run would tell taken for something harmless, so that no reader stumbles over its signs."""

from __future__ import annotations

import re

from pipwise.lint.world.expand import is_open

OPEN = "some-project"
"""Stands for a word that only a run would tell."""
_VERBS = ("install", "download", "wheel", "sync", "uninstall")
_PINNED = re.compile(r"([A-Za-z0-9][\w.-]*)(?:\[[^]]*\])?\s*(?:[=<>!~]=|[<>])")
_HERE = re.compile(r"(\.{1,2}(?:/[\w./-]*)?)\[")
_VERSION_CONTROL = re.compile(r"(?:git|hg|svn|bzr)\+")
_EDITABLE = ("-e", "--editable")
_WITHOUT_VALUE = (
    *("-U", "--upgrade", "-q", "-qq", "--quiet", "-v", "--verbose", "--user", "--no-cache-dir", "--no-deps"),
    *(
        "--no-index",
        "--force-reinstall",
        "--ignore-installed",
        "-I",
        "--pre",
        "--break-system-packages",
        "--system",
    ),
)
"""What follows these is a requirement."""
_BRACES = ("{", "}", "};", "})")
"""The end of a block of PowerShell on the same line."""
_THERE = ("pip", "setuptools", "wheel")
_ANOTHER = "==99999"
"""Stands for a version that is not the one that is there already."""


def closed(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words with every open one closed: a requirement keeps its name, a pattern of files is one that is there."""
    verb = next((at for at, word in enumerate(words) if word in _VERBS), len(words))
    found: list[str] = []
    for at, word in enumerate(words):
        before = words[at - 1] if at else ""
        if at > verb and word in _BRACES:
            continue
        if at > verb and word[:1] != "-" and (before[:1] != "-" or before in (*_EDITABLE, *_WITHOUT_VALUE)):
            found.append(_requirement(word, editable=before in _EDITABLE))
        else:
            found.append(_value(word))
    return tuple(found)


def _value(word: str) -> str:
    return OPEN if is_open(word) and "/" not in word and "=" not in word else word


def _requirement(word: str, *, editable: bool) -> str:
    if not is_open(word) and "*" not in word:
        return word
    pinned, here = _PINNED.match(word), _HERE.match(word)
    if pinned:
        name = pinned[1]
        return (f"{name}{_ANOTHER}" if name in _THERE else name) if is_open(word) else word
    if here:
        return here[1]
    if _VERSION_CONTROL.match(word):
        return word
    return "." if editable else OPEN
