"""The end of a ZIP archive, read without the rest (PKWARE APPNOTE 4.3.6 on): what is in it, and where."""

from __future__ import annotations

from collections.abc import Iterator
from struct import error, unpack_from

from pipwise.model.value import NamedTuple

TAIL = 65_536
"""A wheel's directory and its small files are nearly always within so many bytes of its end."""
_END, _END64, _ENTRY, _LOCAL = b"PK\x05\x06", b"PK\x06\x06", b"PK\x01\x02", b"PK\x03\x04"
_MOST = 1_000_000
_UNSET = 0xFFFFFFFF


class Member(NamedTuple):
    """A file in the archive."""

    name: str
    method: int
    packed: int
    offset: int
    """Where its local header stands, from the start of the archive."""


class Directory(NamedTuple):
    """Where the directory of an archive stands."""

    offset: int
    size: int


def find_directory(tail: bytes) -> Directory:
    """Where the directory is, out of the end of an archive; ValueError where it is the end of none."""
    place = tail.rfind(_END)
    try:
        size, offset = unpack_from("<II", tail, place + 12)
        if place < 0:
            raise ValueError("no end of an archive")
        if _UNSET in (size, offset):
            wide = tail.rfind(_END64, 0, place)
            size, offset = unpack_from("<QQ", tail, wide + 40)
            if wide < 0:
                raise ValueError("no end of a large archive")
    except error as problem:
        raise ValueError(f"the end is cut off: {problem}") from problem
    return Directory(offset, size)


def read_directory(data: bytes) -> tuple[Member, ...]:
    """The members that a directory lists; ValueError where it is none."""
    try:
        return tuple(_members(data))
    except error as problem:
        raise ValueError(f"the directory is cut off: {problem}") from problem


def _members(data: bytes) -> Iterator[Member]:
    place = 0
    while place < len(data):
        if data[place : place + 4] != _ENTRY:
            raise ValueError("no entry of a directory")
        flags, method = unpack_from("<HH", data, place + 8)
        packed, whole, name, extra, comment = unpack_from("<IIHHH", data, place + 20)
        (offset,) = unpack_from("<I", data, place + 42)
        start = place + 46
        raw, more = data[start : start + name], data[start + name : start + name + extra]
        packed, offset = _widened(more, packed, whole, offset)
        yield Member(raw.decode("utf-8" if flags & 0x800 else "cp437", "replace"), method, packed, offset)
        place = start + name + extra + comment


def _widened(extra: bytes, packed: int, whole: int, offset: int) -> tuple[int, int]:
    """Sizes and offset with what the ZIP64 field says of those that did not fit."""
    place = 0
    while place + 4 <= len(extra):
        kind, length = unpack_from("<HH", extra, place)
        if kind == 1:
            wide = [
                value
                for (value,) in (
                    unpack_from("<Q", extra, at) for at in range(place + 4, place + 4 + length - 7, 8)
                )
            ]
            if whole == _UNSET and wide:
                wide.pop(0)
            if packed == _UNSET and wide:
                packed = wide.pop(0)
            if offset == _UNSET and wide:
                offset = wide.pop(0)
        place += 4 + length
    return packed, offset


def unpack(member: Member, data: bytes) -> bytes:
    """A member's content out of the bytes from its local header on; ValueError where they are not that, or too few."""
    import zlib

    try:
        name, extra = unpack_from("<HH", data, 26)
    except error as problem:
        raise ValueError(f"the local header is cut off: {problem}") from problem
    start = 30 + name + extra
    packed = data[start : start + member.packed]
    if data[:4] != _LOCAL or len(packed) < member.packed:
        raise ValueError("not the bytes of that member")
    if member.method == 0:
        return packed[:_MOST]
    if member.method != 8:
        raise ValueError(f"method {member.method}")
    try:
        return zlib.decompressobj(-15).decompress(packed, _MOST)
    except zlib.error as problem:
        raise ValueError(str(problem)) from problem
