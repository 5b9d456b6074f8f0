"""Targets and requirements as JSON and back, so that a prediction can be made again without the machine."""

from __future__ import annotations

from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from pipwise.model.known import Known, Source, Unknown
from pipwise.model.value import choices_of

GIVEN = Source("given", "recorded")


def packed(value: Any) -> Any:
    """Named tuples as lists, facts as ``[value]``, and a text for what is Unknown."""
    if isinstance(value, Known):
        return [packed(value.value)]
    if isinstance(value, Unknown):
        return value.why
    if isinstance(value, tuple | list):
        return [packed(item) for item in value]
    return value


def unpacked(hint: Any, data: Any) -> Any:
    """The value of that type behind what ``packed`` made."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        if any(get_origin(part) is Known or part is Known for part in arguments):
            inner = next(get_args(part)[0] for part in arguments if get_origin(part) is Known)
            return Unknown(data) if isinstance(data, str) else Known(unpacked(inner, data[0]), GIVEN)
        if data is None:
            return None
        return unpacked(next(part for part in arguments if part is not NoneType), data)
    if origin is tuple:
        if len(arguments) == 2 and arguments[1] is Ellipsis:
            return tuple(unpacked(arguments[0], item) for item in data)
        return tuple(unpacked(part, item) for part, item in zip(arguments, data, strict=True))
    if choices_of(hint) or hint in (str, int, bool):
        return data
    if hasattr(hint, "_fields"):
        hints = get_type_hints(hint)
        return hint(*(unpacked(hints[name], item) for name, item in zip(hint._fields, data, strict=False)))
    raise TypeError(f"{hint} is in no record")


class Shelf:
    """Values that many cells share, each kept once."""

    def __init__(self, kept: list[Any]) -> None:
        self.kept = kept
        self.places = {repr(value): place for place, value in enumerate(kept)}

    def put(self, value: Any) -> int:
        """The place of a value."""
        place = self.places.setdefault(repr(value), len(self.kept))
        if place == len(self.kept):
            self.kept.append(value)
        return place
