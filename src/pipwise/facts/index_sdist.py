"""What a source distribution says of its commands without being built: setuptools' own record in it, or a literal list."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pipwise.catalog.kinds.wheel import Wheel
from pipwise.catalog.spelling import normalise
from pipwise.facts import index_texts as texts
from pipwise.facts.index_choice import version_of
from pipwise.facts.index_page import File
from pipwise.model.value import TYPE_CHECKING
from pipwise.system.archive import files_in_tar
from pipwise.system.fetch import Fetch

if TYPE_CHECKING:
    from packaging.version import Version

_START = 400_000
"""The records stand among the first files of an archive: setuptools sorts them by name."""
_WANTED = ("PKG-INFO", "entry_points.txt", "top_level.txt", "setup.py")
_SCRIPTS = re.compile(r"\bscripts\s*=\s*\[([^\]()+]*)\]")
_LITERAL = re.compile(r"""["']([\w./+-]+)["']""")


def choose_sdist(project: str, files: Iterable[File]) -> File | None:
    """The newest source distribution (``NAME-VERSION.tar.gz``, PEP 625), yanked ones last; None where there is none."""
    ranked = [(rank, file) for file in files if (rank := _rank(project, file)) is not None]
    return max(ranked, key=lambda one: one[0])[1] if ranked else None


def _rank(project: str, file: File) -> tuple[bool, bool, Version] | None:
    name, dash, version = file.name.removesuffix(".tar.gz").rpartition("-")
    parsed = version_of(version) if dash and file.name.endswith(".tar.gz") else None
    if parsed is None or normalise(name) != project:
        return None
    return not file.yanked, not parsed.is_prerelease, parsed


def read_sdist(fetch: Fetch, file: File) -> Wheel | None:
    """What it says of its commands; None where only a build tells: nothing recorded does not mean that there are none."""
    reply = fetch.get(file.url, part=f"0-{_START - 1}", limit=_START)
    if reply.status not in (200, 206):
        return None
    found = dict(_texts(reply.body))
    scripts, groups = texts.read_entry_points(found.get("entry_points.txt", ""))
    scripts = scripts or _listed(found.get("setup.py", ""))
    if not scripts:
        return None
    summary, classifiers = texts.read_metadata(found.get("PKG-INFO", ""))
    modules = tuple(found.get("top_level.txt", "").split())
    return Wheel(file.name, scripts, groups, modules, summary, classifiers)


def _listed(text: str) -> tuple[str, ...]:
    """Files that a setup.py lists, as they stand there, to become commands (distutils' ``scripts``)."""
    found = _SCRIPTS.search(text)
    paths = _LITERAL.findall(found[1]) if found else []
    return tuple(dict.fromkeys(path.rpartition("/")[2] for path in paths))


def _texts(data: bytes) -> Iterator[tuple[str, str]]:
    """The wanted texts at the top of the archive and in its ``.egg-info``, as far as what was fetched goes."""
    for path, content in files_in_tar(data, lambda path: bool(_wanted(path)), _START):
        yield _wanted(path), content.decode("utf-8", "replace")


def _wanted(path: str) -> str:
    parts = path.split("/")
    top = len(parts) == 2 or (len(parts) in (3, 4) and parts[-2].endswith(".egg-info"))
    return parts[-1] if top and parts[-1] in _WANTED else ""
