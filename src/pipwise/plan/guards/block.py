"""A block of our own at the end of somebody's file: put in, brought up to date and taken out again to the last byte."""

from __future__ import annotations

from pipwise.plan.guards.guard import CannotEdit

_BEGIN = "# >>> pipwise guard >>>"
_END = "# <<< pipwise guard <<<"
_UNENDED = " (the line before had no end)"
_EMPTY = " (the file was empty)"


def block_in(text: str) -> str:
    """The block as it stands in a text, '' where there is none."""
    found = _span(text)
    return text[found[0] : found[1]] if found else ""


def with_block(text: str | None, body: str) -> str:
    """The text with the block at its end, or in its old place with a new body; None is a file that is not there.

    Raises ``CannotEdit`` for a block whose end was cut off.
    """
    found = _span(text or "")
    if not found and f"\n{_BEGIN}" in f"\n{text}":
        raise CannotEdit(
            "a block of pipwise's in it has no end", "nobody knows how far it goes", f"take out {_BEGIN}"
        )
    if text and found:
        head = text[found[0] :].partition("\n")[0]
        return f"{text[: found[0]]}{_block(head, body)}{text[found[1] :]}"
    if text is None:
        return _block(_BEGIN, body)
    if not text:
        return _block(_BEGIN + _EMPTY, body)
    return (
        f"{text}{_block(_BEGIN, body)}"
        if text.endswith("\n")
        else f"{text}\n{_block(_BEGIN + _UNENDED, body)}"
    )


def without_block(text: str) -> str | None:
    """The text as it was before; None where the file was not there. A text without a block stays as it is."""
    found = _span(text)
    if not found:
        return text
    head = text[found[0] :].partition("\n")[0]
    before, after = text[: found[0]], text[found[1] :]
    if head == _BEGIN + _UNENDED and not after:
        before = before[:-1]
    return None if not before and not after and head == _BEGIN else f"{before}{after}"


def _block(head: str, body: str) -> str:
    return f"{head}\n{body}{_END}\n"


def _span(text: str) -> tuple[int, int] | None:
    """From the first line of the block to behind its last; a block whose end was cut off is none of ours to guess at."""
    at = 0 if text.startswith(_BEGIN) else text.find(f"\n{_BEGIN}") + 1
    if not text.startswith(_BEGIN, at):
        return None
    end = text.find(f"\n{_END}", at)
    if end < 0:
        return None
    behind = end + 1 + len(_END)
    return at, behind + 1 if text.startswith("\n", behind) else behind
