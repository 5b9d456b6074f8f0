"""dpkg's database: ``info/*.list``, ``info/*.md5sums``, ``status`` and ``diversions`` (deb-old(5), dpkg-divert(1)).

Read as files: a whole ``dpkg --verify`` takes half a minute, and says nothing about what shadows a package.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipwise.audit.packages.owned import NOTHING, Owned, concerns_python, is_imported
from pipwise.facts.glance import names, text
from pipwise.system.look import Look

DATABASE = "/var/lib/dpkg/status"
_INFO = "/var/lib/dpkg/info"
_MOST = 64_000_000
# A hundred thousand lines are passed over by these, not by Python.
_COMMANDS = re.compile(r"^/(?:usr/(?:local/)?)?bin/.*$", re.MULTILINE)
_SUMS = re.compile(r"^([0-9a-f]{32})  (.*/python3.*)$", re.MULTILINE)
_FIELDS = re.compile(r"^(?:(Package|Status|Version|(?:Pre-)?Depends): (.*)|)$", re.MULTILINE)
_NEED = re.compile(r"(?:^|[,|])\s*([^\s,|:(]+)")
_SOON = 2_000_000_000


def read(look: Look) -> Owned:
    """Every package that owns a file of Python's."""
    status = text(look, DATABASE, _MOST)
    if not status:
        return NOTHING._replace(manager="apt", problem=f"{DATABASE} cannot be read")
    installed, needed_by = _status(status)
    diverted = _diversions(text(look, "/var/lib/dpkg/diversions", _MOST))
    owners: dict[str, str] = {}
    sums: dict[str, tuple[str, str]] = {}
    versions: dict[str, str] = {}
    unpacked: dict[str, int] = {}
    for file in names(look, _INFO):
        stem, _, kind = file.rpartition(".")
        package = stem.partition(":")[0]
        if kind != "list" or package not in installed:
            continue
        listed = text(look, f"{_INFO}/{file}", _MOST)
        if "/python3" in listed:
            paths = [path for path in listed.split("\n") if concerns_python(path)]
        else:
            paths = _COMMANDS.findall(listed) if "/bin/" in listed else []
        if paths:
            # A directory belongs to many; the last one that is asked is as good as any.
            owners |= dict.fromkeys((_lies(diverted, path, package) for path in paths), package)
            versions[package] = installed[package]
            if any(map(is_imported, paths)):
                sums |= _sums(text(look, f"{_INFO}/{stem}.md5sums", _MOST), diverted, package)
                unpacked[package] = 0 if package in unpacked else _unpacked(look, f"{_INFO}/{stem}")
    return Owned("apt", owners, sums, versions, needed_by, "", unpacked)


def _unpacked(look: Look, stem: str) -> int:
    """When dpkg had put the last of a package's files into its place; 0 where that cannot be told.

    dpkg renames every file to its name, then writes ``.list`` anew, then renames ``.md5sums`` to its own: a file that has a
    later change time than that was changed since. In a copy (an image that was unpacked, a backup) the change times are
    those of copying, and ``.list`` still has the time of writing: then they differ.
    """
    try:
        written, last = look.stat(f"{stem}.list").mtime_ns, look.stat(f"{stem}.md5sums").ctime_ns
    except OSError:
        return 0
    return last if 0 <= last - written <= _SOON else 0


def _sums(
    listed: str, diverted: dict[str, tuple[str, str]], package: str
) -> Iterator[tuple[str, tuple[str, str]]]:
    for digest, name in _SUMS.findall(listed):
        path = f"/{name}"
        if is_imported(path):
            yield _lies(diverted, path, package), ("md5", digest)


def _status(status: str) -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    installed: dict[str, str] = {}
    needed_by: dict[str, list[str]] = {}
    fields: dict[str, str] = {}
    for key, value in (*_FIELDS.findall(status), ("", "")):
        if key:
            fields[key] = value
            continue
        if fields.get("Status", "").endswith(" installed") and "Package" in fields:
            package = fields["Package"]
            installed[package] = fields.get("Version", "")
            wanted = f"{fields.get('Depends', '')},{fields.get('Pre-Depends', '')}"
            for need in dict.fromkeys(_NEED.findall(wanted)):
                needed_by.setdefault(need, []).append(package)
        fields = {}
    return installed, {package: tuple(names) for package, names in needed_by.items()}


def _diversions(listed: str) -> dict[str, tuple[str, str]]:
    """Path → where it lies instead, and the package whose own file stays (``:`` for a local diversion: nobody's does)."""
    lines = listed.split("\n")
    return {path: (to, by) for path, to, by in zip(lines[::3], lines[1::3], lines[2::3], strict=False)}


def _lies(diverted: dict[str, tuple[str, str]], path: str, package: str) -> str:
    to, by = diverted.get(path, (path, package))
    return path if by == package else to
