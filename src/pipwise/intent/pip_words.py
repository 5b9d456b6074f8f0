"""Words of a command line sorted by one parser as optparse would, up to the first thing that it stops at."""

from __future__ import annotations

from pipwise.intent.pip_callbacks import why_rejected
from pipwise.intent.pip_table import Option, Parser, Version
from pipwise.model.intent import Problem
from pipwise.model.value import NamedTuple


class Hit(NamedTuple):
    """An option that was met, as it was spelt, with its value; '' for an option that takes none."""

    option: Option
    spelling: str
    value: str


class Sorted(NamedTuple):
    """Hits in their order, the operands, and what the parser stopped at."""

    hits: tuple[Hit, ...]
    operands: tuple[str, ...]
    problem: Problem | None


class _Stop(Exception):
    """Carries the problem out of the parsing loop."""

    def __init__(self, code: str, text: str, status: int = 2) -> None:
        self.problem = Problem(code, status, text)


def sort_words(parser: Parser, words: tuple[str, ...], version: Version, *, interspersed: bool) -> Sorted:
    """Read words as optparse does: abbreviations, clusters, ``--opt=value``, ``--``; operands in between if allowed."""
    hits: list[Hit] = []
    operands: list[str] = []
    rest = list(words)
    try:
        while rest:
            word = rest.pop(0)
            if word == "--":
                break
            if word.startswith("--"):
                _long(parser, word, rest, hits, version)
            elif word.startswith("-") and len(word) > 1:
                _cluster(parser, word, rest, hits, version)
            elif interspersed:
                operands.append(word)
            else:
                rest.insert(0, word)
                break
    except _Stop as stop:
        return Sorted(tuple(hits), tuple(operands), stop.problem)
    return Sorted(tuple(hits), (*operands, *rest), None)


def _long(parser: Parser, word: str, rest: list[str], hits: list[Hit], version: Version) -> None:
    spelling, equals, value = word.partition("=")
    name = spelling if spelling in parser.long else _completed(parser, spelling)
    option = parser.long[name]
    if not option.type:
        if equals:
            raise _Stop("option-takes-no-value", f"{name} option does not take a value")
        value = ""
    elif not equals:
        value = _next(name, rest)
    _take(Hit(option, name, value), hits, version)


def _completed(parser: Parser, beginning: str) -> str:
    names = sorted(name for name in parser.long if name.startswith(beginning))
    if not names:
        raise _Stop("no-such-option", f"no such option: {beginning}")
    if len(names) > 1:
        raise _Stop("ambiguous-option", f"ambiguous option: {beginning} ({', '.join(names)}?)")
    return names[0]


def _cluster(parser: Parser, word: str, rest: list[str], hits: list[Hit], version: Version) -> None:
    for place, letter in enumerate(word[1:], 2):
        name = f"-{letter}"
        option = parser.short.get(name)
        if option is None:
            raise _Stop("no-such-option", f"no such option: {name}")
        if option.type:
            _take(Hit(option, name, word[place:] or _next(name, rest)), hits, version)
            return
        _take(Hit(option, name, ""), hits, version)


def _next(name: str, rest: list[str]) -> str:
    if not rest:
        raise _Stop("option-needs-value", f"{name} option requires 1 argument")
    return rest.pop(0)


def _take(hit: Hit, hits: list[Hit], version: Version) -> None:
    option = hit.option
    if option.action == "help":
        raise _Stop("help", "shows its help and ends", 0)
    why = why_invalid(option, hit.spelling, hit.value)
    if why:
        raise _Stop("invalid-option-value", why)
    if option.callback:
        rejected = why_rejected(option, hit.spelling, hit.value if option.type else None, version)
        if rejected:
            raise _Stop(rejected.code, rejected.text, rejected.exit_status)
    hits.append(hit)


def why_invalid(option: Option, spelling: str, value: str) -> str:
    """What optparse says about a value that is not of the option's type, or ''."""
    if option.type == "choice" and value not in option.choices:
        choices = ", ".join(map(repr, option.choices))
        return f"option {spelling}: invalid choice: {value!r} (choose from {choices})"
    if option.type == "int" and not _is_integer(value):
        return f"option {spelling}: invalid integer value: {value!r}"
    if option.type == "float" and not _is_float(value):
        return f"option {spelling}: invalid floating-point value: {value!r}"
    return ""


def _is_integer(value: str) -> bool:
    """optparse takes 0x…, 0b… and a leading 0 for octal."""
    prefix = value[:2].lower()
    radix, digits = {"0x": (16, value), "0b": (2, value[2:] or "0")}.get(
        prefix, (8 if value[:1] == "0" else 10, value)
    )
    try:
        int(digits, radix)
    except ValueError:
        return False
    return True


def _is_float(value: str) -> bool:
    try:
        float(value)
    except ValueError:
        return False
    return True
