"""Hints speak of the command that was typed: ``…`` stands for its words where a hint is made, and is filled in at the edge."""

from __future__ import annotations

_BEFORE = ("install …", "PYTHON …", "python3 …", "--plan …")


def as_typed(hint: str, words: tuple[str, ...]) -> str:
    """The hint with the words of ``pipwise install``, so that it can be pasted; as it is after any other command."""
    if "…" not in hint:
        return hint
    from pipwise.cli.words import read_own
    from pipwise.decide.reasons import quoted
    from pipwise.errors import PipwiseError

    try:
        _, verb, rest = read_own(words)
    except PipwiseError:
        return hint
    if verb != "install" or not rest:
        return hint
    typed = " ".join(quoted(word) for word in rest)
    for before in _BEFORE:
        hint = hint.replace(before, before.removesuffix("…") + typed)
    return hint
