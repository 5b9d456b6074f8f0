"""What Debian builds the Python projects of a suite with, read from its signed indices (Sources, Packages).

Debian Policy 7.7: Build-Depends of a source, without what build-essential brings. What is wanted only to test a package or to
write its manual (build profiles nocheck, nodoc), and Python's own projects, which pip fetches by itself, are left out.
"""

from __future__ import annotations

import lzma
import re
from typing import NamedTuple

from debian_index import PACKAGES, Release, _signed_releases, _verified

SOURCES = "main/source/Sources.xz"
_FIELDS = re.compile(r"^(Package|Source|Architecture|Section|Provides): (.*)$", re.MULTILINE)
_BUILD = re.compile(r"^Build-Depends(?:-Arch)?:((?:.*\n)(?: .*\n?)*)", re.MULTILINE)
_ITEM = re.compile(r"^(?P<name>[a-z0-9][a-z0-9.+-]*)(?::\w+)?")
_LINUX = ("any", "linux-any", "amd64", "any-amd64", "arm64", "any-arm64")


class Binary(NamedTuple):
    """One binary package."""

    source: str
    section: str
    compiled: bool
    """Whether it is another one on each architecture."""


class Built(NamedTuple):
    """One suite: its binary packages, and what each source is built with."""

    release: Release
    date: str
    binaries: dict[str, Binary]
    provided: dict[str, set[str]]
    """Virtual package → those that provide it."""
    libraries: dict[str, list[str]]
    """Source → the development packages of libraries that it makes itself."""
    extensions: frozenset[str]
    """Sources that make a compiled package for Python."""
    wants: dict[str, tuple[str, ...]]
    """Source → names of packages, in the order in which it has them."""


def read_built(release: Release, mirror: str, cache: str) -> Built:
    """One suite; raises NotToBeHad."""
    signed = list(_signed_releases(release, mirror))
    packages = lzma.decompress(_verified(release.name, PACKAGES, signed, mirror, cache)).decode()
    sources = lzma.decompress(_verified(release.name, SOURCES, signed, mirror, cache)).decode()
    binaries, provided = read_binaries(packages)
    libraries: dict[str, list[str]] = {}
    extensions = {one.source for one in binaries.values() if one.section == "python" and one.compiled}
    for name, one in binaries.items():
        if one.section == "libdevel" and name.startswith("lib"):
            libraries.setdefault(one.source, []).append(name)
    date = min(date for date, _ in signed)
    wants = read_wants(sources)
    return Built(release, date, binaries, provided, libraries, frozenset(extensions), wants)


def read_binaries(text: str) -> tuple[dict[str, Binary], dict[str, set[str]]]:
    """A ``Packages`` index."""
    found: dict[str, Binary] = {}
    provided: dict[str, set[str]] = {}
    for stanza in text.split("\n\n"):
        fields: dict[str, str] = dict(_FIELDS.findall(stanza))
        name = fields.get("Package", "")
        if not name:
            continue
        source = fields.get("Source", name).partition(" ")[0]
        section = fields.get("Section", "").rpartition("/")[2]
        found[name] = Binary(source, section, fields.get("Architecture") != "all")
        for one in re.findall(r"(?:^|, *)([a-z0-9][a-z0-9.+-]*)", fields.get("Provides", "")):
            provided.setdefault(one, set()).add(name)
    return found, provided


def read_wants(text: str) -> dict[str, tuple[str, ...]]:
    """A ``Sources`` index; of several versions of a source the last, which is the newest."""
    found = {}
    for stanza in text.split("\n\n"):
        name = re.search(r"^Package: (\S+)$", stanza, re.MULTILINE)
        if name:
            items = ",".join(one.replace("\n", " ") for one in _BUILD.findall(stanza + "\n")).split(",")
            found[name[1]] = tuple(dict.fromkeys(filter(None, (wanted(item) for item in items))))
    return found


def wanted(item: str) -> str:
    """The package that one item of Build-Depends names first; '' where Linux, or a plain build, does not want it."""
    item = item.strip().partition("|")[0].strip()
    places = re.search(r"\[([^]]*)\]", item)
    if places and not _holds(places[1].split(), _LINUX):
        return ""
    if re.search(r"<[^>]*!(?:nocheck|nodoc)\b", item):
        return ""
    found = _ITEM.match(item)
    return found["name"] if found else ""


def _holds(words: list[str], here: tuple[str, ...]) -> bool:
    """``[linux-any]`` names where it holds, ``[!hurd-any]`` where it does not."""
    if words and words[0].startswith("!"):
        return not {word[1:] for word in words} & {*here}
    return bool({*words} & {*here})
