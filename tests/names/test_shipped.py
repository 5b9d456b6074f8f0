"""What is shipped: small, dated, in order, and read in no time."""

from __future__ import annotations

import re
import subprocess
import sys
import time
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from pipwise.catalog.names import Where, curated, look_up, table
from pipwise.catalog.names.curated import relations
from pipwise.catalog.names.rows import owners_of, row_of
from pipwise.catalog.names.table import load_table
from pipwise.catalog.spelling import normalise

ROOM = Path(table.__file__).parent
DATA = [ROOM / name for name in ("names.dat", "relations.tsv", "packages.tsv", "begun.tsv")]


def test_all_tables_add_less_than_150_kilobytes_to_the_wheel() -> None:
    wheel = BytesIO()
    with zipfile.ZipFile(wheel, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in DATA:
            archive.write(path, path.name)
    assert len(wheel.getvalue()) < 150_000


def test_nothing_of_it_is_read_or_imported_where_no_name_is_asked_for() -> None:
    text = (
        "import contextlib, io, sys; from pipwise.cli.main import main\n"
        "with contextlib.redirect_stdout(io.StringIO()): main(['--version'])\n"
        "print([one for one in sys.modules if one.startswith(('pipwise.catalog.names', 'zlib'))])"
    )
    said = subprocess.run([sys.executable, "-c", text], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"


def test_a_look_up_costs_less_than_five_milliseconds_once_the_table_is_read() -> None:
    trixie = Where("apt", "debian", "13", "trixie", "3.13")
    names = [
        "requests",
        "pyyaml",
        "azure-core",
        "types-six",
        "psycopg2-binary",
        "cv2",
        "no-such-thing-at-all",
    ]
    look_up(names[0], trixie)
    costs = []
    for name in names * 20:
        start = time.process_time()
        look_up(name, trixie)
        costs.append(time.process_time() - start)
    assert sorted(costs)[len(costs) // 2] < 0.005, "what a name costs of the processor, in the middle of 140"


def test_the_table_says_from_what_it_was_built() -> None:
    shipped = load_table()
    assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", shipped.date)
    assert [suite.name for suite in shipped.suites] == ["bullseye", "bookworm", "trixie", "forky", "sid"]
    assert all(suite.date <= shipped.date for suite in shipped.suites)
    assert all(re.fullmatch("[0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}", suite.digest) for suite in shipped.suites)
    assert "signed" in shipped.source


def test_projects_are_in_normal_form_and_can_be_read_both_ways() -> None:
    shipped = load_table()
    names = [line.partition("\t")[0] for line in shipped.projects.splitlines() if line]
    assert [name for name in names if normalise(name) != name] == []
    for name in names[::50]:
        row = row_of(name, shipped)
        assert row is not None
        assert row.packages
        assert name in dict(owners_of(row.packages[0].package, shipped))


def test_a_name_that_is_a_piece_of_another_is_not_found_in_it() -> None:
    shipped = load_table()
    assert row_of("equests", shipped) is None
    assert row_of("", shipped) is None
    assert dict(owners_of("python3-reques", shipped)) == {}


@pytest.mark.parametrize("file", ["relations.tsv", "packages.tsv", "begun.tsv"])
def test_reviewed_rows_have_a_source_and_stand_in_order(file: str) -> None:
    head, *rows = [line.split("\t") for line in (ROOM / file).read_text(encoding="utf-8").splitlines()]
    assert head[-1] == "source"
    assert [row for row in rows if len(row) != len(head) or not row[-1]] == []
    name = head.index("name")
    assert [row[name] for row in rows if normalise(row[name]) != row[name]] == []
    keys = [row[: name + 1] for row in rows]
    assert keys == sorted(keys)


def test_relations_lead_somewhere() -> None:
    bare = [
        one.name
        for one in relations()
        if not one.projects
        and not one.relation.startswith("standard-library")
        and one.relation != "placeholder"
    ]
    assert bare == []
    found = curated.relation_of("cv2")
    assert found is not None
    assert found.projects == ("opencv-python",)
