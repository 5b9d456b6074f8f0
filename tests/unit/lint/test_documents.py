r"""What documents tell people to type: paths of Windows, code in the prose, blocks that do not say what they are."""

from __future__ import annotations

import pytest

from tests.unit.lint.judging import verdicts


def _said(text: str) -> list[tuple[int, str]]:
    return [(line, verdict) for line, _, verdict in verdicts("README.md", text)]


@pytest.mark.parametrize(
    "command",
    [
        "./bin/pip3 install a",
        "env/bin/python -m pip install a",
        "~/env/bin/python3.12 -m pip install a",
        r".\env\Scripts\pip install a",
        r"env\Scripts\python.exe -m pip install a",
        r"..\env\scripts\python -m pip install a",
    ],
)
def test_a_block_that_only_calls_pip_by_a_path_is_told_to_a_shell(command: str) -> None:
    """Nothing but the call says that the block is for a shell; the environment was made in another one."""
    text = f"```\npython3 -m venv env\n```\n\nThen:\n\n```\n{command}\n```\n"
    assert _said(text) == [(8, "allowed")]


def test_a_variable_before_pip_or_its_version_behind_it_is_a_shell_too() -> None:
    """A block of one line, by its first words."""
    assert _said("```\nPIP_NO_INDEX=1 pip3.12 install a\n```\n") == [(2, "unknown")]
    assert _said("```\nPIP_BREAK_SYSTEM_PACKAGES=1 pip install a\n```\n") == [(2, "risky")]


def test_prose_in_a_block_is_no_command() -> None:
    """A block of output mentions pip and its paths without a call."""
    assert _said("```\nCollecting a from pip\n  Using /usr/bin/pip3\n```\n") == []


@pytest.mark.parametrize("name", ["activate", "activate.bat", "Activate.ps1"])
def test_windows_runs_what_activates(name: str) -> None:
    """There it is run, not sourced; the following calls are the environment's."""
    text = f"```\npython -m venv env\nenv\\Scripts\\{name}\npip install a\n```\n"
    assert _said(text) == [(4, "allowed")]


def test_running_what_activates_elsewhere_does_nothing() -> None:
    """A shell of Linux that runs ``bin/activate`` is itself what it was."""
    text = "```\npython3 -m venv env\nenv/bin/activate\npip install a\n```\n"
    assert _said(text) == [(4, "unknown")]


def test_the_places_in_a_block_of_windows_are_those_of_the_file() -> None:
    """Other slashes, the same bytes: what follows on the line and below stands where it stood."""
    text = "```\nenv\\Scripts\\pip install a\npip install b\n```\n"
    assert _said(text) == [(2, "allowed"), (3, "unknown")]


def test_code_with_a_prompt_is_typed_in_its_order() -> None:
    """A list of steps in backquotes is a session like a block of them."""
    text = "1. `$ python3 -m venv env`\n2. `$ source env/bin/activate`\n3. `$ pip install a`\n"
    assert _said(text) == [(3, "allowed")]
    assert _said("1. `$ pip install a`\n2. `$ cd b`\n") == [(1, "unknown")]


def test_code_without_a_prompt_is_by_itself() -> None:
    """What one is told in passing changes nothing for what is told later."""
    text = "Say `env/bin/pip install a`, not `pip3.12 install a`.\n"
    assert _said(text) == [(1, "allowed"), (1, "unknown")]


def test_an_inline_call_that_stands_in_a_block_is_read_once() -> None:
    """Backquotes within a block are the shell's."""
    assert _said("```bash\necho `pip install a`\n```\n") == [(2, "unknown")]
