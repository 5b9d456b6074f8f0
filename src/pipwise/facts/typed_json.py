"""Reads JSON data into the types of the model by their annotations; whatever does not fit is one line that names the place."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from types import NoneType, UnionType
from typing import Union, get_args, get_origin, get_type_hints

from pipwise.errors import UsageError
from pipwise.model.known import Unknown
from pipwise.model.value import TypeVar, cast, choices_of

_ITEMS = 200_000
"""No machine has more distributions, paths or variables than that."""
_NUMBER = 2**63
Reader = Callable[[object, str], object]


@cache
def reader_of(kind: object) -> Reader:
    """What reads a value of this type, given the value and its place in the document; made once a type."""
    if kind in (str, int, bool, NoneType):
        return _atom(cast("type", kind))
    origin, arguments = get_origin(kind), get_args(kind)
    if choices := choices_of(kind):
        return _literal(choices)
    if origin is tuple:
        return _sequence(arguments)
    if origin in (Union, UnionType):
        return _union(arguments)
    record = origin or kind
    return _record(cast("type", record), arguments)


def _atom(kind: type) -> Reader:
    said = {
        str: "a text is wanted",
        int: "a whole number is wanted",
        bool: "true or false is wanted",
        NoneType: "null is wanted",
    }[kind]

    def read(value: object, where: str) -> object:
        if type(value) is not kind:
            raise wrong(where, said, value)
        if isinstance(value, str) and not _is_text(value):
            raise wrong(where, "a text that some file name could have is wanted", value)
        if isinstance(value, int) and abs(value) >= _NUMBER:
            raise wrong(where, "a number of a sensible size is wanted", value)
        return value

    return read


def _is_text(value: str) -> bool:
    """Lone surrogates stand for the bytes of file names (PEP 383); others cannot be written anywhere."""
    try:
        value.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return False
    return True


def _literal(allowed: tuple[object, ...]) -> Reader:
    def read(value: object, where: str) -> object:
        if not isinstance(value, str) or value not in allowed:
            raise wrong(where, f"one of {', '.join(map(repr, allowed))} is wanted", value)
        return value

    return read


def _sequence(arguments: tuple[object, ...]) -> Reader:
    endless = len(arguments) == 2 and arguments[1] is Ellipsis
    readers = [reader_of(argument) for argument in arguments if argument is not Ellipsis]

    def read(value: object, where: str) -> object:
        if not isinstance(value, list):
            raise wrong(where, "a list is wanted", value)
        if len(value) > _ITEMS or (not endless and len(value) != len(readers)):
            wanted = f"at most {_ITEMS}" if endless else str(len(readers))
            raise wrong(where, f"a list of {wanted} is wanted, and it has {len(value)}")
        each = readers * len(value) if endless else readers
        return tuple(
            reader(item, f"{where}[{index}]")
            for index, (reader, item) in enumerate(zip(each, value, strict=True))
        )

    return read


def _union(arguments: tuple[object, ...]) -> Reader:
    """``X | None``, or a fact: ``{"known": …, "source": …}`` or ``{"unknown": …}``."""
    if Unknown in arguments:
        known = next(argument for argument in arguments if argument is not Unknown)
        return _fact(reader_of(known), reader_of(Unknown))
    reader = reader_of(next(argument for argument in arguments if argument is not NoneType))

    def read(value: object, where: str) -> object:
        return None if value is None else reader(value, where)

    return read


def _fact(known: Reader, unknown: Reader) -> Reader:
    def read(value: object, where: str) -> object:
        if isinstance(value, dict) and "unknown" in value:
            if set(value) != {"unknown"}:
                raise wrong(where, 'a fact is either "known", with its source, or "unknown"', value)
            return unknown({"why": value["unknown"]}, where)
        if not isinstance(value, dict) or set(value) != {"known", "source"}:
            raise wrong(where, 'a fact is wanted: {"known": …, "source": …} or {"unknown": "why"}', value)
        return known({"value": value["known"], "source": value["source"]}, where)

    return read


_SPELLED: dict[str, str] = {"value": "known", "why": "unknown"}
"""Names in the document of the fields of a fact."""


def _record(kind: type, arguments: tuple[object, ...]) -> Reader:
    """An object with a key for each field; those that have a default may be left out."""
    hints = {name: _filled(hint, arguments) for name, hint in get_type_hints(kind).items()}
    defaults = cast("dict[str, object]", getattr(kind, "_field_defaults", {}))

    def read(value: object, where: str) -> object:
        if not isinstance(value, dict):
            raise wrong(where, "an object is wanted", value)
        for name in value:
            if name not in hints:
                raise wrong(_below(where, str(name)), "there is no such key", value[name])
        for name in hints:
            if name not in value and name not in defaults:
                raise wrong(_below(where, name), "it is missing")
        return kind(
            **{
                name: reader_of(hints[name])(item, _below(where, _SPELLED.get(str(name), str(name))))
                for name, item in value.items()
            }
        )

    return read


def _filled(hint: object, arguments: tuple[object, ...]) -> object:
    return arguments[0] if isinstance(hint, TypeVar) and arguments else hint


def _below(where: str, name: str) -> str:
    shown = "".join(sign if sign.isprintable() else repr(sign)[1:-1] for sign in name[:80])
    return f"{where}.{shown}" if where else shown


class _Nothing:
    """No value to show."""


def wrong(where: str, wanted: str, found: object = _Nothing) -> UsageError:
    """One line that names the place in the document."""
    place = where or "the document"
    if found is _Nothing:
        return UsageError(f"{place}: {wanted}")
    return UsageError(f"{place}: {wanted}, not {_short(found)}")


def _short(value: object) -> str:
    """A value in a few characters."""
    match value:
        case dict():
            return "an object"
        case list():
            return "a list"
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case str():
            return repr(value[:40]) + ("…" if len(value) > 40 else "")
        case int() | float():
            return "a number" if isinstance(value, int) and abs(value) >= _NUMBER else repr(value)
        case _:
            return "something else"
