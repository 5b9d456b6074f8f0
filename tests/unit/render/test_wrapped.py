"""Wrapping by hand is textwrap's, with nothing broken, but for a short word that would be left alone."""

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipwise.render.wrapped import WIDTH, fold, is_command, wrapped

WORDS = st.lists(
    st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=90), min_size=1
)


@given(WORDS, st.integers(0, 8), st.integers(0, 8))
def test_it_is_what_textwrap_would_make_of_it(words: list[str], indent: int, hang: int) -> None:
    expected = textwrap.fill(
        " ".join(words),
        WIDTH,
        initial_indent=" " * indent,
        subsequent_indent=" " * hang,
        break_long_words=False,
        break_on_hyphens=False,
    )
    made = wrapped(" ".join(words), " " * indent, hang)
    alone = len(expected.splitlines()[-1].split()) == 1 and "\n" in expected
    assert made == expected or (alone and made.split() == words and longest(made) <= WIDTH)


def longest(text: str) -> int:
    return max((len(line) for line in text.splitlines() if " " in line.strip()), default=0)


def test_no_short_word_is_left_alone() -> None:
    assert fold(["the", "operating", "system", "owns", "it"], 26, "", "  ") == [
        "the operating system",
        "  owns it",
    ]


@pytest.mark.parametrize(
    ("line", "command"),
    [
        ("sudo apt-get install python3-requests", True),
        ("pipwise install --via venv six", True),
        ("/home/alice/.venv/bin/python -m pip install six", True),
        ("/opt/pipwise/pipwise undo 1", True),
        ("pip install -r requirements.txt", True),
        ("apt-get update", True),
        ("  3. install: /usr/bin/sudo env A=b apt-get install -y python3-six", True),
        ("pip install --retries 0 six: pip refuses, since /usr/bin/python3 is the system's", False),
        ("it goes into a new virtual environment: /home/alice/.venv (it is a project)", False),
        ("pip refuses, since it is the operating system's", False),
        ("pip before 23.0: goes on", False),
        ("apt: python3-requests; its version is unknown", False),
        ("apt has it: python3-requests; not installed yet", False),
        ("    RUN apt-get update && apt-get install -y python3-venv", True),
        ("  - apt-get update && apt-get install -y python3-venv", True),
        ("python3 is the operating system's", False),
        ("pipwise: there is no command", False),
    ],
)
def test_what_is_to_be_pasted_is_known(line: str, command: bool) -> None:
    assert is_command(line) is command
