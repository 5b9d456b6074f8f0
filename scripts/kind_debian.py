"""What Debian's signed indices say of Python projects: which package has one's files, and which has its commands."""

from __future__ import annotations

import gzip
import hashlib
import lzma
import os
import re
import subprocess
import sys
import urllib.request
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from pipwise.catalog.kinds.record import Packaged
from pipwise.catalog.kinds.spelling import bare, sounds_same
from pipwise.catalog.spelling import normalise

MIRROR = "http://deb.debian.org/debian"
KEYRING = "/usr/share/keyrings/debian-archive-keyring.gpg"
FILES = ("main/Contents-all.gz", "main/Contents-amd64.gz", "main/binary-amd64/Packages.xz")
_METADATA = re.compile(
    r"usr/lib/python3(?:\.\d+)?/dist-packages/([^/]+?)(?:-\d[^/]*?)?\.(?:dist|egg)-info(?:/(.*))?$"
)
_COMMAND = re.compile(r"(?:usr/)?(?:s?bin|games)/([^/]+)$")
_PYTHON = re.compile(r"(python3?|pypy3?|cython)(\d|-|$)")
_NAME = re.compile(r"(?:^|[,|])\s*([a-z0-9][a-z0-9+.-]+)")


class Package(NamedTuple):
    """A paragraph of Packages, as far as it is needed here."""

    source: str
    section: str
    depends: frozenset[str]
    synopsis: str


class Suite(NamedTuple):
    """One suite's indices."""

    name: str
    date: str
    owners: Mapping[str, set[str]]
    """Project → packages with its metadata."""
    entry_points: set[str]
    """Projects whose metadata has an ``entry_points.txt``."""
    commands: Mapping[str, set[str]]
    """Package → its commands."""
    packages: Mapping[str, Package]


class Seen(NamedTuple):
    """What a suite says of one project."""

    packaged: Packaged
    commands: frozenset[str]
    dependents: int
    section: str
    synopsis: str


def read_suite(name: str, directory: str, *, lagging: bool = False) -> Suite:
    """A suite's indices, fetched into the directory unless they are there; checked against the signed InRelease.

    Some mirrors' Contents are a few days behind their InRelease: ``lagging`` takes them with a warning.
    """
    release = _release(name, directory)
    paths = [_fetched(name, file, directory, release, lagging=lagging) for file in FILES]
    owners: dict[str, set[str]] = defaultdict(set)
    commands: dict[str, set[str]] = defaultdict(set)
    entry_points: set[str] = set()
    for path in paths[:2]:
        for file, packages in _contents(path):
            if (found := _METADATA.match(file)) is not None:
                project = normalise(found[1])
                owners[project].update(packages)
                if found[2] == "entry_points.txt":
                    entry_points.add(project)
            elif (found := _COMMAND.match(file)) is not None:
                for package in packages:
                    commands[package].add(found[1])
    date = next(line[6:] for line in release.splitlines() if line.startswith("Date: "))
    return Suite(name, date, owners, entry_points, commands, dict(_packages(paths[2])))


def look_at(suite: Suite) -> dict[str, Seen]:
    """Everything that a suite says, by project."""
    siblings: dict[str, list[str]] = defaultdict(list)
    dependents: dict[str, set[str]] = defaultdict(set)
    for name, package in suite.packages.items():
        siblings[package.source].append(name)
        for other in package.depends:
            if other in suite.packages and suite.packages[other].source != package.source:
                dependents[other].add(package.source)
    found = {}
    for project, owners in suite.owners.items():
        own = sorted(name for name in owners if name in suite.packages)
        if own:
            source = suite.packages[own[0]].source
            needed_by = {one for name in own for one in dependents[name] if project not in one}
            found[project] = _seen(suite, project, own, siblings[source], len(needed_by))
    return found


def _seen(suite: Suite, project: str, own: list[str], siblings: list[str], dependents: int) -> Seen:
    bare_named = [name for name in own if not _PYTHON.match(name) and suite.commands.get(name)]
    beside = [name for name in siblings if name not in own and _ships_for(suite, name, project, own)]
    commands = {command for name in (*own, *beside) for command in suite.commands.get(name, ())}
    chief = next(iter(bare_named or own))
    packaged: Packaged
    if bare_named:
        packaged = "python-program" if suite.packages[chief].section == "python" else "program"
    elif beside:
        alike = any(
            bare(name).removesuffix("3") == bare(project) and sounds_same(project, suite.commands[name])
            for name in beside
        )
        packaged = "named-beside" if alike else "beside"
    elif commands:
        packaged = "inside"
    else:
        packaged = "entry-points" if project in suite.entry_points else "no-command"
    return Seen(
        packaged,
        frozenset(commands),
        dependents,
        suite.packages[chief].section,
        suite.packages[chief].synopsis,
    )


def _ships_for(suite: Suite, name: str, project: str, own: list[str]) -> bool:
    """Whether a package of the same source has commands that need the project, or that the project's package needs."""
    if _PYTHON.match(name) or not suite.commands.get(name):
        return False
    needs = not suite.packages[name].depends.isdisjoint(own)
    return needs or (
        sounds_same(project, suite.commands[name]) and any(name in suite.packages[one].depends for one in own)
    )


def _contents(path: str) -> Iterator[tuple[str, list[str]]]:
    with gzip.open(path, "rt", encoding="utf-8", errors="surrogateescape") as lines:
        for line in lines:
            file, _, packages = line.rstrip("\n").rpartition(" ")
            yield file.rstrip(), [one.rpartition("/")[2] for one in packages.split(",")]


def _packages(path: str) -> Iterator[tuple[str, Package]]:
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        fields: dict[str, str] = {}
        for line in lines:
            if line == "\n":
                yield fields["Package"], _package(fields)
                fields = {}
            elif line[0] not in " \t":
                key, _, value = line.partition(":")
                fields[key] = value.strip()


def _package(fields: Mapping[str, str]) -> Package:
    needs = f"{fields.get('Pre-Depends', '')},{fields.get('Depends', '')}"
    return Package(
        fields.get("Source", fields["Package"]).partition(" ")[0],
        fields.get("Section", "").rpartition("/")[2],
        frozenset(_NAME.findall(needs)),
        fields.get("Description", ""),
    )


def _release(suite: str, directory: str) -> str:
    path = _read(f"{MIRROR}/dists/{suite}/InRelease", f"{directory}/{suite}-InRelease")
    if not os.path.exists(KEYRING):
        raise SystemExit(f"{KEYRING} is missing: install debian-archive-keyring and gpgv")
    checked = subprocess.run(
        ["/usr/bin/gpgv", "--keyring", KEYRING, "--output", "-", path], capture_output=True, check=False
    )
    if checked.returncode:
        raise SystemExit(f"the signature of {suite}'s InRelease is not good: {checked.stderr.decode()}")
    return checked.stdout.decode()


def _fetched(suite: str, file: str, directory: str, release: str, *, lagging: bool) -> str:
    wanted = next(
        line.split()[0]
        for line in release.splitlines()
        if line.endswith(f" {file}") and len(line.split()[0]) == 64
    )
    path = f"{directory}/{suite}-{file.replace('/', '_')}"
    if not os.path.exists(path) or _digest(path) != wanted:
        _read(f"{MIRROR}/dists/{suite}/{file}", path)
    if _digest(path) != wanted:
        said = f"{path} is not what the InRelease of {suite} says"
        if not lagging or "Contents" not in file:
            raise SystemExit(f"{said}: try another mirror, or --lagging where only Contents is behind")
        print(f"warning: {said}", file=sys.stderr)
    return path


def _read(url: str, path: str) -> str:
    with urllib.request.urlopen(url, timeout=120) as answer, open(f"{path}.part", "wb") as output:
        while piece := answer.read(1 << 20):
            output.write(piece)
    os.replace(f"{path}.part", path)
    return path


def _digest(path: str) -> str:
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
