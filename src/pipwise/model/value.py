"""What values are made of: names of ``typing`` and ``collections.abc`` at a price that every start can pay.

``typing`` itself, and its NamedTuple, which compiles each annotation and a constructor while a class is made, took
a third of the time of a command. Type checkers see ``typing``'s own; here annotations stay texts (PEP 563).
"""

from __future__ import annotations

__all__ = [
    "TYPE_CHECKING",
    "Callable",
    "Generic",
    "Iterable",
    "Iterator",
    "Literal",
    "Mapping",
    "MappingProxyType",
    "NamedTuple",
    "Protocol",
    "Sequence",
    "TypeVar",
    "cast",
    "choices_of",
]

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from types import MappingProxyType
    from typing import Generic, Literal, NamedTuple, Protocol, TypeVar, cast
else:
    try:
        from _collections import _tuplegetter as _getter
    except ImportError:  # as collections does where the interpreter is not CPython

        def _getter(number, _):
            return property(lambda value: tuple.__getitem__(value, number))

    from _collections_abc import Callable, Iterable, Iterator, Mapping, Sequence

    GenericAlias = type(list[int])
    MappingProxyType = type(type.__dict__)
    _calls = {}
    _OFTEN = 200

    def cast(kind, value):
        """The value; what it is said to be is for type checkers."""
        return value

    class TypeVar:
        """A name that stands for a type, and gives its place to one in ``Alias[type]``."""

        def __init__(self, name, **_):
            self.__name__ = name

        def __typing_subst__(self, kind):
            return kind

    class Generic:
        """``Class[type]`` is told from the class by ``typing.get_args`` alone."""

        __slots__ = ()
        __class_getitem__ = classmethod(GenericAlias)

    class Protocol(Generic):
        """What another module's values have to offer."""

        __slots__ = ()

    class Literal:
        """One of a few values: ``Literal["yes", "no"].choices``."""

        __slots__ = ("choices",)

        def __init__(self, choices):
            self.choices = choices

        def __class_getitem__(cls, choices):
            return cls(choices if type(choices) is tuple else (choices,))

        def __or__(self, other):
            from typing import Union

            return Union[self, other]  # noqa: UP007 - ``|`` would come back here

        def __call__(self):
            """``typing`` takes only what can be called for a type."""
            raise TypeError("a Literal is not called")

    class _Fields(type):
        """Makes fields of a class body's annotations; nothing is compiled for them."""

        def __new__(meta, name, bases, body):
            fields = tuple(body.get("__annotations__", ()))
            body["__slots__"] = ()
            body["_fields"] = body["__match_args__"] = fields
            body["_field_defaults"] = {field: body[field] for field in fields if field in body}
            for number, field in enumerate(fields):
                body[field] = _getter(number, None)
            return type.__new__(meta, name, bases, body)

    class NamedTuple(tuple, metaclass=_Fields):
        """As ``typing.NamedTuple``. A constructor of its own pays for a class that is called often."""

        __slots__ = ()

        def __new__(cls, *values, **named):
            """A value; from a class's two hundredth on, made by what ``namedtuple`` would have compiled at once."""
            calls = _calls[cls] = _calls.get(cls, 0) + 1
            if calls == _OFTEN:
                cls.__new__ = staticmethod(_compiled(cls))
            if named or len(values) != len(cls._fields):
                values = _filled(cls, values, named)
            return tuple.__new__(cls, values)

        @classmethod
        def _make(cls, values):
            made = tuple.__new__(cls, values)
            if len(made) != len(cls._fields):
                raise TypeError(f"{cls.__name__} has {len(cls._fields)} fields, not {len(made)}")
            return made

        def _replace(self, /, **named):
            values, fields = list(self), self._fields
            for name, value in named.items():
                try:
                    values[fields.index(name)] = value
                except ValueError:
                    raise ValueError(f"{type(self).__name__} has no field {name!r}") from None
            return tuple.__new__(type(self), values)

        __replace__ = _replace

        def _asdict(self):
            return dict(zip(self._fields, self, strict=True))

        def __repr__(self):
            shown = ", ".join(f"{name}={value!r}" for name, value in self._asdict().items())
            return f"{type(self).__name__}({shown})"

        def __getnewargs__(self):
            return tuple(self)

    def _filled(cls, values, named):
        fields, defaults = cls._fields, cls._field_defaults
        whole = {**defaults, **dict(zip(fields, values, strict=False)), **named}
        if len(whole) == len(fields) >= len(values) and not (named and named.keys() & fields[: len(values)]):
            try:
                return [whole[field] for field in fields]
            except KeyError:
                pass
        raise TypeError(f"{cls.__name__} has the fields {', '.join(fields)}: {values!r}, {named!r}")

    def _compiled(cls):
        import collections

        defaults = tuple(cls._field_defaults.values())
        return collections.namedtuple(cls.__name__, cls._fields, defaults=defaults).__new__  # noqa: PYI024


def choices_of(kind: object) -> tuple[object, ...]:
    """What a ``Literal`` may be; () of everything else."""
    choices: tuple[object, ...] = getattr(kind, "choices", ())
    return choices
