"""The table of kinds: how it is written, what it weighs, and what it costs."""

from __future__ import annotations

import subprocess
import sys
from importlib.resources import files
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

import pipwise
from kind_validation import read_labels
from pipwise.catalog.kinds.record import Record, decode, encode
from pipwise.catalog.kinds.signals import signals_of
from pipwise.catalog.kinds.table import Entry, entries, find, load_table, read, write
from pipwise.catalog.kinds.words import level, says_library, weights

NAMES = st.from_regex(r"[a-z0-9]([a-z0-9-]{0,80}[a-z0-9])?", fullmatch=True)
RECORDS = st.builds(
    Record,
    st.sampled_from(
        ("unknown", "program", "python-program", "named-beside", "beside", "inside", "entry-points")
    ),
    st.sampled_from((0, 3, 10)),
    st.sampled_from(("none", "namesake", "same-commands")),
    st.sampled_from(("unknown", "none", "some")),
    st.booleans(),
    st.sampled_from((-1, 0, 1, 2)),
    *(st.booleans(),) * 3,
)
COMMANDS = st.lists(st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._+-]{0,20}", fullmatch=True), max_size=3).map(tuple)
ENTRIES = st.builds(Entry, RECORDS, COMMANDS, st.sampled_from(("", "pytest", "certbot")))


@given(RECORDS)
def test_a_record_comes_back_from_its_letters(record: Record) -> None:
    assert decode(encode(record)) == record


@given(st.dictionaries(NAMES, ENTRIES, min_size=1, max_size=20))
def test_a_table_comes_back_from_its_text(found: dict[str, Entry]) -> None:
    table = read(write(("from somewhere, some day",), found))
    assert table.header == ("from somewhere, some day",)
    assert entries(table) == found
    assert {name: find(name, table) for name in found} == found
    assert find("not-there", table) is None or "not-there" in found


@given(RECORDS)
def test_signals_come_strongest_first_and_none_twice(record: Record) -> None:
    signals = signals_of(record)
    assert [abs(weight) for _, weight in signals] == sorted(
        (abs(weight) for _, weight in signals), reverse=True
    )
    assert len({text for text, _ in signals}) == len(signals)


def test_the_shipped_table_says_where_it_is_from_and_when() -> None:
    header = load_table().header
    assert "Debian" in header[0]
    assert "collected 20" in header[0]
    for source in ("formulae", "wheels", "summaries"):
        assert any(line.startswith(source) and ", 20" in line for line in header)


def test_the_shipped_files_add_less_than_70_kilobytes() -> None:
    folder = files("pipwise.catalog.kinds")
    assert len((folder / "kinds.dat").read_bytes()) + len((folder / "words.tsv").read_bytes()) < 70_000


def test_the_words_were_learnt_without_the_labelled_projects() -> None:
    assert len(weights()) > 100
    head = (files("pipwise.catalog.kinds") / "words.tsv").read_text("utf-8").partition("\n\n")[0]
    assert "labelled ones left out" in head
    assert len(read_labels()) > 200


def test_words_tell_a_program_from_a_library() -> None:
    assert level("A command line tool to download files") == 2
    assert level("Asynchronous Python client library for the X API") == -1
    assert level("") == 0
    assert says_library("Python bindings for libgit2")
    assert says_library("The AWS SDK for Python")
    assert says_library("A wrapper around the pdftoppm command line tools")
    assert not says_library("A user-friendly command-line HTTP client for the API era")


def test_the_table_is_read_when_the_first_name_is_asked_for_and_not_before() -> None:
    source = str(Path(pipwise.__file__).parent.parent)
    code = (
        f"import sys; sys.path.insert(0, {source!r}); import pipwise.catalog.kinds as kinds\n"
        "loaded = lambda: [name for name in ('pipwise.catalog.kinds.hosts',) if name in sys.modules]\n"
        "print(loaded()); kinds.kind_of('httpie'); print(loaded())"
    )
    told = subprocess.run(
        [sys.executable, "-I", "-c", code], capture_output=True, text=True, check=True
    ).stdout
    assert told.splitlines() == ["[]", "['pipwise.catalog.kinds.hosts']"]
