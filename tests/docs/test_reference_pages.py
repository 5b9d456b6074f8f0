"""What is derived from the registers is what stands in the docs."""

from pathlib import Path

import pytest

from pipwise.cli.register import COMMANDS
from pipwise.cli.words import OWN_OPTIONS
from reference_pages import PAGES

REFERENCE = Path(__file__).parents[2] / "docs/reference"


@pytest.mark.parametrize("name", PAGES)
def test_the_page_is_what_the_registers_say(name: str) -> None:
    assert (REFERENCE / name).read_text(encoding="utf-8") == PAGES[name](), "run scripts/reference_pages.py"


def test_every_command_is_a_module_and_every_module_a_command() -> None:
    folder = Path(__file__).parents[2] / "src/pipwise/cli/commands"
    modules = {f"pipwise.cli.commands.{path.stem}" for path in folder.glob("*.py") if path.stem != "__init__"}
    assert {command.module for command in COMMANDS.values()} == modules


def test_every_option_of_a_command_is_one_of_ours() -> None:
    for verb, command in COMMANDS.items():
        assert set(command.options) <= set(OWN_OPTIONS), verb
