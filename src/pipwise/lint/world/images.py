"""Images that are no platform of the table, of which it is known what they are made from and what stands first on their PATH."""

from __future__ import annotations

import re
from fnmatch import fnmatchcase

from pipwise.model.value import NamedTuple


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
        "https://github.com/linuxserver/docker-baseimage-alpine (Dockerfile at 00d175e: ENV PATH)",
    ),
    Known(
        "*linuxserver/baseimage-ubuntu:*",
        "ubuntu:{tag}",
        "/lsiopy/bin",
        "https://github.com/linuxserver/docker-baseimage-debian (its sister, Dockerfile at 096b28f)",
    ),
    Known(
        "*linuxserver/baseimage-debian:*",
        "debian:{tag}",
        "/lsiopy/bin",
        "https://github.com/linuxserver/docker-baseimage-debian (Dockerfile at 096b28f: ENV PATH)",
    ),
)


OLDER = (
    (
        ("ubuntu",),
        (20, 4),
        "ubuntu:20.04",
        ("trusty", "xenial", "bionic", "artful", "cosmic", "disco", "eoan"),
    ),
    (("debian",), (10,), "debian:10", ("wheezy", "jessie", "stretch")),
    (("fedora",), (36,), "fedora:36", ()),
    (("centos",), (8,), "centos:8", ()),
)
"""Releases before those of the table, all older than PEP 668 (2022) and pip 23.0 (January 2023, its NEWS), the first one that
looks for a mark: nobody had marked a Python then, and no pip of theirs would have asked."""
_VERSION = re.compile(r"(\d+)(?:\.(\d+))?")


def as_older(text: str) -> str:
    """The oldest release of the table for one that is older still; '' for none."""
    name, _, tag = text.rpartition(":")
    name = name.rpartition("/")[2]
    found = _VERSION.match(tag)
    version = tuple(int(part) for part in found.groups() if part) if found else ()
    for names, first, stands_for, aliases in OLDER:
        if name in names and ((version and version < first) or any(alias in tag for alias in aliases)):
            return stands_for
    return ""


OWN_PYTHON = re.compile(
    r"python|pypy|conda|mamba|jupyter|notebook|pytorch|tensorflow|keras|airflow|superset|django|flask|fastapi|gunicorn|uwsgi"
    r"|poetry|pipenv|pdm|ansible|(?:^|[/-])uv\b|(?:^|[/-])py\d|(?:^|[/-])ml|spark|dbt|ray\b|vllm|sagemaker|lambda"
)
"""Names of images that are there for a Python: whose it is cannot be told from the system below."""


def known_image(text: str) -> tuple[str, str]:
    """(the platform that an image stands for, what its PATH begins with); the image itself where it is none of these."""
    for known in IMAGES:
        if fnmatchcase(text, known.pattern):
            return known.platform.replace("{tag}", text.rpartition(":")[2]), known.path
    return text, ""
