"""Who stops at a marker in each state that was measured, with Debian's pip 23.0.1, pip 26.3 and uv 0.13.9."""

from __future__ import annotations

import pytest

from pipwise.facts.marker import read_marker
from pipwise.model.interpreter import Marker
from pipwise.model.known import Known
from pipwise.predict.marker_findings import findings
from pipwise.predict.marker_readers import readings
from tests.recorded.look import Node, directory, file, link, machine

STDLIB = "/usr/lib/python3.11"
PATH = f"{STDLIB}/EXTERNALLY-MANAGED"
HEAD = b"[externally-managed]\n"
REFUSED, OWN, CRASH, ON = "refuses: marker", "refuses: own", "crashes: ", "goes-on: "

# name, what stands there, pip, uv, the findings
CASES: tuple[tuple[str, Node, str, str, list[str]], ...] = (
    ("blank line only", file(b"\n"), OWN, OWN, ["empty"]),
    ("empty file", file(b""), OWN, OWN, ["empty"]),
    ("not INI", file(b"hello world\n"), OWN, OWN, ["not-ini"]),
    ("wrong section", file(b"[something-else]\nError=venv\n"), OWN, OWN, ["no-section"]),
    ("lowercase key", file(HEAD + b"error=use a venv\n"), REFUSED, OWN, ["key-case"]),
    ("upper section", file(b"[EXTERNALLY-MANAGED]\nError=venv\n"), OWN, OWN, ["no-section"]),
    ("duplicate key", file(HEAD + b"Error=venv\nError=venv\n"), CRASH, OWN, ["duplicate-key"]),
    (
        "duplicate in another case",
        file(HEAD + b"Error=venv\nerror=venv\n"),
        CRASH,
        REFUSED,
        ["duplicate-key"],
    ),
    ("percent", file(HEAD + b"Error=a venv is 100% %(safe)s\n"), REFUSED, REFUSED, []),
    ("comment lines", file(HEAD + b"Error=use\n # no\n a venv\n"), REFUSED, REFUSED, ["line-dropped"]),
    ("colon + rich markup", file(HEAD + b"Error: [red]use a venv[/red]\n"), REFUSED, REFUSED, []),
    ("empty Error", file(HEAD + b"Error=\n"), REFUSED, REFUSED, ["message-empty"]),
    (
        "latin-1 bytes",
        file("[externally-managed]\nError=für venv\n".encode("latin-1")),
        OWN,
        ON,
        ["encoding"],
    ),
    ("UTF-8 BOM", file(b"\xef\xbb\xbf" + HEAD + b"Error=venv\n"), OWN, OWN, ["bom"]),
    ("CRLF", file(b"[externally-managed]\r\nError=use\r\n a venv\r\n"), REFUSED, REFUSED, []),
    ("is a directory", directory(), ON, ON, ["not-a-file"]),
    ("dangling symlink", link("nowhere"), ON, ON, ["not-a-file"]),
    ("unreadable by user", file(HEAD + b"Error=venv\n", mode=0o600), OWN, ON, ["unreadable"]),
    ("no key", file(HEAD), OWN, OWN, ["no-error-key"]),
    ("only a translation", file(HEAD + b"Error-de=venv\n"), OWN, OWN, ["only-translated"]),
    (
        "Error-en_US + Error",
        file(HEAD + b"Error-en_US=venv\nError=venv\n"),
        REFUSED,
        REFUSED,
        ["key-english"],
    ),
    (
        "a key that is never read",
        file(HEAD + b"Error=venv\nError-de-DE=venv\n"),
        REFUSED,
        REFUSED,
        ["key-never-read"],
    ),
    (
        "with an encoding",
        file(HEAD + b"Error=venv\nError-de_DE.UTF-8=venv\n"),
        REFUSED,
        REFUSED,
        ["key-never-read"],
    ),
    ("another key", file(HEAD + b"Error=venv\nNote=x\n"), REFUSED, REFUSED, ["key-unknown"]),
    ("no advice", file(HEAD + b"Error=Managed by uv.\n"), REFUSED, REFUSED, ["no-advice"]),
    (
        "Homebrew's advice",
        file(HEAD + b"Error=venv, or pip install --user\n"),
        REFUSED,
        REFUSED,
        ["advice-user"],
    ),
)


def marker(node: Node) -> Marker:
    fact = read_marker(machine({PATH: node}, uid=1000), STDLIB)
    assert isinstance(fact, Known)
    found: Marker = fact.value
    return found


@pytest.mark.parametrize(("node", "pip", "uv", "codes"), [pytest.param(*one[1:], id=one[0]) for one in CASES])
def test_who_stops_and_what_is_wrong(node: Node, pip: str, uv: str, codes: list[str]) -> None:
    found = marker(node)
    said = {one.installer: f"{one.does}: {one.shows}" for one in readings(found)}
    assert said["pip 23.0"] == said["pip 23.0.1 and later"] == pip
    assert said["uv pip --system"] == uv
    assert said["pip before 23.0"] == said["pipx, uv tool, virtualenv"] == ON
    text = (node.data or b"").decode("utf-8", "surrogateescape")
    assert [one.code for one in findings(found, text)] == codes


@pytest.mark.parametrize("problem", ["not-ini", "encoding", "bom"])
def test_pip_warns_where_it_cannot_read(problem: str) -> None:
    pip = readings(Marker(PATH, "malformed", problem))[2]  # type: ignore[arg-type]  # the words of the table
    assert "WARNING: Failed to read" in pip.note


def test_the_exit_statuses() -> None:
    statuses = {one.installer: one.exit_status for one in readings(marker(file(HEAD + b"Error=x\n")))}
    assert (statuses["pip 23.0.1 and later"], statuses["uv pip --system"]) == (1, 2)
    assert readings(Marker(PATH, "malformed", "duplicate-key"))[1].exit_status == 2


def test_a_translation_is_shown_to_whom_it_is_for() -> None:
    found = marker(file(HEAD + b"Error-de=venv\n"))
    assert [readings(found, language)[2].shows for language in ("de_AT", "fr_FR", None)] == [
        "marker",
        "own",
        "own",
    ]
    assert readings(found, "de_AT")[3].shows == "own"


def test_pip_23_0_has_no_override() -> None:
    overrides = {one.installer: one.override for one in readings(marker(file(HEAD + b"Error=x\n")))}
    assert overrides["pip 23.0"] == ""
    assert overrides["pip 23.0.1 and later"] == overrides["uv pip --system"] == "--break-system-packages"
