"""What a package database says about the files that Python imports from: owners, checksums, versions, dependencies."""

from __future__ import annotations

from collections.abc import Mapping

from pipwise.model.value import NamedTuple


class Owned(NamedTuple):
    """One package database, as far as it concerns Python. Paths are as the machine sees them, without a mount's prefix."""

    manager: str
    owners: Mapping[str, str]
    """Path → package, for files and directories below the trees that were asked about."""
    sums: Mapping[str, tuple[str, str]]
    """Path → (algorithm of hashlib, hexadecimal digest); a path without one cannot be compared."""
    versions: Mapping[str, str]
    """Installed version of each package that owns one of these files."""
    needed_by: Mapping[str, tuple[str, ...]]
    """Package → packages that depend on it directly."""
    problem: str = ""
    """Why nothing is known, or ''."""
    unpacked: Mapping[str, int] = {}
    """Package → when its files came here, as the clock of their file system had it (ns); without it nothing is known."""


_NEVER = tuple(
    f"/usr/share/{name}/" for name in ("doc", "man", "info", "locale", "lintian", "bash-completion")
)
NOTHING = Owned("", {}, {}, {}, {})


def is_imported(path: str) -> bool:
    """Whether a path lies in a tree that a Python imports from; a slim image's missing documents are no damage."""
    return "/python3" in path and not path.startswith(_NEVER)


def concerns_python(path: str) -> bool:
    """Whether a path lies in a tree that a Python imports from, or where commands stand."""
    return is_imported(path) or path.startswith(("/usr/bin/", "/usr/local/bin/", "/bin/"))
