"""Images that are built here are made when they are asked for, and only those."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipwise.lint.world.learned import Built, Learned
from pipwise.lint.world.state import World


def made_of(names: tuple[str, ...], unknown: tuple[int, ...] = ()) -> tuple[Learned, list[int]]:
    asked: list[int] = []

    def maker(at: int) -> Callable[[], World | None]:
        def make() -> World | None:
            asked.append(at)
            return None if at in unknown else World(image=f"{at}")

        return make

    return Learned([Built(name, maker(at)) for at, name in enumerate(names)]), asked


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("own/base:1", "0"),
        ("own/base:2", "1"),
        ("own/base:3", None),
        ("own/base:${TAG}", "0"),
        ("own/open:7", "2"),
        ("own/newest", "3"),
        ("own/bare:latest", "4"),
        ("own/bare", "4"),
        ("own/bare:5", None),
        ("${NAME}:1", None),
        ("other", None),
        ("", None),
    ],
)
def test_an_image_is_found_by_its_name_where_the_tags_agree(text: str, found: str | None) -> None:
    names = ("own/base:1", "own/base:2", "own/open:${TAG}", "own/newest:latest", "own/bare")
    world = made_of(names)[0].find(text)
    assert (world.image if world else None) == found


def test_nothing_is_made_that_nobody_asks_for_and_nothing_twice() -> None:
    learned, asked = made_of(("a:1", "b:1"))
    assert learned.find("b:1") == learned.find("b:1")
    assert asked == [1]


def test_of_two_builds_the_first_that_can_be_told_counts() -> None:
    learned, asked = made_of(("a:1", "a:1", "a:1"), unknown=(0,))
    world = learned.find("a:1")
    assert world is not None
    assert world.image == "1"
    assert asked == [0, 1]
