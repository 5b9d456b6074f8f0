"""What may change the machine: handed to ``execute`` alone."""

from __future__ import annotations

import errno
import fcntl
import os
import signal
import subprocess
from collections.abc import Mapping, Sequence
from typing import Protocol


class Hands(Protocol):
    """Everything that can be changed; each call either does all of it or raises ``OSError``."""

    def make_directory(self, path: str, mode: int) -> tuple[str, ...]:
        """Make a directory with its missing parents; the paths that were made, outermost first."""

    def write(self, path: str, content: bytes, mode: int) -> None:
        """Write a file beside its place, flush it to the disk and move it there."""

    def remove(self, path: str) -> None:
        """Remove a file or link."""

    def remove_directory(self, path: str) -> None:
        """Remove an empty directory."""

    def move(self, path: str, to: str) -> None:
        """Rename within one file system; never over something that is there."""

    def link(self, path: str, to: str) -> None:
        """A second name for a file, in the same file system."""

    def symlink(self, target: str, path: str) -> None:
        """A symbolic link at a path where nothing is."""

    def run(self, argv: Sequence[str], environment: Mapping[str, str], cwd: str | None) -> int:
        """Run a tool with the terminal passed through (its output goes to stderr); its exit status."""

    def become(self, uid: int, gid: int, name: str, home: str) -> None:
        """Give up root for good, for a user."""

    def replace_process(self, argv: Sequence[str], environment: Mapping[str, str]) -> None:
        """Become another program; returns only by ``OSError``."""

    def lock(self, path: str, *, wait: bool) -> bool:
        """Take the lock file's lock until this process ends; False where another process holds it."""


class RealHands:
    """The live machine."""

    def __init__(self) -> None:
        self._locks: list[int] = []

    def make_directory(self, path: str, mode: int) -> tuple[str, ...]:
        """Make a directory with its missing parents."""
        missing: list[str] = []
        place = path
        while place not in ("", "/") and not os.path.lexists(place):
            missing.append(place)
            place = os.path.dirname(place)
        made: list[str] = []
        for one in reversed(missing):
            os.mkdir(one, mode)
            made.append(one)
        if not os.path.isdir(path):
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), path)
        return tuple(made)

    def write(self, path: str, content: bytes, mode: int) -> None:
        """Write a file beside its place, flush it to the disk and move it there."""
        temporary = f"{path}.pipwise-{os.getpid()}"
        descriptor = os.open(
            temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, mode
        )
        try:
            with open(descriptor, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            os.replace(temporary, path)
        except BaseException:
            os.unlink(temporary)
            raise
        _flush_directory(os.path.dirname(path))

    def remove(self, path: str) -> None:
        """Remove a file or link."""
        os.unlink(path)

    def remove_directory(self, path: str) -> None:
        """Remove an empty directory."""
        os.rmdir(path)

    def move(self, path: str, to: str) -> None:
        """Rename within one file system; never over something that is there."""
        if os.path.lexists(to):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), to)
        os.rename(path, to)

    def link(self, path: str, to: str) -> None:
        """A second name for a file, in the same file system."""
        os.link(path, to, follow_symlinks=False)

    def symlink(self, target: str, path: str) -> None:
        """A symbolic link at a path where nothing is."""
        os.symlink(target, path)

    def run(self, argv: Sequence[str], environment: Mapping[str, str], cwd: str | None) -> int:
        """Run a tool; an interrupt reaches it first, and its end is waited for before ours."""
        process = subprocess.Popen(
            list(argv), stdin=subprocess.DEVNULL, stdout=2, env=dict(environment), cwd=cwd
        )
        status = None
        while status is None:
            try:
                status = process.wait()
            except KeyboardInterrupt:
                process.send_signal(signal.SIGINT)
        return status if status >= 0 else 128 - status

    def become(self, uid: int, gid: int, name: str, home: str) -> None:
        """Give up root for good, for a user: groups first, then ids, then what the environment says."""
        os.initgroups(name, gid)
        os.setresgid(gid, gid, gid)
        os.setresuid(uid, uid, uid)
        for variable in [one for one in os.environ if one.startswith(("SUDO_", "XDG_"))]:
            del os.environ[variable]
        os.environ.update({"HOME": home, "USER": name, "LOGNAME": name})

    def replace_process(self, argv: Sequence[str], environment: Mapping[str, str]) -> None:
        """Become another program."""
        os.execvpe(argv[0], list(argv), dict(environment))

    def lock(self, path: str, *, wait: bool) -> bool:
        """Take the lock file's lock until this process ends."""
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            os.close(descriptor)
            return False
        self._locks.append(descriptor)
        return True


def _flush_directory(path: str) -> None:
    descriptor = os.open(path or ".", os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
