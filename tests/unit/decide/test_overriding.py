"""Each installer has its own words for going past the marker, or none."""

import pytest

from pipwise.decide.overriding import overridden, spelling
from pipwise.intent import read_intent
from tests.situations import situation


@pytest.mark.parametrize(
    ("tool", "version", "flag", "variable"),
    [
        ("pip", "22.3.1", "", ""),
        ("pip", "23.0", "", ""),
        ("pip", "23.0.1", "--break-system-packages", "PIP_BREAK_SYSTEM_PACKAGES=1"),
        ("pip", "26.3", "--break-system-packages", "PIP_BREAK_SYSTEM_PACKAGES=1"),
        ("uv", "0.13.9", "--system --break-system-packages", "UV_BREAK_SYSTEM_PACKAGES=1"),
        ("ensurepip", "", "", ""),
        ("poetry", "2.5.1", "", ""),
    ],
)
def test_the_spelling_is_that_of_the_installer_and_its_version(
    tool: str, version: str, flag: str, variable: str
) -> None:
    told = spelling(tool, version)
    assert (told.flag, told.variable) == (flag, variable)
    assert bool(told.why) != bool(flag)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("pip install six", "pip install --break-system-packages six --only-binary :all:"),
        (
            "sudo pip3 install --break -- six",
            "sudo pip3 install --break-system-packages --only-binary :all: -- six",
        ),
        ("pip uninstall -y six", "pip uninstall --break-system-packages -y six"),
        (
            "uv pip install six",
            "uv pip install --system --break-system-packages six --only-binary :all:",
        ),
        (
            "uv pip install --system six",
            "uv pip install --break-system-packages --system six --only-binary :all:",
        ),
    ],
)
def test_the_flag_stands_behind_the_command_and_nothing_is_built(typed: str, said: str) -> None:
    one = situation()._replace(intent=read_intent(tuple(typed.split())))
    assert " ".join(overridden(one)) == said
