"""Distributions that an interpreter can import, read from its directories without running it (PEP 376, PEP 627)."""

from __future__ import annotations

from collections.abc import Iterable

from pipwise.model.interpreter import Distribution
from pipwise.system.look import Look


def read_distributions(look: Look, directories: Iterable[str]) -> tuple[Distribution, ...]:
    """Every distribution in import order; a name that stands twice is listed twice, the first one is imported."""
    found: list[Distribution] = []
    for directory in dict.fromkeys(directories):
        try:
            names = look.list(directory)
        except OSError:
            continue
        for name in names:
            if name.endswith((".dist-info", ".egg-info", ".egg-link")):
                found.append(_distribution(look, directory, name))
    return tuple(found)


def normalise(name: str) -> str:
    """A project's name as PEP 503 compares it."""
    for character in "_.":
        name = name.replace(character, "-")
    while "--" in name:
        name = name.replace("--", "-")
    return name.lower()


def _distribution(look: Look, directory: str, entry: str) -> Distribution:
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
        has_record=kind == "dist-info" and _there(look, f"{path}/RECORD"),
        installer=_first_line(look, f"{path}/INSTALLER") if kind == "dist-info" else "",
        kind="dist-info" if kind == "dist-info" else kind if _is_directory(look, path) else f"{kind}-file",
    )


def _from_metadata(look: Look, path: str, kind: str, name: str) -> tuple[str, str]:
    """An egg-info directory may be named without a version: its PKG-INFO has it."""
    try:
        text = look.read(f"{path}/PKG-INFO" if kind == "egg-info" else path, 10_000).decode("utf-8", "replace")
    except OSError:
        return name, ""
    for line in text.splitlines():
        if line.startswith("Version:"):
            return name, line[8:].strip()
    return name, ""


def _there(look: Look, path: str) -> bool:
    try:
        look.stat(path)
    except OSError:
        return False
    return True


def _is_directory(look: Look, path: str) -> bool:
    try:
        return look.stat(path).kind == "directory"
    except OSError:
        return False


def _first_line(look: Look, path: str) -> str:
    try:
        return look.read(path, 200).decode("utf-8", "replace").partition("\n")[0].strip()
    except OSError:
        return ""
