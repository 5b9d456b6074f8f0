"""apk's database: one text file of packages, folders and files with their SHA-1 (apk's ``installed`` format, v2)."""

from __future__ import annotations

import base64
import binascii

from pipwise.audit.packages.owned import NOTHING, Owned, concerns_python, is_imported
from pipwise.facts.glance import text
from pipwise.system.look import Look

DATABASE = "/lib/apk/db/installed"
_MOST = 64_000_000


def read(look: Look) -> Owned:  # noqa: PLR0912 - one case for each field of the format
    """Every package that owns a file of Python's."""
    content = text(look, DATABASE, _MOST)
    if not content:
        return NOTHING._replace(manager="apk", problem=f"{DATABASE} cannot be read")
    owners: dict[str, str] = {}
    sums: dict[str, tuple[str, str]] = {}
    versions: dict[str, str] = {}
    provided: dict[str, str] = {}
    needs: dict[str, tuple[str, ...]] = {}
    package = folder = path = ""
    for line in content.split("\n"):
        key, value = line[:1], line[2:]
        match key:
            case "P":
                package = value
                provided[package] = package
            case "V":
                versions[package] = value
            case "p":
                provided |= {_bare(word): package for word in value.split()}
            case "D":
                needs[package] = tuple(_bare(word) for word in value.split() if not word.startswith("!"))
            case "F":
                folder = f"/{value}" if value else ""
                if concerns_python(f"{folder}/"):
                    owners[folder] = package
            case "R":
                path = f"{folder}/{value}"
                if concerns_python(path):
                    owners[path] = package
            case "Z" if is_imported(path):
                digest = _digest(value)
                if digest:
                    sums[path] = ("sha1", digest)
            case _:
                pass
    return Owned("apk", owners, sums, versions, _needed_by(needs, provided))


def _needed_by(needs: dict[str, tuple[str, ...]], provided: dict[str, str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for package, wanted in needs.items():
        for one in dict.fromkeys(provided.get(need, need) for need in wanted):
            found.setdefault(one, []).append(package)
    return {package: tuple(by) for package, by in found.items()}


def _bare(word: str) -> str:
    for sign in "<>=~":
        word = word.partition(sign)[0]
    return word


def _digest(value: str) -> str:
    """``Q1`` and base64 of a SHA-1."""
    if not value.startswith("Q1"):
        return ""
    try:
        return base64.b64decode(value[2:], validate=True).hex()
    except (binascii.Error, ValueError):
        return ""
