"""dpkg's database: ``info/*.list``, ``info/*.md5sums``, ``status`` and ``diversions`` (deb-old(5), dpkg-divert(1)).

Read as files: a whole ``dpkg --verify`` takes half a minute, and says nothing about what shadows a package.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipwise.audit.packages.owned import NOTHING, Owned, concerns_python, is_imported
from pipwise.facts.glance import names, text
from pipwise.system.look import Look

DATABASE = "/var/lib/dpkg/status"
_INFO = "/var/lib/dpkg/info"
_MOST = 64_000_000


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
    for file in names(look, _INFO):
        stem, _, kind = file.rpartition(".")
        package = stem.partition(":")[0]
        if kind != "list" or package not in installed:
            continue
        listed = text(look, f"{_INFO}/{file}", _MOST)
        if "/python3" not in listed and "/bin/" not in listed:
            continue
        paths = [path for path in listed.split("\n") if concerns_python(path)]
        if paths:
            # A directory belongs to many; the last one that is asked is as good as any.
            owners |= dict.fromkeys((_lies(diverted, path, package) for path in paths), package)
            versions[package] = installed[package]
            if any(map(is_imported, paths)):
                sums |= _sums(text(look, f"{_INFO}/{stem}.md5sums", _MOST), diverted, package)
    return Owned("apt", owners, sums, versions, needed_by)


def _sums(
    listed: str, diverted: dict[str, tuple[str, str]], package: str
) -> Iterator[tuple[str, tuple[str, str]]]:
    for line in listed.split("\n"):
        digest, _, name = line.partition("  ")
        path = f"/{name}"
        if name and is_imported(path):
            yield _lies(diverted, path, package), ("md5", digest)


def _status(status: str) -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    installed: dict[str, str] = {}
    needed_by: dict[str, list[str]] = {}
    for stanza in status.split("\n\n"):
        fields = dict(_fields(stanza.split("\n")))
        if not fields.get("Status", "").endswith(" installed"):
            continue
        package = fields["Package"]
        installed[package] = fields.get("Version", "")
        for need in dict.fromkeys(_needs(fields.get("Depends", ""), fields.get("Pre-Depends", ""))):
            needed_by.setdefault(need, []).append(package)
    return installed, {package: tuple(names) for package, names in needed_by.items()}


def _fields(lines: Iterable[str]) -> Iterator[tuple[str, str]]:
    for line in lines:
        key, colon, value = line.partition(": ")
        if colon and key in ("Package", "Status", "Version", "Depends", "Pre-Depends"):
            yield key, value


def _needs(*fields: str) -> Iterator[str]:
    for field in fields:
        for one in field.replace("|", ",").split(","):
            name = one.strip().partition(" ")[0].partition(":")[0]
            if name:
                yield name


def _diversions(listed: str) -> dict[str, tuple[str, str]]:
    """Path → where it lies instead, and the package whose own file stays (``:`` for a local diversion: nobody's does)."""
    lines = listed.split("\n")
    return {path: (to, by) for path, to, by in zip(lines[::3], lines[1::3], lines[2::3], strict=False)}


def _lies(diverted: dict[str, tuple[str, str]], path: str, package: str) -> str:
    to, by = diverted.get(path, (path, package))
    return path if by == package else to
