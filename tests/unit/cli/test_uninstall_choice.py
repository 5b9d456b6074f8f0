"""Which of several places is meant: the nearest, then what needs no root; where two could be, somebody has to say."""

import pytest

from pipwise.cli.uninstall_choice import choose
from pipwise.cli.words import Own
from pipwise.errors import ChoiceNeeded, UsageError
from pipwise.model.lives import Lives

ACTIVE = Lives("existing-venv", "six", "1", "/v", role="active")
PROJECT = Lives("project-manager", "six", "", "/p", "uv")
PERSONAL = Lives("existing-venv", "six", "1", "/envs/tools", role="personal")
USER = Lives("user", "six", "1", "/site")
LOCAL = Lives("override", "six", "1", "/usr/local/site")
PACKAGE = Lives("os-package", "six", "1", "/usr/site", "python3-six", role="apt")


@pytest.mark.parametrize(
    ("lives", "meant"),
    [
        ((ACTIVE, PERSONAL, USER, PACKAGE), ACTIVE),
        ((PROJECT, ACTIVE, USER), PROJECT),
        ((PERSONAL, PACKAGE), PERSONAL),
        ((USER, LOCAL, PACKAGE), USER),
        ((LOCAL, PACKAGE), LOCAL),
        ((PACKAGE,), PACKAGE),
    ],
)
def test_one_is_meant_without_a_question(lives: tuple[Lives, ...], meant: Lives) -> None:
    assert choose(Own(), "pipwise", lives, terminal=False) == meant


def test_of_two_that_could_be_meant_each_has_its_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ChoiceNeeded):
        choose(Own(), "pipwise", (PERSONAL, USER), terminal=False)
    said = capsys.readouterr().err
    assert "     pipwise uninstall --env tools six\n" in said
    assert "     pipwise uninstall --via user six\n" in said
    assert choose(Own(via="user"), "pipwise", (PERSONAL, USER), terminal=False) == USER


def test_what_was_asked_for_by_via_is_that_or_nothing() -> None:
    with pytest.raises(ChoiceNeeded):
        choose(Own(via="app"), "pipwise", (ACTIVE,), terminal=False)
    with pytest.raises(UsageError):
        choose(Own(via="venv"), "pipwise", (ACTIVE,), terminal=False)
