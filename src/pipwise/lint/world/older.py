"""Releases before those of the table of platforms, by their number, their codename, or a tag that names them."""

from __future__ import annotations

import re

from pipwise.model.value import NamedTuple


class Older(NamedTuple):
    """Releases before those of the table: all older than the first pip that looks for a mark."""

    name: str
    first: tuple[int, ...]
    """The first release that the table has."""
    stands_for: str
    codenames: tuple[str, ...]
    source: str
    """Where the last of them is dated."""


OLDER = (
    Older(
        "ubuntu",
        (20, 4),
        "ubuntu:20.04",
        (
            *("lucid", "maverick", "natty", "oneiric", "precise", "quantal", "raring", "saucy", "trusty"),
            *(
                "utopic",
                "vivid",
                "wily",
                "xenial",
                "yakkety",
                "zesty",
                "artful",
                "bionic",
                "cosmic",
                "disco",
                "eoan",
            ),
        ),
        "https://wiki.ubuntu.com/Releases (19.10: October 2019)",
    ),
    Older(
        "debian",
        (10,),
        "debian:10",
        ("wheezy", "jessie", "stretch"),
        "https://www.debian.org/releases/ (9: June 2017)",
    ),
    Older(
        "fedora",
        (36,),
        "fedora:36",
        (),
        "https://fedoraproject.org/wiki/Releases/35/Schedule (November 2021)",
    ),
    Older(
        "centos",
        (8,),
        "centos:8",
        (),
        "https://docs.centos.org/ (7: July 2014)",
    ),
    Older(
        "ros",
        (),
        "ubuntu:20.04",
        (
            *("ardent", "bouncy", "crystal", "dashing", "eloquent", "foxy", "galactic"),
            *("fuerte", "groovy", "hydro", "indigo", "jade", "kinetic", "lunar", "melodic"),
        ),
        "https://github.com/osrf/docker_images (ros/*/ubuntu/*/*/Dockerfile: focal for foxy and galactic, older ones before)",
    ),
    Older(
        "docker",
        (18,),
        "alpine:3.18",
        (),
        "https://docs.docker.com/engine/release-notes/17.12/ (December 2017)",
    ),
)
"""pip 23.0 of January 2023 is the first one that looks (https://pip.pypa.io/en/stable/news/#v23-0), PEP 668 of 2022."""
_VERSION = re.compile(r"(\d+)(?:\.(\d+))?")
_NAMED = re.compile(r"(?:^|[-_.])(?:(ubuntu)-?_?(\d\d)[._-]?(?:04|10)|(centos|debian)-?_?(\d{1,2}))(?![\d])")


_CODENAMES = {codename: older.stands_for for older in OLDER[:2] for codename in older.codenames}
_ORDINARY = frozenset(
    ("cosmic", "disco", "lucid", "maverick", "natty", "precise", "stretch", "trusty", "vivid", "wily")
)
"""Words of English: the name of an image has them for other reasons too, where it does not name the system as well."""


def as_older(text: str) -> str:
    """The oldest release of the table for one that is older still; '' for none.

    A tag may name the system below an image of another name: ``nvidia/cuda:9.0-devel-ubuntu16.04``, ``node:lts-stretch``.
    """
    path, colon, tag = text.partition("@")[0].rpartition(":")
    if not colon or "/" in tag:
        return _below_name(text.partition("@")[0].rpartition("/")[2])
    name = path.rpartition("/")[2]
    found = _VERSION.match(tag)
    version = tuple(int(part) for part in found.groups() if part) if found else ()
    for older in OLDER:
        named = any(codename in tag for codename in older.codenames)
        if name == older.name and ((version and version < older.first) or named):
            return older.stands_for
    return _below(tag) or _below_name(name)


def _below_name(name: str) -> str:
    """The older system that an image's own name names: ``travis-xenial``, but not ``disco-bot``."""
    ordinary = not _ORDINARY.isdisjoint(re.split(r"[-_.]", name)) and not re.search(
        "ubuntu|debian|raspbian", name
    )
    return "" if ordinary else _below(name)


def _below(tag: str) -> str:
    """The system that a tag names, where that is an older one."""
    word = next((word for word in re.split(r"[-_.]", tag) if word in _CODENAMES), "")
    found = _NAMED.search(tag)
    if word or found is None:
        return _CODENAMES.get(word, "")
    name, release = found[1] or found[3], int(found[2] or found[4])
    return next((one.stands_for for one in OLDER if one.name == name and release < one.first[0]), "")
