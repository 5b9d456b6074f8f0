"""Wrapping by hand is textwrap's, with nothing broken."""

import textwrap

from hypothesis import given
from hypothesis import strategies as st

from pipwise.render.wrapped import WIDTH, wrapped

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
    assert wrapped(" ".join(words), " " * indent, hang) == expected
