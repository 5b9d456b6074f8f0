"""The marker's text as pip chooses it."""

from __future__ import annotations

import pytest

from pipwise.model.interpreter import Marker
from pipwise.predict.pip_marker import error_keys, message_of
from tests.unit.predict.pip_world import MARKER, ask

KEYS = ("Error", "Error-de_DE", "Error-de", "Error-pt", "Error-en_US")
MANY = Marker(MARKER.path, "present", "", tuple((key, key) for key in KEYS))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de_DE", "Error-de_DE"),
        ("de_AT", "Error-de"),
        ("pt_BR", "Error-pt"),
        ("zh_CN", "Error"),
        (None, "Error"),
        ("de", "Error-de"),
    ],
)
def test_the_most_exact_key_for_the_language_is_shown(language: str | None, text: str) -> None:
    assert message_of(MANY, "/usr", language=language) == text


def test_both_separators_are_tried() -> None:
    assert error_keys("sr-Latn_RS") == ("Error-sr-Latn_RS", "Error-sr", "Error-sr-Latn", "Error")


def test_keys_are_compared_in_lower_case() -> None:
    assert message_of(Marker(MARKER.path, "present", "", (("error", "hand made"),)), "/usr") == "hand made"


@pytest.mark.parametrize("problem", ["empty", "not-ini", "no-section", "encoding", "bom"])
def test_what_cannot_be_read_is_replaced_by_pips_own_text(problem: str) -> None:
    marker = Marker(MARKER.path, "malformed", problem)  # type: ignore[arg-type]  # the words of the table
    assert message_of(marker, "/usr").startswith("The Python environment under /usr is managed externally")


@pytest.mark.parametrize(
    ("variables", "text"),
    [
        ((("LC_ALL", "de_AT.UTF-8"), ("LANG", "C")), "nimm apt"),
        ((("LC_MESSAGES", "de_DE.UTF-8"), ("LANG", "en_US.UTF-8")), "nimm apt"),
        ((("LANGUAGE", "de"), ("LANG", "en_US.UTF-8")), "use apt"),
        ((("LC_ALL", "C"), ("LANG", "de_DE")), "use apt"),
        ((), "use apt"),
    ],
)
def test_the_language_is_the_one_of_messages(variables: tuple[tuple[str, str], ...], text: str) -> None:
    assert ask("pip install six", variables=variables).message == text
