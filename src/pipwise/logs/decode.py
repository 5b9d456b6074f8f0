"""From the bytes of a log to lines of UTF-8, whatever program wrote them."""

from __future__ import annotations

_BOMS = ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"), (b"\xef\xbb\xbf", "utf-8"))
_SAMPLE = 400


def raw_lines(data: bytes | str) -> list[bytes]:
    r"""The physical lines as bytes; a file of PowerShell's ``>`` is UTF-16. A ``\r`` inside a line stays there."""
    if isinstance(data, str):
        data = data.encode("utf-8", "surrogatepass")
    data = _without_utf16(data)
    if b"\n" not in data and data.count(b"\r") > 2:
        data = data.replace(b"\r", b"\n")
    return data.replace(b"\r\n", b"\n").split(b"\n")


def _without_utf16(data: bytes) -> bytes:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            if encoding == "utf-8":
                return data[len(mark) :]
            return data[len(mark) :].decode(encoding, "replace").encode("utf-8", "surrogatepass")
    sample = data[:_SAMPLE]
    if len(sample) > 20 and sample[1::2].count(0) > len(sample) // 3:
        return data.decode("utf-16-le", "replace").encode("utf-8", "surrogatepass")
    return data
