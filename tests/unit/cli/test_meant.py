"""What was meant by a way, and by a name: said as what can be typed."""

import pytest

from pipwise.cli.asked import wishes_of
from pipwise.cli.meant import command_meant
from pipwise.cli.words import Own
from pipwise.decide.options import OPTIONS
from pipwise.errors import UsageError
from pipwise.model.names import Kind, Mistake, Named

TYPO = Named(
    "reqeusts", "", "", Kind("unknown"), mistake=Mistake("typo", "was requests meant?", ("requests",))
)
SIX = Named("six", "six", "", Kind("library"))


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        (("reqeusts",), "pipwise install requests"),
        (("-U", "six", "reqeusts[socks]>=2"), "pipwise install -U six 'requests[socks]>=2'"),
        (("reqeusts-mock", "reqeusts==2"), "pipwise install reqeusts-mock requests==2"),
    ],
)
def test_the_name_that_was_meant_stands_in_the_same_command(words: tuple[str, ...], meant: str) -> None:
    assert command_meant(Own(), words, (SIX, TYPO)) == meant


def test_own_options_are_said_again() -> None:
    assert command_meant(Own(env="tools"), ("reqeusts",), (TYPO,)) == "pipwise install --env tools requests"


def test_without_another_name_there_is_nothing_to_say() -> None:
    placeholder = TYPO._replace(mistake=Mistake("placeholder", "it stands for a name", ()))
    assert command_meant(Own(), ("six", "reqeusts"), (SIX, placeholder)) == ""


@pytest.mark.parametrize(
    ("way", "meant"),
    [
        ("apt", "was os-package meant?"),
        ("pipx", "was app meant?"),
        ("virtualenv", "was venv meant?"),
        ("os-pakcage", "was os-package meant?"),
        ("nowhere", f"the ways are {', '.join(option.name for option in OPTIONS)}"),
    ],
)
def test_a_way_is_told_from_the_tool_that_people_know(way: str, meant: str) -> None:
    with pytest.raises(UsageError) as raised:
        wishes_of(Own(via=way), "", override=False)
    assert raised.value.why == meant
