"""Answers worth remembering between runs; disposable, never trusted over what it was keyed by."""

from __future__ import annotations

import os
from stat import S_ISREG

from pipwise.model.value import Mapping

_MOST = 16_000_000
_READING = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
_WRITING = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC


class Cache:
    """One small file a key, in the caller's own cache directory. Whatever goes wrong, it just does not remember."""

    def __init__(self, environment: Mapping[str, str], home: str | None, uid: int) -> None:
        self.uid = uid
        self.directory = _directory(environment, home, uid)

    def recall(self, key: str) -> bytes | None:
        """What was remembered under a key; None too where the file belongs to somebody else."""
        if not self.directory:
            return None
        try:
            descriptor = os.open(f"{self.directory}/{key}", _READING)
        except (OSError, ValueError):
            return None
        try:
            found = os.fstat(descriptor)
            if not S_ISREG(found.st_mode) or found.st_uid != self.uid or found.st_mode & 0o022:
                return None
            return os.read(descriptor, min(found.st_size, _MOST))
        except OSError:
            return None
        finally:
            os.close(descriptor)

    def remember(self, key: str, value: bytes) -> None:
        """Write the file beside its place and move it there, so that no reader sees half of it."""
        if not self.directory:
            return
        temporary = f"{self.directory}/.{key}.{os.getpid()}"
        try:
            os.makedirs(self.directory, 0o700, exist_ok=True)
            descriptor = os.open(temporary, _WRITING, 0o600)
            with open(descriptor, "wb") as file:
                file.write(value)
            os.replace(temporary, f"{self.directory}/{key}")
        except (OSError, ValueError):
            try:
                os.unlink(temporary)
            except (OSError, ValueError):
                pass


def _directory(environment: Mapping[str, str], home: str | None, uid: int) -> str | None:
    """Below XDG_CACHE_HOME or ~/.cache, but only where that is the caller's own (sudo may keep another user's HOME)."""
    root = environment.get("XDG_CACHE_HOME", "")
    if not root.startswith("/"):
        if not home or not home.startswith("/") or not os.path.isdir(home):
            return None
        root = f"{home}/.cache"
    place = root
    while place not in ("", "/"):
        try:
            found = os.stat(place)
        except OSError:
            place = place.rpartition("/")[0]
            continue
        return f"{root}/pipwise/asked" if found.st_uid == uid else None
    return None
