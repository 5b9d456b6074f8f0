"""``.gitignore`` as gitignore(5) has it: the last pattern that matches decides, a directory that is ignored is not entered."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple


class Pattern(NamedTuple):
    """One line of a .gitignore."""

    regex: re.Pattern[str]
    kept: bool
    """``!``: what was ignored is kept."""
    directories: bool
    """A slash at the end: directories alone."""


def parse_ignores(text: str) -> tuple[Pattern, ...]:
    """The patterns of a file, relative to its directory."""
    return tuple(pattern for line in text.splitlines() if (pattern := _pattern(line)) is not None)


@lru_cache(4096)
def _pattern(line: str) -> Pattern | None:
    line = line.rstrip("\r")
    if not line.endswith("\\ "):
        line = line.rstrip(" ")
    if not line or line.startswith("#"):
        return None
    kept = line.startswith("!")
    line = line.removeprefix("!").removeprefix("\\")
    directories = line.endswith("/")
    line = line.rstrip("/")
    anchored = "/" in line
    body = _translate(line.lstrip("/"))
    try:
        return Pattern(re.compile(body if anchored else f"(?:.*/)?{body}"), kept, directories)
    except re.error:
        return None


def _translate(text: str) -> str:
    found, at = "", 0
    while at < len(text):
        if text.startswith("**/", at):
            found, at = f"{found}(?:.*/)?", at + 3
        elif text.startswith("**", at):
            found, at = f"{found}.*", at + 2
        elif text[at] == "*":
            found, at = f"{found}[^/]*", at + 1
        elif text[at] == "?":
            found, at = f"{found}[^/]", at + 1
        elif text[at] == "[" and "]" in text[at + 2 :]:
            end = text.index("]", at + 2)
            inside = text[at + 1 : end].replace("\\", "\\\\")
            found, at = f"{found}[{'^' + inside[1:] if inside[0] == '!' else inside}]", end + 1
        else:
            found, at = found + re.escape(text[at]), at + 1
    return found


class Ignores(NamedTuple):
    """The patterns of one file."""

    base: str
    """Its directory: '' or ``a/b/``."""
    patterns: tuple[Pattern, ...]
    any_of_them: re.Pattern[str]
    """Matches whatever one of them matches: most paths are none of theirs."""


def ignores_of(base: str, text: str) -> Ignores | None:
    """The patterns of a .gitignore in a directory; None where there are none."""
    patterns = parse_ignores(text)
    if not patterns:
        return None
    return Ignores(base, patterns, re.compile("|".join(f"(?:{one.regex.pattern})" for one in patterns)))


def is_ignored(ignores: tuple[Ignores, ...], path: str, *, directory: bool) -> bool:
    """Whether the .gitignore files above a path leave it out."""
    ignored = False
    for own in ignores:
        relative = path[len(own.base) :]
        if own.any_of_them.fullmatch(relative):
            for pattern in own.patterns:
                if (directory or not pattern.directories) and pattern.regex.fullmatch(relative):
                    ignored = not pattern.kept
    return ignored
