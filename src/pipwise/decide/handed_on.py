"""What of pip's own options goes to the pip that another tool runs: all but what that tool decides itself."""

from __future__ import annotations

from os.path import join

from pipwise.decide.arguments import for_environment
from pipwise.model.decision import Situation
from pipwise.model.known import Known

_DECIDED = ("--upgrade", "--dry-run", "--no-input", "--quiet", "--verbose", "--force-reinstall")
_LETTERS = frozenset("Uvq")
_EDITABLE = ("-e", "--editable")
_PATHS = ("-c", "--constraint", "-f", "--find-links")
# Where things come from, and how they are reached: this holds for whatever else is fetched, too.
_REACHING = (
    *("-i", "--index-url", "--extra-index-url", "--find-links", "-f", "--proxy", "--cert", "--client-cert"),
    *("--trusted-host", "--timeout", "--retries", "--cache-dir"),
)
_REACHING_SWITCHES = ("--no-index", "--no-cache-dir")


def pip_options(situation: Situation) -> tuple[str, ...]:
    """pip's options as typed, with paths that hold from any working directory; no requirement among them."""
    words = list(for_environment(situation.intent))[1:] if situation.intent.invocation.tool == "pip" else []
    if "--" in words:
        words = words[: words.index("--")]
    for operand in reversed(situation.intent.arguments.operands):
        if operand in words:
            del words[len(words) - 1 - words[::-1].index(operand)]
    kept: list[str] = []
    queue = iter(words)
    for word in queue:
        name, equals, value = word.partition("=")
        if name in _EDITABLE:
            next(queue, None)
        elif name in _PATHS:
            path = value if equals else next(queue, "")
            kept += [name, _anywhere(situation, path)]
        elif name not in _DECIDED and not _is_letters(word):
            kept.append(word)
    return tuple(kept)


def _is_letters(word: str) -> bool:
    """``-U``, ``-qq``, ``-Uv``: short switches that are decided here, together."""
    return word[:1] == "-" and word[1:2] != "-" and set(word[1:]) <= _LETTERS


def reaching_options(situation: Situation) -> tuple[str, ...]:
    """Those of them that say where things come from."""
    kept: list[str] = []
    queue = iter(pip_options(situation))
    for word in queue:
        if word.partition("=")[0] in (*_REACHING_SWITCHES, *_REACHING):
            kept.append(word)
            if word in _REACHING:
                kept.append(next(queue, ""))
    return tuple(kept)


def _anywhere(situation: Situation, path: str) -> str:
    place = situation.facts.place
    if "://" in path or not isinstance(place, Known):
        return path
    return join(place.value.cwd, path)
