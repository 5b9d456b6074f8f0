"""Directories of a repository, read quickly: names and kinds without asking for every file."""

from __future__ import annotations

import os


def scan(path: str) -> tuple[list[str], list[str]]:
    """(directories, files) of a directory, sorted; links and special files are left out. Raises ``OSError``."""
    directories, files = [], []
    with os.scandir(path) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                directories.append(entry.name)
            elif entry.is_file(follow_symlinks=False):
                files.append(entry.name)
    return sorted(directories), sorted(files)


def read(path: str, limit: int) -> bytes:
    """The first ``limit`` bytes of a file. Raises ``OSError``."""
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        found = os.read(descriptor, min(limit, 65_536))
        if len(found) < 65_536:
            return found
        pieces = [found]
        size = len(found)
        while size < limit:
            piece = os.read(descriptor, min(limit - size, 1_048_576))
            if not piece:
                break
            pieces.append(piece)
            size += len(piece)
        return b"".join(pieces)
    finally:
        os.close(descriptor)
