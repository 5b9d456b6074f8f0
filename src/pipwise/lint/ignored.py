"""``.gitignore`` as gitignore(5) has it: the last pattern that matches decides, a directory that is ignored is not entered."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from pipwise.model.value import NamedTuple


class Pattern(NamedTuple):
    """One line of a .gitignore."""

    regex: re.Pattern[str]
    kept: bool
    """``!``: what was ignored is kept."""
    directories: bool
    """A slash at the end: directories alone."""
    slashes: int | None
    """How many a path has that it matches; -1 for any number, None where it is for a name alone."""


_PLAIN = re.compile(r"(\*)?([\w.+~-]+)")
_SET = re.compile(r"[\\\[&~|]")
"""Signs that mean something in a set of Python's, or may one day, and nothing in one of git's."""
_ANY_DEPTH = re.compile(r"\*\*|\\|\[[^\]]*[!^/-]")
"""What may stand for a slash, or for none where one is written."""


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
    slashes = -1 if _ANY_DEPTH.search(line) else line.lstrip("/").count("/") if anchored else None
    try:
        return Pattern(re.compile(body if anchored else f"(?:.*/)?{body}"), kept, directories, slashes)
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
            inside = _SET.sub(r"\\\g<0>", text[at + 1 : end])
            found, at = f"{found}[{'^' + inside[1:] if inside[0] == '!' else inside}]", end + 1
        else:
            found, at = found + re.escape(text[at]), at + 1
    return found


class Ignores(NamedTuple):
    """The patterns of one file."""

    base: str
    """Its directory: '' or ``a/b/``."""
    patterns: tuple[Pattern, ...]
    names: frozenset[str]
    """Patterns that are a name: asked first, since most paths are none of theirs."""
    endings: tuple[str, ...]
    """Patterns that are ``*`` and an ending."""
    others: Mapping[int | None, re.Pattern[str]]
    """What matches whatever one of the others matches, by their slashes."""

    def may_match(self, path: str) -> bool:
        """Whether one of the patterns may match a path below the directory."""
        name = path.rpartition("/")[2]
        if name in self.names or name.endswith(self.endings or ("\0",)):
            return True
        found = self.others
        if not found:
            return False
        named, own, deep = found.get(None), found.get(path.count("/")), found.get(-1)
        return bool(
            (named and named.fullmatch(name))
            or (own and own.fullmatch(path))
            or (deep and deep.fullmatch(path))
        )


def ignores_of(base: str, text: str) -> Ignores | None:
    """The patterns of a .gitignore in a directory; None where there are none."""
    patterns, names, endings = [], set(), []
    others: dict[int | None, list[str]] = {}
    for line in text.splitlines():
        pattern = _pattern(line)
        if pattern is None:
            continue
        patterns.append(pattern)
        plain = _PLAIN.fullmatch(line.removeprefix("!").rstrip("\r /"))
        if plain is None:
            others.setdefault(pattern.slashes, []).append(pattern.regex.pattern)
        elif plain[1]:
            endings.append(plain[2])
        else:
            names.add(plain[2])
    if not patterns:
        return None
    joined = {slashes: re.compile("|".join(map("(?:{})".format, found))) for slashes, found in others.items()}
    return Ignores(base, tuple(patterns), frozenset(names), tuple(endings), joined)


def is_ignored(ignores: tuple[Ignores, ...], path: str, *, directory: bool) -> bool:
    """Whether the .gitignore files above a path leave it out."""
    ignored = False
    for own in ignores:
        relative = path[len(own.base) :]
        if own.may_match(relative):
            for pattern in own.patterns:
                if (directory or not pattern.directories) and pattern.regex.fullmatch(relative):
                    ignored = not pattern.kept
    return ignored
