"""``python -m venv``: what it needs, and what Debian keeps in a package of its own."""

import pytest

from tests.unit.predict.pip_world import ask


@pytest.mark.parametrize(
    ("words", "makes", "code", "status"),
    [
        ("python3 -m venv x", True, "own-environment", 0),
        ("python3 -m venv x", False, "no-venv-module", 1),
        ("python3 -Im venv --prompt=y x", False, "no-venv-module", 1),
        ("python3 -m venv --without-pip x", False, "own-environment", 0),
        ("python3 -m venv", True, "wrong-arguments", 2),
        ("python3 -m venv --help", False, "help", 0),
    ],
)
def test_what_becomes_of_it(words: str, makes: bool, code: str, status: int) -> None:
    found = ask(words, makes_venvs=makes)
    assert (found.code, found.exit_status) == (code, status)


def test_a_python_that_nobody_has_looked_at_is_unknown() -> None:
    assert ask("python3 -m venv x").verdict == "unknown"


def test_no_python_is_no_environment() -> None:
    found = ask("python3 -m venv x", makes_venvs=True, problem="not-found")
    assert (found.code, found.exit_status) == ("not-found", 127)
