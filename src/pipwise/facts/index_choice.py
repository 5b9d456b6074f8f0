"""Which of an index's files tells what a project is today: the newest wheel that pip could choose."""

from __future__ import annotations

from collections.abc import Iterable

from pipwise.catalog.spelling import normalise
from pipwise.facts.index_page import File
from pipwise.model.value import TYPE_CHECKING

if TYPE_CHECKING:
    from packaging.version import Version

Rank = tuple[bool, bool, "Version", int, str]
_PLATFORMS = ("win", "macosx", "musllinux", "linux", "manylinux", "any")
"""Rising: all wheels of a version bring the same commands, but for Windows' ``.exe``."""


def choose_wheel(project: str, files: Iterable[File]) -> File | None:
    """The newest wheel, final releases before others, pure ones first, yanked ones last (PEP 592); None where there is none.

    A project may have thousands of files: a version is parsed once.
    """
    versions: dict[str, Version | None] = {}
    ranked = [(rank, file) for file in files if (rank := _rank(project, file, versions)) is not None]
    return max(ranked, key=lambda one: one[0])[1] if ranked else None


def _rank(project: str, file: File, versions: dict[str, Version | None]) -> Rank | None:
    """Names as the binary distribution format writes them: NAME-VERSION(-BUILD)-PYTHON-ABI-PLATFORM.whl."""
    parts = file.name.removesuffix(".whl").split("-")
    if not file.name.endswith(".whl") or len(parts) not in (5, 6) or normalise(parts[0]) != project:
        return None
    if parts[1] not in versions:
        versions[parts[1]] = version_of(parts[1])
    version = versions[parts[1]]
    if version is None:
        return None
    fits = [place for place, platform in enumerate(_PLATFORMS) if parts[-1].startswith(platform)]
    return not file.yanked, not version.is_prerelease, version, max(fits, default=-1), file.name


def version_of(text: str) -> Version | None:
    """The version, or None where it is none (PEP 440)."""
    from packaging.version import InvalidVersion, Version

    try:
        return Version(text)
    except InvalidVersion:
        return None
