"""Writes docs/reference/kinds.md from the weights, the hosts of plug-ins and the header of the table."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")
sys.path.insert(0, os.path.join(ROOT, "src"))

from pipwise.catalog.kinds import signals
from pipwise.catalog.kinds.hosts import APPLICATIONS, LIBRARIES, PROGRAMS
from pipwise.catalog.kinds.naming import LIBRARY_FAMILIES
from pipwise.catalog.kinds.table import load_table

PAGE = os.path.join(ROOT, "docs", "reference", "kinds.md")
HEAD = """\
# Applications, libraries and plug-ins

<!-- Written by scripts/kind_page.py; a test holds it equal. -->

Whether a project is an application (it has commands, and belongs into an environment of its own), a library (it is
imported, and belongs into the environment of what imports it), both, or a plug-in of something else. It is told from what
is shipped with pipwise, without a network and in milliseconds. Where the network is permitted, the newest wheel is read
from the index that pip is configured to use: its `entry_points.txt`, `*.data/scripts/` and metadata, a few kilobytes by
range requests, remembered by the wheel's hash. Of a project with
source distributions only, the commands are taken that setuptools recorded in the newest one, or that its `setup.py` lists
literally; nothing is built for that, and where neither is there it stays as the catalogue has it.

## What is weighed

{least} and more is an application, {most} and less a library, between them it is both. What has no command at all is a
library. What calls itself a library, a binding, a wrapper or an SDK is never called an application. A name of which nothing is
known is `unknown`, or a library where it belongs to a family of libraries ({families}); a name alone never makes an
application.

| what | weight |
|---|---|
{weights}

What plugs into a project does not count among those that depend on it. A formula with the same name is the same software
only if it has the commands of the wheel.

## Plug-ins

A plug-in is known by the entry-point groups that its wheel fills, if its name or summary speaks of the host, or by its
name. It belongs into the environment of its host: an application's own (`pipx inject`, or the distribution's
package), a library's into the project's venv, a program's into the Python that the operating system runs it with.

| host | it is | named | entry-point groups |
|---|---|---|---|
{hosts}

## What outranks it

The kind answers what a name is, not where a request belongs: several requirements, `-r`, `-e`, extras that are
used as plug-ins, or a project directory mean an environment to work in, whatever the kind of each. Unsure means a venv too: a
library in pipx cannot be imported, an application in a venv still runs.

## Where it is from

{sources}
"""


def page() -> str:
    """The whole page."""
    hosts = sorted((*APPLICATIONS, *LIBRARIES, *PROGRAMS), key=lambda host: host.project)
    return HEAD.format(
        least=signals.APPLICATION,
        most=signals.LIBRARY,
        families=", ".join(f"`{family}`" for family in LIBRARY_FAMILIES[:4]) + " …",
        weights="\n".join(f"| {text} | {weight:+d} |" for text, weight in _weights()),
        hosts="\n".join(
            f"| {host.project} | {host.what} | {_code(host.families)} | {_code(host.groups)} |"
            for host in hosts
        ),
        sources="\n".join(f"- {line}" for line in load_table().header[:1] + load_table().header[2:]),
    )


def _weights() -> Iterator[signals.Signal]:
    for table in (signals.PACKAGED, signals.FORMULA, signals.DEPENDENTS, signals.WORDS, signals.SCRIPTS):
        yield from table.values()
    yield from (signals.SAME, signals.CONSOLE, signals.TOPIC, signals.CALLED)


def _code(names: tuple[str, ...]) -> str:
    return ", ".join(f"`{name}`" for name in names)


if __name__ == "__main__":
    with open(PAGE, "w", encoding="utf-8") as output:
        output.write(page())
