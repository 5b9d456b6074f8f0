"""Debian's own signed indices of a suite: fetched, verified, and read for what names need.

``InRelease`` is verified with gpgv against Debian's keyring, everything else by the SHA256 that it names.
"""

from __future__ import annotations

import glob
import gzip
import hashlib
import lzma
import os
import re
import subprocess
import tempfile
import urllib.request
from collections.abc import Iterator
from typing import NamedTuple


class Release(NamedTuple):
    """A release whose suite is read."""

    name: str
    version: str
    python: str
    frozen: str
    """Month of its freeze; for one that is not frozen, the month after all others."""
    alias: str


RELEASES = (
    Release("bullseye", "11", "3.9", "2021-03", "oldoldstable"),
    Release("bookworm", "12", "3.11", "2023-03", "oldstable"),
    Release("trixie", "13", "3.13", "2025-04", "stable"),
    Release("forky", "14", "3.14", "2026-10", "testing"),
    Release("sid", "", "3.14", "2026-11", "unstable"),
)
"""Oldest first. Their freezes: Debian's release announcements."""
PACKAGES = "main/binary-amd64/Packages.xz"
CONTENTS = ("main/Contents-all.gz", "main/Contents-amd64.gz")
FILES = (PACKAGES, *CONTENTS)
KEYRING = "/usr/share/keyrings/debian-archive-keyring.gpg"
DEFAULT_MIRROR = "http://deb.debian.org/debian"
_TIMEOUT = 120
_PIECE = 1 << 24
_INFO = re.compile(
    rb"^(\S*?/)([^/\s]+?)(?:-[^-/\s]+)?(?:-py[\d.]+)?\.(?:dist|egg)-info(?:/\S*)?[ \t]+(\S+)$", re.MULTILINE
)
_MODULE = re.compile(
    rb"^usr/lib/python3(?:\.\d+)?/dist-packages/"
    rb"(?:([A-Za-z_]\w*)/(?:[^/\s]+/)*[^/\s]+\.(?:py|so)|([A-Za-z_]\w*)(?:\.py|\.[\w-]+\.so))[ \t]+(\S+)$",
    re.MULTILINE,
)
_COMMAND = re.compile(rb"^(?:usr/)?(?:bin|sbin|games)/(\S+)[ \t]+(\S+)$", re.MULTILINE)
_DECLARED = re.compile(r"(?:^|, *)([a-z0-9][a-z0-9.+-]*) *\(=")
_PLACES = (b"usr/lib/python3", b"usr/bin/", b"usr/sbin/", b"usr/games/", b"bin/", b"sbin/")


class NotToBeHad(Exception):
    """An index cannot be fetched, or nothing that is signed vouches for it."""


class Package(NamedTuple):
    """One package of a suite, as ``Packages`` has it."""

    name: str
    version: str
    depends: frozenset[str]
    provides: frozenset[str]
    """Names that it provides in a version: ``python3-types-six (= 1.16)``; without one it only stands in for another."""
    description: str


class Suite(NamedTuple):
    """What one suite says of names; sets, since more than one package may ship the same thing."""

    release: Release
    date: str
    """Day of the signed release."""
    infos: dict[str, set[str]]
    """PEP 503 name of a ``*.dist-info`` or ``*.egg-info`` → packages that ship it where every program imports from."""
    private: dict[str, set[str]]
    """The same, for those in a program's own directory."""
    modules: dict[str, set[str]]
    """Top-level import name → packages."""
    commands: dict[str, set[str]]
    """Package → commands."""
    packages: dict[str, Package]
    digest: str = ""
    """Of the files that it was read from, the beginning of each one's SHA256."""


def configured_mirror() -> str:
    """The Debian mirror that this machine's apt uses, else Debian's own."""
    for path in ("/etc/apt/sources.list", *sorted(glob.glob("/etc/apt/sources.list.d/*"))):
        try:
            with open(path, encoding="utf-8", errors="replace") as file:
                found = re.search(
                    r"^(?:URIs:|deb(?:\s+\[[^]]*])?)\s+(https?://\S+/debian)/?\s", file.read(), re.MULTILINE
                )
        except OSError:
            continue
        if found:
            return found[1]
    return DEFAULT_MIRROR


def read_suite(release: Release, mirror: str, cache: str) -> Suite:
    """Everything of one suite; raises NotToBeHad."""
    name, releases = release.name, list(_signed_releases(release, mirror))
    listed = _verified(name, PACKAGES, releases, mirror, cache)
    packages = dict(read_packages(lzma.decompress(listed).decode()))
    sums = [hashlib.sha256(listed).hexdigest()]
    suite = Suite(release, min(date for date, _ in releases), {}, {}, {}, {}, packages)
    for path in CONTENTS:
        content = _verified(name, path, releases, mirror, cache)
        sums.append(hashlib.sha256(content).hexdigest())
        for piece in _pieces(content):
            read_contents(piece, suite)
    return suite._replace(digest=_digest(sums))


def is_as_it_was(digest: str, release: Release, mirror: str) -> bool:
    """Whether signed releases still name the files of that digest; nothing else is fetched."""
    known = [sums for _, sums in _signed_releases(release, mirror)]
    pieces = digest.split("-")
    return len(pieces) == len(FILES) and all(
        any(sums.get(path, "").startswith(piece) for sums in known)
        for path, piece in zip(FILES, pieces, strict=True)
    )


def _digest(sums: list[str]) -> str:
    return "-".join(one[:8] for one in sums)


def _signed_releases(release: Release, mirror: str) -> Iterator[tuple[str, dict[str, str]]]:
    """(day, path → SHA256) of each signed release of a suite.

    A suite is also there under its alias. A mirror that is between two states may have the files of one and the
    release of the other; a file is believed if any signed release of that codename vouches for it.
    """
    problems = []
    for directory in (release.name, release.alias):
        try:
            text = check_signature(_fetch(f"{mirror}/dists/{directory}/InRelease"))
        except NotToBeHad as problem:
            problems.append(str(problem))
            continue
        if f"\nCodename: {release.name}\n" not in text:
            continue
        day = re.search(r"^Date: (.+)$", text, re.MULTILINE)
        sums = re.findall(r"^ ([0-9a-f]{64}) +\d+ (\S+)$", text, re.MULTILINE)
        yield _iso(day[1] if day else ""), {path: digest for digest, path in sums}
    if len(problems) == 2:
        raise NotToBeHad("; ".join(problems))


def _iso(date: str) -> str:
    from email.utils import parsedate_to_datetime

    return parsedate_to_datetime(date).date().isoformat()


def check_signature(content: bytes) -> str:
    """The text of a signed release; raises NotToBeHad where no key of Debian's signed it."""
    if not os.path.exists(KEYRING):
        raise NotToBeHad(f"no keyring to verify with: install debian-archive-keyring ({KEYRING})")
    with tempfile.NamedTemporaryFile() as file:
        file.write(content)
        file.flush()
        argv = ["gpgv", "--keyring", KEYRING, "--output", "-", file.name]
        try:
            done = subprocess.run(argv, capture_output=True, check=False, timeout=_TIMEOUT)
        except OSError as problem:
            raise NotToBeHad(f"gpgv cannot be run: {problem}") from problem
    if done.returncode:
        raise NotToBeHad(f"the signature is not good: {done.stderr.decode(errors='replace').strip()}")
    return done.stdout.decode()


def _verified(
    suite: str, path: str, releases: list[tuple[str, dict[str, str]]], mirror: str, cache: str
) -> bytes:
    wanted = {sums[path] for _, sums in releases if path in sums}
    place = os.path.join(cache, suite, path.replace("/", "_")) if cache else ""
    if place and os.path.exists(place):
        with open(place, "rb") as file:
            content = file.read()
        if hashlib.sha256(content).hexdigest() in wanted:
            return content
    content = _fetch(f"{mirror}/dists/{suite}/{path}")
    if hashlib.sha256(content).hexdigest() not in wanted:
        raise NotToBeHad(f"no signed release of {suite} vouches for {path}: the mirror is between two states")
    if place:
        os.makedirs(os.path.dirname(place), exist_ok=True)
        with open(place, "wb") as file:
            file.write(content)
    return content


def _fetch(url: str) -> bytes:
    try:
        with urllib.request.urlopen(url, timeout=_TIMEOUT) as answer:
            content: bytes = answer.read()
            return content
    except OSError as problem:
        raise NotToBeHad(f"{url.partition('/dists/')[2]}: {problem}") from problem


def read_packages(text: str) -> Iterator[tuple[str, Package]]:
    """The packages of a ``Packages`` index by name."""
    for stanza in text.split("\n\n"):
        fields = dict(
            re.findall(r"^(Package|Version|Depends|Provides|Description): (.*)$", stanza, re.MULTILINE)
        )
        if "Package" in fields:
            yield (
                fields["Package"],
                Package(
                    fields["Package"],
                    fields.get("Version", ""),
                    frozenset(re.findall(r"(?:^|[,|] *)([a-z0-9][a-z0-9.+-]*)", fields.get("Depends", ""))),
                    frozenset(_DECLARED.findall(fields.get("Provides", ""))),
                    fields.get("Description", ""),
                ),
            )


def _pieces(compressed: bytes) -> Iterator[bytes]:
    """Whole lines, some megabytes at a time: uncompressed, an index has more than half a gigabyte."""
    import io

    rest = b""
    with gzip.open(io.BytesIO(compressed)) as file:
        while piece := file.read(_PIECE):
            lines, newline, rest = (rest + piece).rpartition(b"\n")
            yield lines + newline
    yield rest


def read_contents(piece: bytes, suite: Suite) -> None:
    """Add what whole lines of a ``Contents`` index say of names."""
    for directory, name, packages in _INFO.findall(b"\n".join(_metadata(piece))):
        place = _place(directory.decode())
        if place:
            into = suite.infos if place == "shared" else suite.private
            into.setdefault(normal(name.decode()), set()).update(_names(packages))
    piece = b"\n".join(_below(piece))
    for inner, single, packages in _MODULE.findall(piece):
        suite.modules.setdefault((inner or single).decode(), set()).update(_names(packages))
    for command, packages in _COMMAND.findall(piece):
        for package in _names(packages):
            suite.commands.setdefault(package, set()).add(command.rpartition(b"/")[2].decode())


def _metadata(piece: bytes) -> Iterator[bytes]:
    """The lines of metadata: found by their one word, since most of the nine million lines have none."""
    for word in (b".dist-info", b".egg-info"):
        at = -1
        while (at := piece.find(word, at + 1)) >= 0:
            end = piece.find(b"\n", at) % (len(piece) + 1)
            yield piece[piece.rfind(b"\n", 0, at) + 1 : end]
            at = end


def _below(piece: bytes) -> Iterator[bytes]:
    """The lines below certain places, which stand together: only those between the first and the last are looked at."""
    piece = b"\n" + piece
    for place in _PLACES:
        first = piece.find(b"\n" + place)
        if first >= 0:
            last = piece.find(b"\n", piece.rfind(b"\n" + place) + 1) % (len(piece) + 1)
            yield from (line for line in piece[first + 1 : last].split(b"\n") if line.startswith(place))


def _place(directory: str) -> str:
    """``shared``: directly below a ``dist-packages``; ``private``: a program's own directory; '' for all that is nested."""
    if directory.endswith("/dist-packages/"):
        return "shared" if "/python3" in directory else ""
    if "-packages/" in directory or "pypy" in directory or "/gocode/" in directory:
        return ""
    return "private" if directory.startswith(("usr/share/", "usr/lib/")) else ""


def _names(packages: bytes) -> list[str]:
    """``python/python3-requests,…`` without the sections."""
    return [name.rpartition("/")[2] for name in packages.decode().split(",")]


def normal(name: str) -> str:
    """PEP 503; Debian's files also have a stray leading hyphen."""
    return re.sub(r"[-_.]+", "-", name).lower().strip("-")
