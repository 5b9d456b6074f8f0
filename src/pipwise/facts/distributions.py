"""Distributions that an interpreter can import, read from its directories without running it (PEP 376, PEP 627)."""

from __future__ import annotations

from pipwise.catalog.spelling import normalise
from pipwise.facts.glance import is_directory, names, stands, text
from pipwise.model.interpreter import Distribution
from pipwise.model.value import Iterable
from pipwise.system.look import Look

__all__ = ["normalise", "read_distributions"]


def read_distributions(look: Look, directories: Iterable[str]) -> tuple[Distribution, ...]:
    """Every distribution in import order; a name that stands twice is listed twice, the first one is imported.

    A directory that cannot be listed holds nothing that this caller could import, and is passed over as Python does it.
    """
    return tuple(
        read_distribution(look, directory, name)
        for directory in dict.fromkeys(directories)
        for name in names(look, directory)
        # pip renames what it is about to remove to a tilde, and sometimes leaves it behind.
        if name.endswith((".dist-info", ".egg-info", ".egg-link")) and name[0] != "~"
    )


def read_distribution(look: Look, directory: str, entry: str) -> Distribution:
    """One of them, by the name of its metadata in its directory."""
    stem, _, kind = entry.rpartition(".")
    path = f"{directory}/{entry}"
    name, _, version = stem.partition("-")
    if kind == "egg-info":
        version = version.partition("-py")[0]
    if not version:
        name, version = _from_metadata(look, path, kind, name)
    return Distribution(
        name=normalise(name),
        version=version,
        location=directory,
        has_record=kind == "dist-info" and stands(look, f"{path}/RECORD"),
        installer=text(look, f"{path}/INSTALLER", 200).partition("\n")[0].strip()
        if kind == "dist-info"
        else "",
        kind="dist-info" if kind == "dist-info" else kind if is_directory(look, path) else f"{kind}-file",
    )


def _from_metadata(look: Look, path: str, kind: str, name: str) -> tuple[str, str]:
    """A directory may be named without a version: the metadata in it has it."""
    inner = {"egg-info": "/PKG-INFO", "dist-info": "/METADATA"}.get(kind, "")
    content = text(look, path + inner, 10_000) or text(look, path, 10_000)
    for line in content.splitlines():
        if line.startswith("Version:"):
            return name, line[8:].strip()
    return name, ""
