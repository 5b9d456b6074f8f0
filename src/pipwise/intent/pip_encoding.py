"""The bytes of a requirements file as text (pip ``_internal/utils/encoding.py``, ``_internal/req/req_file.py``)."""

from __future__ import annotations

import codecs

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF16, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
)
_COOKIE = rb"coding[:=]\s*([-\w.]+)"


def decoded(data: bytes) -> str | None:
    """By its byte order mark, a PEP 263 comment in its first two lines, else UTF-8; None where pip ends in a traceback."""
    encoding = "utf-8"
    for mark, named in _MARKS:
        if data.startswith(mark):
            return _by(data[len(mark) :], named)
    for line in data.split(b"\n")[:2]:
        if not line.startswith(b"#"):
            continue
        from re import search

        if found := search(_COOKIE, line):
            encoding = found[1].decode("ascii", "replace")
            break
    return _by(data, encoding)


def _by(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None
