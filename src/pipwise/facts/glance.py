"""A short look where any failure means no: for hints and evidence, never where "could not look" is an answer of its own."""

from __future__ import annotations

from pipwise.system.look import Look


def stands(look: Look, path: str) -> bool:
    """Whether anything stands there, links followed."""
    try:
        look.stat(path)
    except OSError:
        return False
    return True


def is_file(look: Look, path: str) -> bool:
    """Whether a regular file stands there, links followed."""
    try:
        return look.stat(path).kind == "file"
    except OSError:
        return False


def is_directory(look: Look, path: str) -> bool:
    """Whether a directory stands there, links followed."""
    try:
        return look.stat(path).kind == "directory"
    except OSError:
        return False


def text(look: Look, path: str, limit: int = 100_000) -> str:
    """A small text, with bytes that are no UTF-8 kept as surrogates; '' where it cannot be read."""
    try:
        return look.read(path, limit).decode("utf-8", "surrogateescape")
    except OSError:
        return ""


def names(look: Look, path: str) -> tuple[str, ...]:
    """Sorted names in a directory; none where it cannot be listed."""
    try:
        return look.list(path)
    except OSError:
        return ()


def upward(path: str) -> list[str]:
    """A directory and all above it but the root, nearest first."""
    parts = path.rstrip("/").split("/")
    return ["/".join(parts[:count]) for count in range(len(parts), 1, -1)]
