"""``… | xargs pip install``: the program that xargs starts, with words that only a run would tell (GNU's and BSD's options)."""

from __future__ import annotations

_VALUED = (
    *("-a", "-d", "-E", "-I", "-J", "-L", "-n", "-P", "-R", "-s"),
    *("--arg-file", "--delimiter", "--max-args", "--max-procs", "--max-lines", "--max-chars"),
)
GIVEN = "some-project"
"""Stands for what is read from standard input."""


def started(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words of the program that is started; the words as they are where it is not xargs."""
    if words[0].rpartition("/")[2] != "xargs":
        return words
    rest = list(words[1:])
    while rest and rest[0].startswith("-"):
        option = rest.pop(0)
        if option in _VALUED and rest:
            rest.pop(0)
    return (*rest, GIVEN) if rest else words
