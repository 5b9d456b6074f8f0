"""Systems that are another one under a name of their own, as people name them; facts of their own projects' pages."""

from __future__ import annotations

import re

_VERSIONS = r"(?:zero|\d+\w?\+?|model|[ab]\+?|w|le|plus|cm\d|400|500)"
_OTHERS = ("ubuntu", "fedora", "arch", "kali", "manjaro", "alpine", "home assistant", "nixos", "suse", "void")
_DERIVED = tuple(
    (re.compile(rf"\b(?:{pattern})", re.IGNORECASE), base)
    for pattern, base in (
        (r"[kxl]ubuntu\b|ubuntu (?:mate|budgie|studio|kylin)\b", "Ubuntu"),
        (r"raspbian(?: gnu/linux)?\b", "Raspberry Pi OS"),
        (r"(?:mx linux|mx)[- ]25\b|devuan (?:excalibur|6)\b", "Debian 13"),
        (
            r"(?:mx linux|mx|antix)[- ]23\b|parrot\w*(?: os| security)?(?: 6\S*)?|devuan (?:daedalus|5)\b",
            "Debian 12",
        ),
        (r"mx linux\b|antix\b|devuan\b|sparkylinux\b|bunsenlabs\b|crostini\b", "Debian"),
        (r"(?:zorin(?: os)? 18|elementary os 8|linux lite 7|kde neon|tuxedo os)\S*", "Ubuntu 24.04"),
        (r"(?:zorin(?: os)? 17|elementary os 7|linux lite 6)\S*", "Ubuntu 22.04"),
        (r"(?:zorin|elementary os|linux lite)\b", "Ubuntu"),
        (r"(?:garuda|artix|arcolinux|blackarch|archcraft)\b(?: linux)?", "Arch Linux"),
        (r"(?:nobara|bazzite|ultramarine)\b(?: linux)?", "Fedora"),
        (r"docker:(?:dind|cli|latest|\d[\w.-]*)", "alpine:latest"),
    )
)
_BOARD = re.compile(
    rf"\b(?:raspberry pi|rpi|raspberrypi)(?! ?os\b)(?:\s+{_VERSIONS}(?=[\s,;)]|$))*", re.IGNORECASE
)


def with_bases(text: str) -> str:
    """The text with the name of the system that each of them is; a Raspberry Pi runs its own unless another is named."""
    plain = text
    for pattern, base in _DERIVED:
        plain = pattern.sub(base, plain)
    if not any(other in plain.lower() for other in _OTHERS):
        plain = _BOARD.sub("Raspberry Pi OS", plain)
    return plain
