"""Text with only its letters and digits left: what survives re-wrapping, padding, lost glyphs and lost indentation."""

from __future__ import annotations

import string

_KEPT = (string.ascii_letters + string.digits).encode()
_DROPPED = bytes(one for one in range(256) if one not in _KEPT)
_LOWER = bytes(range(256)).lower()
_LETTERS = string.ascii_letters.encode()
_NO_LETTERS = bytes(one for one in range(256) if one not in _LETTERS)


def squash(text: str) -> bytes:
    """Letters and digits of ASCII, with their case."""
    return text.encode("utf-8", "ignore").translate(None, _DROPPED)


def squash_bytes(data: bytes) -> bytes:
    """The same of bytes, in lower case."""
    return data.translate(_LOWER, _DROPPED)


def phrase(text: str) -> bytes:
    """A phrase as it is looked for."""
    return squash_bytes(text.encode())


def letters_of(data: bytes) -> bytes:
    """Letters only: timestamps and the numbers of steps leave nothing between two lines but their T and Z, which go too."""
    return data.translate(_LOWER, _NO_LETTERS).replace(b"tz", b"")
