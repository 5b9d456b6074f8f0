"""The shipped table of names against today's indices: the command that a maintainer runs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from debian_index import RELEASES, Suite, read_packages
from name_lists import Lists
from name_rows import make_rows
from name_table import differences, encode
from pipwise.catalog.names.table import read_table

SCRIPT = Path(__file__).parents[2] / "scripts" / "name_table.py"
_CANNOT_BE_HAD = 6


@pytest.mark.slow
def test_the_shipped_table_is_what_the_signed_indices_say_today() -> None:
    checked = subprocess.run(
        [sys.executable, str(SCRIPT), "check"], capture_output=True, text=True, check=False
    )
    if checked.returncode == _CANNOT_BE_HAD:
        pytest.skip(f"the indices cannot be had: {checked.stderr.strip()}")
    assert checked.returncode == 0, checked.stdout + checked.stderr


def _suite(**owners: str) -> Suite:
    stanzas = "\n\n".join(f"Package: {package}\nVersion: 1" for package in owners.values())
    infos = {name: {package} for name, package in owners.items()}
    return Suite(
        RELEASES[2],
        "2026-09-12",
        infos,
        {},
        {},
        {},
        dict(read_packages(stanzas)),
        "01234567-89abcdef-01234567",
    )


def test_a_suite_that_moved_on_is_told_name_by_name() -> None:
    was = _suite(requests="python3-requests", yaml="python3-yaml", rich="python3-rich")
    table = read_table(encode([was], make_rows([was]), Lists((), ())))
    assert table.suites[0].digest == "01234567-89abcdef-01234567"
    assert differences(table, 0, was) == []
    now = _suite(requests="python3-requests", yaml="python3-pyyaml", black="black")
    assert differences(table, 0, now) == [
        "black: not in the table → black",
        "yaml: python3-yaml → python3-pyyaml",
        "rich: python3-rich → none",
    ]
