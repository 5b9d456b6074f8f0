"""The table as it is shipped: its values are of their types, and it can be reached and believed."""

import json
from pathlib import Path
from typing import get_origin, get_type_hints

from pipwise.catalog.platforms import Row, find_platform, load_table
from pipwise.catalog.platforms import row as row_module
from pipwise.catalog.platforms.versions import parse_versions, versions_in
from pipwise.intent.pip_options import VERSIONS
from pipwise.model.interpreter import Owner, PipCopy
from pipwise.model.value import choices_of
from platform_table import PAGE, page

TABLE = load_table()
FILE = Path(row_module.__file__).with_name("platforms.json")


def test_every_value_is_one_that_its_type_allows() -> None:
    hints = get_type_hints(Row)
    for row in TABLE.rows:
        for name, hint in hints.items():
            value = getattr(row, name)
            if choices_of(hint):
                assert value in choices_of(hint), (row.id, name, value)
            elif get_origin(hint) is tuple:
                assert isinstance(value, tuple), (row.id, name)
            else:
                assert isinstance(value, str), (row.id, name, value)


def test_no_row_has_a_key_that_nobody_reads() -> None:
    data = json.loads(FILE.read_text(encoding="utf-8"))
    assert {key for row in data["rows"] for key in row} <= set(Row._fields)


def test_owners_and_vendors_are_those_of_the_model() -> None:
    owners, vendors = choices_of(get_type_hints(Owner)["kind"]), choices_of(get_type_hints(PipCopy)["vendor"])
    assert [row.id for row in TABLE.rows if row.owner not in owners or row.vendor not in vendors] == []


def test_the_rows_have_names_of_their_own() -> None:
    identities = [row.id for row in TABLE.rows]
    assert len(set(identities)) == len(identities) >= 100


def test_every_row_is_reached_by_something_that_can_be_asked_for() -> None:
    reached = set()
    for row in TABLE.rows:
        for term in parse_versions(row.versions) or parse_versions("x"):
            version = next(iter((*term.aliases, term.low, term.high)), "") or term.high or term.low
            for name in row.names:
                tags = (version, f"{version}-{row.variant}", row.variant, f"{row.variant}{version}", "")
                texts = (
                    [f"{name}{version}"]
                    if name[-1] in "-@"
                    else [f"{name}:{tag}" if tag else name for tag in tags]
                )
                reached |= {found.row.id for found in map(find_platform, texts) if found}
    assert {row.id for row in TABLE.rows} - reached == set()


def test_every_pip_is_a_version_or_allows_some_that_are_known() -> None:
    said = [(row.id, one) for row in TABLE.rows for _, one in row.pip if one != "none"]
    empty = [(row, one) for row, one in said if not versions_in(one, VERSIONS)]
    assert empty == []


def test_what_is_marked_is_refused_or_says_why_not() -> None:
    odd = [
        row.id
        for row in TABLE.rows
        if row.marker == "yes" and row.outcome != "refused" and not row.outcome_detail
    ]
    assert set(odd) <= {row.id for row in TABLE.rows if row.settings}
    assert [row.id for row in TABLE.rows if row.marker == "no" and row.outcome == "refused"] == []


def test_the_table_says_when_and_from_where() -> None:
    assert TABLE.date == "2026-11-22"
    assert TABLE.source
    unsupported = [row.id for row in TABLE.rows if row.confidence == "verified" and not row.sources]
    assert unsupported == []


def test_the_page_is_what_the_table_says() -> None:
    assert Path(PAGE).read_text(encoding="utf-8") == page(), "run scripts/platform_table.py"
