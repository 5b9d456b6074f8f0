"""Lines that speak of a refusal and are none: what grep, diff, linters, documents and commands about the marker print."""

from __future__ import annotations

import re

from pipwise.logs.hits import Hit
from pipwise.logs.lines import Line

_SHAPES = (
    ("found by a search", re.compile(r"(?:[\w.~-]*/)*[\w.~-]+\.\w{1,6}[:-]\d+[:-]")),
    (
        "found by a search",
        re.compile(
            r"(?:[\w.~-]*/)*[\w.~-]+\.(?:md|rst|txt|adoc|html?|org|po|py|ya?ml|json|sh|c|in):(?! ?(?:line )?\d+: )"
        ),
    ),
    ("part of a difference", re.compile(r"[+-](?=[^\s+\-]| {3})")),
    (
        "a command that speaks of it",
        re.compile(
            r"(?:\++ |\$ |# )(?:\S+ ){0,3}(?:echo|printf|grep|egrep|rg|rm|sed|awk|test|\[|\[\[|mv|dpkg-divert|cat|find|ls)\b"
        ),
    ),
    (
        "a command that speaks of it",
        re.compile(r"(?:RUN )?(?:sudo )?(?:rm|echo|grep|rg|sed|mv|find|ls|test|cat)\s"),
    ),
    ("the marker's own file", re.compile(r"(?:\[externally-managed\]|Error(?:-\w+)?\s*=)")),
    ("a comment", re.compile(r"\s*(?://|<!--|\.\. |;; )")),
    ("a line of a list", re.compile(r"\s*(?:[-*•]|\d{1,3}[.)]) (?=\S+ \S+)(?!>)")),
    (
        "what a linter says",
        re.compile(
            r"\S+:\d+:(?:\d+:)? (?:\S+ )?(?:error|warning|info|note|style)?:? ?\[?[A-Z]{1,4}\d{2,5}\b"
        ),
    ),
    (
        "a commit",
        re.compile(
            r"(?:[0-9a-f]{7,40} \S|(?:feat|fix|docs|chore|refactor|ci|build|test)(?:\([\w-]+\))?!?: )"
        ),
    ),
)
_FOLLOWS = (b"thisenvironmentisexternallymanaged", b"xthisenvironment", b"ux", b"u00d7", b"ncthisenvironment")
_LEADS = (b"stderr", b"msg", b"stdout", b"error", b"fatal", b"output", b"e")
_LONG = 40
"""Letters and digits from which on a phrase is nobody's sentence."""
_LONG_ENOUGH = 24
"""The same of a look-alike, which stands in the middle of other programs' messages too."""
_PROSE = 4
"""Words in front of a phrase that make it part of a sentence."""


def why_mentioned(hits: tuple[Hit, ...], lines: list[Line]) -> str:
    """Why these hits are no failure but words about one, or ''."""
    shapes = [_shape(lines[hit.first].text) for hit in hits]
    if all(shapes):
        return shapes[0]
    if any(shape == "the marker's own file" for shape in shapes):
        return "the marker's own file"
    if len({hit.signature.id for hit in hits}) > 1 or len(hits) > 2:
        return ""
    return _single(hits[0], lines)


def _single(hit: Hit, lines: list[Line]) -> str:
    """One phrase alone has to stand as a message of its own."""
    kind = hit.signature.kind
    text = lines[hit.first].text
    if kind == "start" and hit.signature.tool == "pip" and hit.key[1] < _LONG:
        if hit.tail and not hit.tail.lower().startswith(_FOLLOWS):
            return "words within a sentence"
        return "words within a sentence" if _is_prose(hit, text) else ""
    if (
        kind == "own"
        and hit.key[1] < _LONG_ENOUGH
        and _is_prose(hit, text)
        and (hit.tail or not text.rstrip().endswith((".", "'", '"', ")")))
    ):
        return "words within a sentence"
    return "words within a sentence" if kind == "part" and hit.key[1] < _LONG and _is_prose(hit, text) else ""


def _is_prose(hit: Hit, text: str) -> bool:
    """Whether words of a sentence, not a path, a key or a program's name, stand in front."""
    if (
        not hit.lead
        or hit.lead.lower() in _LEADS
        or hit.lead.lower().endswith((b"stderr", b"stdout", b"error", b"msg"))
    ):
        return False
    words = [word for word in text.split() if word[:1].isalpha() and word.isalpha()]
    before = _words_before(text, len(hit.lead))
    return before >= _PROSE or (before >= 2 and len(words) > _PROSE + before and hit.key[1] < 30)


def _words_before(text: str, letters: int) -> int:
    """How many plain words the first ``letters`` letters and digits of a line make."""
    count, seen = 0, 0
    for word in text.split():
        kept = sum(one.isascii() and one.isalnum() for one in word)
        if seen + kept > letters:
            break
        seen += kept
        count += word.strip("\"'`(),.").isalpha() and not word.endswith(":")
    return count


def _shape(text: str) -> str:
    return next((why for why, shape in _SHAPES if shape.match(text)), "")
