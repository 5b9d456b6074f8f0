"""``eval``: what it is told is run by the same shell."""

from __future__ import annotations

import pytest

from tests.unit.lint.judging import verdicts

_HEAD = "FROM debian:12\nRUN apt-get update && apt-get install -y python3-pip python3-venv\n"


def _said(run: str) -> list[tuple[str, str]]:
    return [(command, verdict) for _, command, verdict in verdicts("Dockerfile", f"{_HEAD}RUN {run}\n")]


@pytest.mark.parametrize(
    "run",
    [
        "eval pip install a",
        "eval 'pip install a'",
        'eval "pip install a"',
        'c="pip install a"; eval $c',
        'c="pip install a"; eval "$c"',
        'c="pip install"; eval "$c a"',
        'c="pip"; eval $c install a',
    ],
)
def test_words_texts_and_variables_are_run(run: str) -> None:
    """However the command gets there."""
    assert _said(run) == [("pip install a", "refused")]


def test_what_it_changes_stays() -> None:
    """The same shell goes on, with the environment that was activated."""
    assert _said("python3 -m venv /e && eval '. /e/bin/activate' && pip install a") == [
        ("pip install a", "allowed")
    ]
    assert _said("eval export PIP_BREAK_SYSTEM_PACKAGES=1; pip install a") == [("pip install a", "risky")]


def test_what_a_program_tells_it_is_not_guessed() -> None:
    """An agent's or a completion's variables change no Python."""
    assert _said('eval "$(ssh-agent -s)" && pip install a') == [("pip install a", "refused")]
    assert _said("eval `dircolors` ; pip install a") == [("pip install a", "refused")]
    assert _said("eval; pip install a") == [("pip install a", "refused")]
