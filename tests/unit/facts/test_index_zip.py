"""The end of an archive is enough to read it, and no bytes make it fall over."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipwise.facts.index_zip import find_directory, read_directory, unpack
from tests.unit.facts.wheels import ENTRY_POINTS, wheel

NAMES = st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1, max_size=30)
METHODS = st.sampled_from((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))


@given(st.dictionaries(NAMES, st.binary(max_size=3_000), max_size=8), METHODS, st.binary(max_size=200))
def test_every_member_is_found_and_unpacked(files: dict[str, bytes], method: int, comment: bytes) -> None:
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", method) as archive:
        archive.comment = comment.replace(b"PK", b"kp")
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content, method)
    data = output.getvalue()
    where = find_directory(data)
    members = read_directory(data[where.offset : where.offset + where.size])
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        # zipfile itself turns what Windows would take for a separator.
        assert [member.offset for member in members] == [one.header_offset for one in archive.infolist()]
    assert [unpack(member, data[member.offset :]) for member in members] == list(files.values())


@given(st.binary(max_size=400))
def test_bytes_that_are_no_archive_are_told_and_nothing_else(data: bytes) -> None:
    for read in (find_directory, read_directory):
        try:
            read(data)
        except ValueError:
            pass


@given(st.integers(0, 3_000), st.integers(0, 255))
def test_a_broken_byte_is_told_or_does_not_matter(place: int, byte: int) -> None:
    data = bytearray(wheel())
    data[place % len(data)] = byte
    try:
        where = find_directory(bytes(data))
        for member in read_directory(bytes(data[where.offset : where.offset + where.size])):
            unpack(member, bytes(data[member.offset :]))
    except ValueError:
        pass


@pytest.mark.parametrize("size", [0, 3, 21])
def test_a_cut_off_end_is_told(size: int) -> None:
    with pytest.raises(ValueError, match=r"end|cut"):
        find_directory(wheel()[-size:] if size else b"")


def test_a_large_archive_with_zip64_fields_is_read() -> None:
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w") as archive:
        for number in range(65_600):
            archive.writestr(f"{number}", "")
        archive.writestr("spam-1.0.dist-info/entry_points.txt", ENTRY_POINTS)
    data = output.getvalue()
    where = find_directory(data[-200:])
    member = read_directory(data[where.offset : where.offset + where.size])[-1]
    assert unpack(member, data[member.offset :]).decode() == ENTRY_POINTS


def test_a_bomb_is_not_unpacked_to_its_end() -> None:
    data = wheel({"bomb": b"\0" * 20_000_000})
    where = find_directory(data)
    (member,) = read_directory(data[where.offset : where.offset + where.size])
    assert len(unpack(member, data)) <= 1_000_000
