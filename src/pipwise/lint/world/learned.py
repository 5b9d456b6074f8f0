"""Images that builds of the same repository make: the world at the end of one is made when somebody stands on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from pipwise.lint.world.expand import is_open
from pipwise.lint.world.state import World
from pipwise.model.value import NamedTuple


class Built(NamedTuple):
    """One image that something builds."""

    name: str
    """As it is tagged."""
    made: Callable[[], World | None]
    """The world at its end; None where it cannot be told."""


class Learned:
    """What is built here, in order; of two builds of one name the first that can be told counts."""

    def __init__(self, built: Sequence[Built] = ()) -> None:
        self._built = built
        self._worlds: dict[int, World | None] = {}
        self._places: dict[str, list[int]] = {}
        for at, one in enumerate(built):
            for key in {one.name, one.name.rpartition(":")[0]}:
                self._places.setdefault(key, []).append(at)

    def find(self, text: str) -> World | None:
        """The world of an image by its whole name, or by its name where the tag is open on either side."""
        if not self._built:
            return None
        exact = (at for at in self._places.get(text, ()) if self._built[at].name == text)
        return self._first(exact) or self._first(self._alike(text))

    def _alike(self, text: str) -> Iterator[int]:
        name, _, tag = text.rpartition(":")
        for at in sorted({*self._places.get(text, ()), *(self._places.get(name, ()) if name else ())}):
            known = self._built[at].name
            other, _, its = known.rpartition(":")
            if (
                (name and not is_open(name) and name == other and (is_open(tag) or is_open(its)))
                or (text == other and its == "latest")
                or (known == name and tag == "latest")
            ):
                yield at

    def _first(self, places: Iterator[int]) -> World | None:
        return next((world for at in places if (world := self._world(at)) is not None), None)

    def _world(self, at: int) -> World | None:
        if at not in self._worlds:
            self._worlds[at] = self._built[at].made()
        return self._worlds[at]


NOTHING = Learned()
