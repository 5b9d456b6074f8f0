"""A command line seen through its wrappers, by the rules of getopt."""

from __future__ import annotations

import pytest

from pipwise.intent.command_line import read_invocation
from pipwise.model.intent import Invocation


def read(*words: str) -> Invocation:
    return read_invocation(words)


@pytest.mark.parametrize(
    ("words", "user"),
    [
        (("sudo", "pip", "list"), "root"),
        (("sudo", "-ualice", "pip", "list"), "alice"),
        (("sudo", "-nHu", "alice", "pip", "list"), "alice"),
        (("sudo", "--user=alice", "--", "pip", "list"), "alice"),
        (("doas", "-u", "alice", "pip", "list"), "alice"),
    ],
)
def test_who_the_command_becomes(words: tuple[str, ...], user: str) -> None:
    found = read(*words)
    assert (found.become, found.tool, found.arguments) == (user, "pip", ("list",))


@pytest.mark.parametrize(
    ("words", "clean", "variables"),
    [
        (("env", "-i", "A=b", "pip"), True, (("A", "b"),)),
        (("env", "-", "pip"), True, ()),
        (("env", "-iuA", "pip"), True, (("A", None),)),
        (("env", "-uA", "--unset=B", "--unset", "C", "pip"), False, (("A", None), ("B", None), ("C", None))),
        (("sudo", "-E", "pip"), False, ()),
        (("sudo", "--preserve-env=A,B", "pip"), True, (("A", "$A"), ("B", "$B"))),
    ],
)
def test_what_becomes_of_the_environment(
    words: tuple[str, ...], clean: bool, variables: tuple[tuple[str, str | None], ...]
) -> None:
    found = read(*words)
    assert (found.program, found.clean_environment, found.variables) == ("pip", clean, variables)


@pytest.mark.parametrize(
    "words", [("env", "-C", "/d", "pip"), ("env", "--chdir=/d", "pip"), ("sudo", "-D/d", "pip")]
)
def test_where_it_goes_first(words: tuple[str, ...]) -> None:
    assert (read(*words).program, read(*words).directory) == ("pip", "/d")


def test_words_that_env_splits() -> None:
    found = read("env", "-S", "A=b python3 -Im pip", "install", "six")
    assert (found.program, found.python_flags, found.variables) == ("python3", ("-I",), (("A", "b"),))
    assert found.arguments == ("install", "six")


def test_the_time_limit_is_no_program() -> None:
    assert read("timeout", "-k5", "60", "nice", "-n", "5", "pip", "list").program == "pip"
