"""What an administrator's marker says: right by its specification, in every language, and true of that Python."""

import configparser

import pytest

from pipwise.catalog.markers.advice import Advised, load_advice, marker_text
from pipwise.facts.marker import parse_marker
from pipwise.predict.marker_findings import findings
from pipwise.predict.pip_marker import message_of

COMMANDS = ("/opt/python/bin/python3 -m venv .venv", ".venv/bin/python -m pip install PACKAGE")
ADVISED = Advised("/opt/python", COMMANDS, "it@example.org, room 7")
TEXT = marker_text(ADVISED)
MARKER = parse_marker(TEXT.encode(), "/m")


def test_nothing_is_wrong_with_it() -> None:
    assert (MARKER.state, findings(MARKER, TEXT)) == ("present", ())


def test_it_is_what_the_specification_reads() -> None:
    parser = configparser.ConfigParser(interpolation=None)
    parser.read_string(TEXT)
    assert parser.sections() == ["externally-managed"]
    assert parser["externally-managed"]["Error"].splitlines()[4:6] == list(COMMANDS)


@pytest.mark.parametrize("language", load_advice())
def test_each_language_has_all_of_it_once(language: str) -> None:
    asked = language or None
    message = message_of(MARKER, "/opt/python", language=asked)
    lines = message.splitlines()
    assert [line for line in (*COMMANDS, "pipx install PACKAGE") if line not in lines] == []
    assert "/opt/python" in lines[0]
    assert lines[-1].endswith("it@example.org, room 7")
    assert "{" not in message
    others = [message_of(MARKER, "/opt/python", language=one) for one in load_advice() if one != language]
    assert message not in others


def test_a_country_gets_its_language_and_everybody_else_english() -> None:
    assert "Umgebung" in message_of(MARKER, "", language="de_AT")
    for language in ("en_US", "sv_SE", "zh_TW", None):
        assert "make a virtual environment" in message_of(MARKER, "", language=language)


def test_without_a_contact_there_is_no_line_for_it() -> None:
    assert "Questions" not in marker_text(ADVISED._replace(contact=""))
