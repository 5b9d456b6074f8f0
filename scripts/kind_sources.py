"""What else is known of projects: Homebrew's list of executables, a directory of wheels, a list of summaries."""

from __future__ import annotations

import configparser
import email
import os
import re
import zipfile
from collections.abc import Iterator
from typing import NamedTuple

from pipwise.catalog.kinds.wheel import Wheel
from pipwise.catalog.spelling import normalise

_FORMULA = re.compile(r"([^(:]+)(?:\([^)]*\))?:(.*)")
_DATA_SCRIPT = re.compile(r"[^/]+\.data/scripts/([^/]+)$")


class Summary(NamedTuple):
    """One project of the list of summaries."""

    rank: int
    """Its place among the most downloaded, or 0."""
    text: str


def read_formulae(path: str) -> dict[str, frozenset[str]]:
    """Formula → executables, from ``executables.txt`` as ``brew which-formula`` uses it."""
    with open(path, encoding="utf-8") as lines:
        found = (_FORMULA.match(line.strip()) for line in lines)
        return {normalise(one[1]): frozenset(one[2].split()) for one in found if one}


def read_summaries(path: str) -> dict[str, Summary]:
    """Project → rank and summary, from tab-separated lines that a header names: name, …, rank…, summary."""
    with open(path, encoding="utf-8") as lines:
        columns = next(lines).rstrip("\n").split("\t")
        name, text = columns.index("name"), columns.index("summary")
        rank = next(place for place, column in enumerate(columns) if column.startswith("rank"))
        rows = (line.rstrip("\n").split("\t") for line in lines)
        return {
            normalise(row[name]): Summary(int(row[rank] or 0) if row[rank].isdigit() else 0, row[text])
            for row in rows
            if len(row) == len(columns)
        }


def read_wheels(directories: list[str]) -> dict[str, tuple[Wheel, frozenset[str]]]:
    """Project → what its wheel says, and what it requires."""
    found = {}
    for directory in directories:
        for name in sorted(os.listdir(directory)):
            if name.endswith(".whl"):
                found[normalise(name.partition("-")[0])] = _wheel(f"{directory}/{name}")
    return found


def _wheel(path: str) -> tuple[Wheel, frozenset[str]]:
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        inside = {
            name.partition("/")[2]: name for name in names if re.fullmatch(r"[^/]+\.dist-info/[^/]+", name)
        }
        metadata = email.message_from_bytes(archive.read(inside["METADATA"]))
        groups = configparser.ConfigParser(delimiters=("=",), strict=False, interpolation=None)
        groups.optionxform = str  # type: ignore[assignment, method-assign]  # names keep their case
        if "entry_points.txt" in inside:
            groups.read_string(archive.read(inside["entry_points.txt"]).decode())
    own = ("console_scripts", "gui_scripts")
    scripts = [name for group in own if group in groups for name in groups[group]]
    scripts += [found[1] for name in names if (found := _DATA_SCRIPT.match(name))]
    wheel = Wheel(
        os.path.basename(path),
        tuple(scripts),
        tuple(group for group in groups.sections() if group not in own),
        (),
        str(metadata["Summary"] or ""),
        tuple(str(one) for one in metadata.get_all("Classifier") or ()),
    )
    return wheel, frozenset(_required(metadata))


def _required(metadata: email.message.Message) -> Iterator[str]:
    for line in metadata.get_all("Requires-Dist") or ():
        if "extra" not in line:
            yield normalise(re.split(r"[^A-Za-z0-9._-]", line.strip(), maxsplit=1)[0])
