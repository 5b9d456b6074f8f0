"""Builds pip's option table: asks the own parser of every release of pip from 9.0.3 on, and writes the ranges down.

Each release is unpacked and run by the first of the given Pythons that can run it, so the table is what pip itself
would parse, not what its documentation says. Run: ``python scripts/pip_option_table.py --cache DIR --python PATH …``
"""

from __future__ import annotations

import argparse
import datetime
import io
import json
import os
import re
import subprocess
import sys
import textwrap
import urllib.parse
import urllib.request
import zipfile
from collections.abc import Iterable, Iterator
from typing import NamedTuple

INDEX = "https://pypi.org/simple/pip/"
OLDEST = (9, 0, 3)
OUTPUT = os.path.join(os.path.dirname(__file__), "..", "src", "pipwise", "intent", "pip_options.py")

# Runs inside a foreign Python of any age, with one unpacked pip in front of its path.
ASK = r"""
import json, os, sys, warnings
sys.path.insert(0, sys.argv[1])
warnings.simplefilter("ignore")
try:
    from pip._internal.cli.main_parser import create_main_parser
except ImportError:
    try:
        from pip._internal import create_main_parser
    except ImportError:
        from pip import create_main_parser
try:
    from pip._internal.commands import commands_dict
except ImportError:
    from pip.commands import commands_dict
try:
    from pip._internal.commands import create_command
except ImportError:
    def create_command(name):
        return commands_dict[name]()
def rows(parser):
    for option in parser._get_all_options():
        callback = getattr(option.callback, "__name__", "") if option.action == "callback" else ""
        assert option.nargs in (None, 1)
        yield (option._short_opts + option._long_opts, option.dest, option.action, option.type or "",
               sorted(option.choices or []), callback)
main = create_main_parser()
main = main[0] if isinstance(main, tuple) else main
answer = {"": {"options": list(rows(main)), "anywhere": True}}
for name in commands_dict:
    command = create_command(name)
    assert command.parser.allow_interspersed_args
    answer[name] = {"options": list(rows(command.parser)),
                    "anywhere": bool(getattr(command, "ignore_require_venv", False))}
sys.stdout.write("\n" + json.dumps(answer))
"""


class Row(NamedTuple):
    """One option as one release defines it."""

    names: tuple[str, ...]
    dest: str
    action: str
    type: str
    choices: tuple[str, ...]
    callback: str


class Release(NamedTuple):
    """What one release says: options by command (``''`` for the main parser), and who needs no virtualenv."""

    version: str
    options: dict[str, tuple[Row, ...]]
    anywhere: frozenset[str]


def key(version: str) -> tuple[int, ...]:
    """A final version as numbers to compare."""
    return tuple(map(int, version.split(".")))


def wheels() -> Iterator[tuple[str, str]]:
    """(version, address) of every final release's wheel, oldest first."""
    with urllib.request.urlopen(INDEX) as page:
        links = re.findall(r'<a href="([^"#]+)[^>]*>pip-([0-9.]+)-py[^<]*\.whl<', page.read().decode())
    found = {version: urllib.parse.urljoin(INDEX, url) for url, version in links if key(version) >= OLDEST}
    for version in sorted(found, key=key):
        yield version, found[version]


def unpacked(version: str, address: str, cache: str) -> str:
    """The directory with one release, fetched where it is not there yet."""
    place = os.path.join(cache, version)
    if not os.path.isdir(place):
        with urllib.request.urlopen(address) as answer, zipfile.ZipFile(io.BytesIO(answer.read())) as archive:
            archive.extractall(place)
    return place


def ask(version: str, place: str, pythons: Iterable[str]) -> Release | None:
    """One release's own words, by the first Python that can run it; None where none can."""
    environment = {"HOME": "/nonexistent", "PIP_CONFIG_FILE": os.devnull, "PATH": os.defpath}
    for python in pythons:
        said = subprocess.run(
            [python, "-B", "-s", "-c", ASK, place],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        if said.returncode == 0:
            answer = json.loads(said.stdout.splitlines()[-1])
            options = {name: tuple(map(row, part["options"])) for name, part in answer.items()}
            return Release(
                version, options, frozenset(name for name, part in answer.items() if part["anywhere"])
            )
    return None


def row(said: tuple[list[str], str, str, str, list[str], str]) -> Row:
    """One option out of an answer."""
    names, dest, action, kind, choices, callback = said
    return Row(tuple(names), dest or "", action, kind, tuple(choices), callback)


def ranges(numbers: list[int]) -> Iterator[tuple[int, int]]:
    """Runs of consecutive releases, both ends included."""
    start = previous = numbers[0]
    for number in numbers[1:]:
        if number != previous + 1:
            yield start, previous
            start = number
        previous = number
    yield start, previous


def general_options(release: Release) -> tuple[Row, ...]:
    """The options that all commands take."""
    shared = set.intersection(*(set(options) for options in release.options.values()))
    return tuple(found for found in release.options[""] if found in shared)


def own_options(release: Release, command: str) -> tuple[Row, ...]:
    """What a parser has beyond that; for the main parser it is ``--version`` at most."""
    general = set(general_options(release))
    return tuple(found for found in release.options[command] if found not in general)


def render(releases: list[Release], uncovered: list[str]) -> str:
    """The module's text."""
    table: dict[Row, int] = {}
    spans: dict[str, dict[int, list[int]]] = {}
    commands: dict[str, list[int]] = {}
    anywhere: dict[str, list[int]] = {}
    for number, release in enumerate(releases):
        parts = {"general": general_options(release)}
        parts |= {command or "main": own_options(release, command) for command in release.options}
        for part, options in parts.items():
            for found in options:
                place = table.setdefault(found, len(table))
                spans.setdefault(part, {}).setdefault(place, []).append(number)
        for command in release.options:
            commands.setdefault(command, []).append(number)
            if command in release.anywhere:
                anywhere.setdefault(command, []).append(number)
    return written(releases, uncovered, table, spans, (commands, anywhere))


def written(
    releases: list[Release],
    uncovered: list[str],
    table: dict[Row, int],
    spans: dict[str, dict[int, list[int]]],
    lifetimes: tuple[dict[str, list[int]], dict[str, list[int]]],
) -> str:
    """The tables as Python."""
    last = len(releases) - 1
    commands, anywhere = lifetimes
    parts = [header(releases, uncovered)]
    parts.append(block("VERSIONS", [repr(release.version) for release in releases]))
    parts.append(block("OPTIONS", [repr(tuple(found)) for found in table]))
    parts.append("COMMANDS = {")
    for command in sorted(spans):
        triples = [
            f"({place}, {first}, {open_end(end, last)})"
            for place, numbers in spans[command].items()
            for first, end in ranges(numbers)
        ]
        parts.append(wrapped(f"{command!r}: ({', '.join(triples)},),", 4))
    parts += [f"    {command!r}: ()," for command in sorted(set(commands) - set(spans) - {""})]
    parts.append("}")
    parts.append(lives("SINCE", commands, last))
    parts.append(lives("ANYWHERE", anywhere, last))
    return "\n".join(parts) + "\n"


def header(releases: list[Release], uncovered: list[str]) -> str:
    """Where the table comes from."""
    today = datetime.datetime.now(tz=datetime.UTC).date().isoformat()
    return textwrap.dedent(f'''\
        """Options of pip by release: data, generated by ``scripts/pip_option_table.py``; do not edit.

        Source: the parsers of {len(releases)} releases, {releases[0].version} to {releases[-1].version}, from {INDEX}
        Read: {today}. Not covered: {", ".join(uncovered) or "none"} (none could run it), before {releases[0].version}.
        ``OPTIONS``: names, destination, action, type, choices, callback. ``COMMANDS``: options of the command itself as (row of
        ``OPTIONS``, first, last row of ``VERSIONS``), 999 for still there; ``general`` are taken by all commands and before
        them, ``main`` only before them. ``SINCE``: releases that know a command; ``ANYWHERE``: ignores --require-virtualenv.
        """

        # fmt: off
        ''')


def open_end(end: int, last: int) -> int:
    """999 where the newest release still has it: a newer one will, as well."""
    return 999 if end == last else end


def lives(name: str, commands: dict[str, list[int]], last: int) -> str:
    """A table of the ranges in which commands are true of something."""
    entries = [
        f"{command!r}: ({first}, {open_end(end, last)})"
        for command, numbers in sorted(commands.items())
        if command
        for first, end in ranges(numbers)
    ]
    return f"{name} = {{\n{wrapped(', '.join(entries) + ',', 4)}\n}}"


def block(name: str, items: list[str]) -> str:
    """A tuple of items over as few lines as fit."""
    return f"{name} = (\n{wrapped(', '.join(items) + ',', 4)}\n)"


def wrapped(text: str, indent: int) -> str:
    """Text broken after commas; no item contains a space that matters."""
    return textwrap.fill(
        text,
        110,
        initial_indent=" " * indent,
        subsequent_indent=" " * indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


def main() -> int:
    """Fetch, ask, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cache", required=True, help="directory for unpacked releases")
    parser.add_argument("--python", action="append", default=[], help="an interpreter to try, best first")
    parser.add_argument("--output", default=OUTPUT)
    options = parser.parse_args()
    releases, uncovered = [], []
    for version, address in wheels():
        release = ask(version, unpacked(version, address, options.cache), [*options.python, sys.executable])
        if release is None:
            uncovered.append(version)
        else:
            releases.append(release)
    text = render(releases, uncovered)
    with open(options.output, "w", encoding="utf-8") as file:
        # No text in the table has a quotation mark of its own.
        file.write(text.replace("'", '"'))
    print(f"{len(releases)} releases, {len(text)} characters; not covered: {', '.join(uncovered) or 'none'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
