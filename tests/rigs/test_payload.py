"""The wheels of the rigs are the same bytes every time, and what installers expect."""

from __future__ import annotations

import base64
import csv
import hashlib
import re
import zipfile
from pathlib import Path

import pytest

from tests.rigs import payload


def _files(directory: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(directory)): path.read_bytes() for path in directory.rglob("*") if path.is_file()
    }


def test_two_builds_are_the_same_to_the_byte(tmp_path: Path) -> None:
    payload.build(tmp_path / "one")
    payload.build(tmp_path / "two")
    assert _files(tmp_path / "one") == _files(tmp_path / "two")


def test_building_again_in_the_same_place_changes_nothing(tmp_path: Path) -> None:
    payload.build(tmp_path)
    before = _files(tmp_path)
    payload.build(tmp_path)
    assert _files(tmp_path) == before


@pytest.mark.parametrize("wanted", payload.PAYLOADS, ids=lambda wanted: wanted.wheel)
def test_a_record_lists_every_file_with_its_hash_and_size(tmp_path: Path, wanted: payload.Payload) -> None:
    payload.build(tmp_path)
    with zipfile.ZipFile(tmp_path / "wheels" / wanted.wheel) as archive:
        record = f"{wanted.name}-{wanted.version}.dist-info/RECORD"
        rows = {
            name: (digest, size)
            for name, digest, size in csv.reader(archive.read(record).decode().splitlines())
        }
        assert rows.pop(record) == ("", "")
        assert sorted([*rows, record]) == sorted(archive.namelist())
        for name, (digest, size) in rows.items():
            content = archive.read(name)
            found = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).decode().rstrip("=")
            assert (digest, size) == (f"sha256={found}", str(len(content)))


def test_every_link_of_the_index_leads_to_a_wheel_with_that_hash(tmp_path: Path) -> None:
    payload.build(tmp_path)
    links = []
    for page in (tmp_path / "simple").glob("*/index.html"):
        for link, digest in re.findall(r'href="([^#"]+)#sha256=([0-9a-f]+)"', page.read_text("utf-8")):
            wheel = (page.parent / link).resolve()
            assert hashlib.sha256(wheel.read_bytes()).hexdigest() == digest
            links.append(wheel.name)
    assert sorted(links) == sorted(wanted.wheel for wanted in payload.PAYLOADS)
