"""Images that are no platform of the table, of which it is known what they are made from and what stands first on their PATH."""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import NamedTuple


class Known(NamedTuple):
    """One family of images."""

    pattern: str
    platform: str
    """``{tag}`` stands for the tag."""
    path: str
    """What their ENV PATH begins with, or ''."""
    source: str


IMAGES = (
    Known(
        "*linuxserver/baseimage-alpine:*",
        "alpine:{tag}",
        "/lsiopy/bin",
        "https://github.com/linuxserver/docker-baseimage-alpine (ENV PATH, 2026-08)",
    ),
    Known(
        "*linuxserver/baseimage-ubuntu:*",
        "ubuntu:{tag}",
        "/lsiopy/bin",
        "https://github.com/linuxserver/docker-baseimage-ubuntu (ENV PATH, 2026-08)",
    ),
    Known(
        "*linuxserver/baseimage-debian:*",
        "debian:{tag}",
        "/lsiopy/bin",
        "https://github.com/linuxserver/docker-baseimage-debian (ENV PATH, 2026-08)",
    ),
)


def known_image(text: str) -> tuple[str, str]:
    """(the platform that an image stands for, what its PATH begins with); the image itself where it is none of these."""
    for known in IMAGES:
        if fnmatchcase(text, known.pattern):
            return known.platform.replace("{tag}", text.rpartition(":")[2]), known.path
    return text, ""
