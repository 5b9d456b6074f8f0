"""Wheels and servers for the tests of what is read from an index."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from typing import NamedTuple

from pipwise.system.fetch import Reply

METADATA = """\
Metadata-Version: 2.4
Name: spam
Version: 1.0
Summary: A command-line tool to fry eggs
Classifier: Environment :: Console
Classifier: Topic :: Utilities

Description
Summary: not this one
"""
ENTRY_POINTS = """\
[console_scripts]
spam = spam.main:run
spam-admin=spam.admin:run [extra]

[gui_scripts]
spam-gui = spam.gui:run
# a comment = no name
[certbot.plugins]
dns = spam.dns:Plugin
"""


def wheel(
    files: Mapping[str, str | bytes] | None = None, *, compression: int = zipfile.ZIP_DEFLATED
) -> bytes:
    """A wheel with these files, or one that brings commands, modules and a plug-in."""
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", compression) as archive:
        for name, content in (WHOLE if files is None else files).items():
            archive.writestr(name, content)
    return output.getvalue()


WHOLE: dict[str, str | bytes] = {
    "spam/__init__.py": "",
    "spam/main.py": "def run(): ...",
    "_spam.cpython-313-x86_64-linux-gnu.so": b"\x7fELF",
    "single.py": "",
    "spam-1.0.data/scripts/spamd": "#!python\n",
    "spam-1.0.data/purelib/other/__init__.py": "",
    "spam-1.0.dist-info/METADATA": METADATA,
    "spam-1.0.dist-info/entry_points.txt": ENTRY_POINTS,
    "spam-1.0.dist-info/RECORD": "",
}


class Asked(NamedTuple):
    """One request."""

    method: str
    url: str
    part: str


class FakeFetch:
    """A server in the process: files by URL, and how it treats ranges."""

    def __init__(self, pages: Mapping[str, Reply], files: Mapping[str, bytes], ranges: str = "all") -> None:
        self.pages, self.files, self.ranges = dict(pages), dict(files), ranges
        self.asked: list[Asked] = []

    def get(self, url: str, *, accept: str = "", part: str = "", limit: int = 8_000_000) -> Reply:
        self.asked.append(Asked("GET", url, part))
        if url in self.pages:
            return self.pages[url]
        if url not in self.files:
            return Reply(404, url)
        data = self.files[url]
        suffix = part.startswith("-")
        if not part or self.ranges == "none":
            return (
                Reply(200, url, "", len(data), data)
                if len(data) <= limit
                else Reply(200, url, problem="too-much")
            )
        if suffix and self.ranges == "absolute":
            return Reply(416, url)
        start, _, end = part.partition("-")
        body = data[-int(end) :] if suffix else data[int(start) : int(end) + 1]
        return Reply(206, url, "", len(data), body)

    def head(self, url: str) -> Reply:
        self.asked.append(Asked("HEAD", url, ""))
        return Reply(200, url, "", len(self.files[url])) if url in self.files else Reply(404, url)
