"""Which installed OS packages depend on one: read from the package database, where that is one file."""

from __future__ import annotations

from collections.abc import Iterable

from pipwise.facts.glance import text
from pipwise.model.preview import Dependents
from pipwise.system.look import Look

_DPKG = "/var/lib/dpkg/status"
_MOST = 60_000_000
_KINDS = ("Depends", "Pre-Depends")


def dependents_of(look: Look, manager: str, packages: Iterable[str]) -> tuple[Dependents, ...]:
    """For apt: what is installed and names one of these packages in its dependencies (deb-control(5)), directly."""
    wanted = dict.fromkeys(packages)
    if manager != "apt" or not wanted:
        return ()
    found: dict[str, list[str]] = {package: [] for package in wanted}
    for stanza in text(look, _DPKG, _MOST).split("\n\n"):
        fields = _fields(stanza)
        if not fields.get("Status", "").endswith(" installed"):
            continue
        for name in _names(fields):
            if name in found:
                found[name].append(fields.get("Package", ""))
    return tuple(
        Dependents(package, tuple(sorted(set(users) - {package})))
        for package, users in found.items()
        if users
    )


def _fields(stanza: str) -> dict[str, str]:
    """The fields that are asked for; a continuation line belongs to none of them."""
    rows = (line.partition(": ") for line in stanza.splitlines() if line[:1].isalpha())
    return {key: value for key, _, value in rows if key in ("Package", "Status", *_KINDS)}


def _names(fields: dict[str, str]) -> set[str]:
    listed = ", ".join(fields[kind] for kind in _KINDS if kind in fields)
    return {
        choice.split()[0].partition(":")[0]
        for group in listed.split(",")
        for choice in group.split("|")
        if choice.strip()
    }
