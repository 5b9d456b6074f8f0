"""Vagrantfiles and Packer templates: the box, and the scripts that stand in their shell provisioners."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipwise.lint.events import Event, Isolated, Machine, Word
from pipwise.lint.reading import Problem, Reading
from pipwise.lint.sources.quoted import unquoted
from pipwise.lint.sources.shell import events_of
from pipwise.lint.text import Text

_BOX = re.compile(
    rb"""\.vm\.box\s*=\s*["'](?P<box>[\w./:-]+)["']|^\s*"?image"?\s*[=:]\s*"(?P<image>[\w./:-]+)\"""",
    re.MULTILINE,
)
_HEREDOC = re.compile(
    rb"<<[-~]?\s*['\"]?(?P<end>[A-Z_]\w*)['\"]?[^\n]*\n(?P<body>.*?)^[ \t]*(?P=end)\b",
    re.DOTALL | re.MULTILINE,
)
_INLINE = re.compile(rb'inline"?\s*[=:]\s*(?:\[(?P<list>.*?)\n?\s*\]|(?P<one>"(?:\\.|[^"\\])*"))', re.DOTALL)
_STRING = re.compile(rb'"(?:\\.|[^"\\])*"')
_SYSTEM = re.compile(
    r"(?:^|[/-])(?P<name>debian|ubuntu|fedora|alpine|centos|rocky|almalinux|arch)[/_-]?(?P<version>[\w.]*)"
)


_CODENAME = re.compile(
    r"(?:^|/)(?:(lucid|precise|trusty|xenial|bionic|focal|jammy|noble)|(wheezy|jessie|stretch|buster|bullseye|bookworm))"
    r"(?:32|64)\Z"
)
"""Boxes by the codename alone, as Vagrant's own first ones were called."""


def read(text: Text, path: str) -> Reading:
    """The events of provisioning, which root does."""
    problems: list[Problem] = []
    events = list(_events(text, problems))
    return Reading(tuple(events), tuple(problems))


def _events(text: Text, problems: list[Problem]) -> Iterator[Event]:
    box = _BOX.search(text.data)
    named = (box["box"] or box["image"]).decode() if box else ""
    start, end = (text.origin(box.start()), text.origin(box.end())) if box else (0, 0)
    image = image_of(named)
    yield Machine(Word((image,), start, end) if image else None, "script", start, end, "", "sh", "root")
    found = [(one.start("body"), text.part(*one.span("body"))) for one in _HEREDOC.finditer(text.data)]
    for one in _INLINE.finditer(text.data):
        listed = "list" if one["list"] is not None else "one"
        base = one.start(listed)
        strings = ((base + two.start(), two[0]) for two in _STRING.finditer(one[listed]))
        found += [(at, unquoted(text, at, quoted)) for at, quoted in strings]
    for at, script in sorted(found):
        events, unread = events_of(script)
        problems += unread
        yield Isolated(events, "sh", text.origin(at), text.origin(at) + len(script.data))


def image_of(box: str) -> str:
    """``debian/bookworm64`` and ``bento/ubuntu-22.04`` as images; '' where nothing tells the system."""
    found, named = _SYSTEM.search(box), _CODENAME.search(box)
    if not found and named:
        return f"ubuntu:{named[1]}" if named[1] else f"debian:{named[2]}"
    if not found:
        return ""
    version = found["version"].removesuffix("64").strip("-_.")
    return f"{found['name']}:{version}" if version and ":" not in box else box
