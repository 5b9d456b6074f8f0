"""The marker: five answers, and by hand exactly what configparser would make of it."""

from __future__ import annotations

import configparser
import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipwise.facts.ini import plain_ini, universal_newlines
from pipwise.facts.marker import parse_marker, read_marker
from pipwise.model.interpreter import Marker
from pipwise.model.known import Known, Source, Unknown
from tests.recorded.look import Node, directory, fifo, file, link, machine

STDLIB = "/usr/lib/python3.11"
PATH = f"{STDLIB}/EXTERNALLY-MANAGED"
HEADER = "[externally-managed]\n"
DEBIAN = f"""{HEADER}Error=To install Python packages system-wide, try apt install
 python3-xyz, where xyz is the package you are trying to
 install.

 If you wish to install a non-Debian-packaged Python package,
 create a virtual environment using python3 -m venv path/to/venv.
"""


def read(content: Node | str, *, uid: int = 0, others: dict[str, Node | str] | None = None) -> Marker:
    fact = read_marker(machine({PATH: content, **(others or {})}, uid=uid), STDLIB)
    assert isinstance(fact, Known)
    value: Marker = fact.value
    return value


def test_no_marker() -> None:
    found = read_marker(machine({f"{STDLIB}/os.py": ""}), STDLIB)
    assert found == Known(Marker(PATH, "absent"), Source("live", PATH))


# What pip 23.0.1 and 26.3 and uv 0.13 do with each of these was measured; here only what the file is.
@pytest.mark.parametrize(
    ("content", "state", "problem"),
    [
        pytest.param(b"\n", "malformed", "empty", id="blank line only"),
        pytest.param(b"", "malformed", "empty", id="empty file"),
        pytest.param(b"hello world\n", "malformed", "not-ini", id="not INI"),
        pytest.param(b"[something-else]\nError=x\n", "malformed", "no-section", id="wrong section"),
        pytest.param(b"[externally-managed]\nerror=x\n", "present", "", id="lowercase key"),
        pytest.param(b"[EXTERNALLY-MANAGED]\nError=x\n", "malformed", "no-section", id="upper section"),
        pytest.param(
            b"[externally-managed]\nError=x\nError=y\n", "malformed", "duplicate-key", id="duplicate key"
        ),
        pytest.param(
            b"[externally-managed]\nError=x\nerror=y\n", "malformed", "duplicate-key", id="duplicate in case"
        ),
        pytest.param(b"[externally-managed]\nError=100% and %(x)s\n", "present", "", id="percent"),
        pytest.param(b"[externally-managed]\n# a\nError=x\n ; b\n y\n", "present", "", id="comment lines"),
        pytest.param(b"[externally-managed]\nError: [red]x[/red]\n", "present", "", id="colon + rich markup"),
        pytest.param(b"[externally-managed]\nError=\n", "present", "", id="empty Error"),
        pytest.param(
            "[externally-managed]\nError=é\n".encode("latin-1"), "malformed", "encoding", id="latin-1 bytes"
        ),
        pytest.param(b"\xef\xbb\xbf[externally-managed]\nError=x\n", "malformed", "bom", id="UTF-8 BOM"),
        pytest.param(b"[externally-managed]\r\nError=x\r\n y\r\n", "present", "", id="CRLF"),
        pytest.param(b"[externally-managed]\nNote=x\n", "malformed", "no-error-key", id="no key"),
        pytest.param(b"[externally-managed]\n", "malformed", "no-error-key", id="no keys at all"),
        pytest.param(b"[externally-managed]\nError-de=x\n", "present", "", id="only a translation"),
        pytest.param(b"[externally-managed]\n=x\n", "malformed", "not-ini", id="a value without a key"),
        pytest.param(b"[a]\nx=1\n[a]\n", "malformed", "duplicate-key", id="a section twice"),
    ],
)
def test_what_a_marker_says(content: bytes, state: str, problem: str) -> None:
    marker = read(file(content))
    assert (marker.state, marker.problem) == (state, problem)


def test_the_text_is_what_configparser_reads() -> None:
    text = (
        "To install Python packages system-wide, try apt install\npython3-xyz, where xyz is the package you are trying"
        " to\ninstall.\n\nIf you wish to install a non-Debian-packaged Python package,\ncreate a virtual"
        " environment using python3 -m venv path/to/venv."
    )
    assert read(DEBIAN).errors == (("Error", text),)


def test_keys_keep_their_case_and_order() -> None:
    assert read(f"{HEADER}Error-de = nein\nERROR=no\n").errors == (("Error-de", "nein"), ("ERROR", "no"))


def test_a_directory_a_pipe_and_a_dangling_link_are_no_files() -> None:
    assert read(directory()).state == "not-a-file"
    assert read(fifo()).state == "not-a-file"
    assert read(link("nowhere")).state == "not-a-file"
    assert read(link("EXTERNALLY-MANAGED")).state == "not-a-file"


def test_a_link_to_a_marker_is_a_marker() -> None:
    assert read(link("/etc/marker"), others={"/etc/marker": f"{HEADER}Error=x"}).state == "present"


def test_an_unreadable_marker_is_not_an_absent_marker() -> None:
    assert read(file(DEBIAN, mode=0o600), uid=1000).state == "unreadable"


def test_a_directory_that_cannot_be_searched_leaves_it_open() -> None:
    look = machine({STDLIB: directory(0o700), PATH: DEBIAN}, uid=1000)
    assert read_marker(look, STDLIB) == Unknown(f"{PATH}: Permission denied")


def test_a_standard_library_in_an_archive_has_no_marker() -> None:
    look = machine({"/opt/python.zip": "PK"})
    fact = read_marker(look, "/opt/python.zip/lib")
    assert isinstance(fact, Known)
    assert fact.value.state == "absent"


LINES = st.sampled_from(
    [
        *(
            "[externally-managed]",
            "[other]",
            "[DEFAULT]",
            "[a]b]",
            "[a] b",
            " [x]",
            "[]",
            "[externally-managed]",
        ),
        *(
            "Error=x",
            "Error = x ",
            "Error:x",
            "error=y",
            "Error-de=z",
            "=x",
            "key",
            "a b=c",
            "a.b_c=d",
            "k=v=w",
            "k = ",
        ),
        *(
            " more",
            "  more # no comment",
            "\tmore",
            "# comment",
            "; comment",
            " # inner",
            "",
            " ",
            "\x0b",
            "\x1c=",
            "ü=x",
        ),
        *(
            "Error=[x]",
            "k=%(x)s",
            " =",
            "[x]=y",
            "Error\t=\ttab",
            "K;=v",
            "k=v ; w",
            "\rx=y",
            "a\u2028b=c",
            "\u3000x",
        ),
    ]
)


@given(st.lists(LINES, max_size=9).map("\n".join) | st.text(alphabet="[]=:#; \t\n\r\x0bEa-%", max_size=30))
@example("[externally-managed]\nError=x\n\n y\n\n\n")
@example("[externally-managed]\n Error=x")
@example("[externally-managed]\nError=x\n#c\n y\nNote=\n z\n")
@example("[externally-managed]\r\nError=x\r\n")
def test_what_is_read_by_hand_is_what_configparser_reads(text: str) -> None:
    by_hand = plain_ini(universal_newlines(text))
    if by_hand is None:
        return
    parser = configparser.RawConfigParser()
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read_file(io.StringIO(text, newline=None))
    assert by_hand == [(section, parser.items(section)) for section in parser.sections()]


@given(st.lists(LINES, max_size=9).map("\n".join).map(lambda text: HEADER + text))
def test_a_marker_that_is_read_by_hand_is_judged_as_by_configparser(text: str) -> None:
    marker = parse_marker(text.encode(), PATH)
    parser = configparser.ConfigParser(interpolation=None)
    try:
        parser.read_file(io.StringIO(text, newline=None))
    except (configparser.DuplicateOptionError, configparser.DuplicateSectionError):
        assert marker.problem == "duplicate-key"
    except configparser.Error:
        assert marker.problem == "not-ini"
    else:
        section = parser["externally-managed"]
        said = [key for key in section if key == "error" or key.startswith("error-")]
        assert (marker.problem == "no-error-key") == (not said)
        assert {key.lower(): value for key, value in marker.errors} == dict(section)
