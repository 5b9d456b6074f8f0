"""What may change the machine: handed to ``execute`` alone."""

from __future__ import annotations

import errno
import fcntl
import os
import subprocess
from collections.abc import Callable, Mapping, Sequence

from pipwise.model.value import Protocol
from pipwise.system.overheard import overheard
from pipwise.system.signals import Signals

# What a file system says that has no hard links, or not for this file (fs.protected_hardlinks; link(2)).
_NO_LINKS = (
    errno.EPERM,
    errno.EACCES,
    errno.EXDEV,
    errno.EMLINK,
    errno.EOPNOTSUPP,
    errno.ENOTSUP,
    errno.ENOSYS,
)


class Hands(Protocol):
    """Everything that can be changed; each call either does all of it or raises ``OSError``."""

    def make_directory(self, path: str, mode: int) -> tuple[str, ...]:
        """Make a directory with its missing parents; the paths that were made, outermost first."""

    def write(self, path: str, content: bytes, mode: int) -> None:
        """Write a file beside its place, flush it to the disk and move it there."""

    def sweep(self, path: str) -> None:
        """Remove what a ``write`` or ``symlink`` that was killed has left beside a path; nobody else may be writing there."""

    def put(self, path: str, content: bytes) -> None:
        """Write a file that is no loss if it is lost: where nothing is, in one piece, and the disk is not waited for."""

    def flush(self, path: str) -> None:
        """Flush a directory to the disk: the names in it survive a power cut."""

    def remove(self, path: str) -> None:
        """Remove a file or link, also from a directory of the caller's own that is write-protected."""

    def remove_directory(self, path: str) -> None:
        """Remove an empty directory."""

    def remove_tree(self, path: str) -> None:
        """Remove a directory and everything below it; links are removed, never followed. Can be called again after a failure."""

    def move(self, path: str, to: str) -> None:
        """Rename within one file system; never over something that is there."""

    def replace(self, path: str, to: str) -> None:
        """Rename within one file system, over a file that may be there."""

    def link(self, path: str, to: str) -> None:
        """A second name for a file; a copy with the same mode and times where the file system has no second names."""

    def copy(self, path: str, to: str) -> None:
        """A copy of a file with its mode and times."""

    def symlink(self, target: str, path: str) -> None:
        """A symbolic link, in one piece also where a file or a link stands already."""

    def own(self, path: str, uid: int, gid: int) -> None:
        """Give a file or directory to an account, unless it is theirs; links are not followed."""

    def run(
        self, argv: Sequence[str], environment: Mapping[str, str], cwd: str | None, *, data: bool = False
    ) -> int:
        """Run a tool with the terminal passed through; its exit status, or minus the signal that ended it.

        What it prints goes to standard error, unless it is ``data`` that was asked for.
        """

    def run_quietly(
        self, argv: Sequence[str], environment: Mapping[str, str], cwd: str | None
    ) -> tuple[int, bytes]:
        """Run a tool that has nothing to show; its exit status, and what it said."""

    def run_heard(
        self, argv: Sequence[str], environment: Mapping[str, str], cwd: str | None
    ) -> tuple[int, bytes]:
        """Run a tool whose words go on to standard error as they come; its exit status, and the last of what it said."""

    def run_overheard(
        self, argv: Sequence[str], environment: Mapping[str, str], cwd: str | None
    ) -> tuple[int, bytes]:
        """Run a tool with the terminal passed through; its exit status, and the end of what it said on standard error."""

    def become(self, uid: int, gid: int, name: str, home: str) -> None:
        """Give up root for good, for a user."""

    def replace_process(self, argv: Sequence[str], environment: Mapping[str, str]) -> None:
        """Become another program; returns only by ``OSError``."""

    def lock(self, path: str, *, wait: bool) -> bool:
        """Take a lock until this process and the tools that it runs have ended; False where somebody else holds it."""

    def heed_signals(self) -> None:
        """From now on a signal that would end this process raises ``Interrupted``; a running tool gets it first."""

    def hold_signals(self) -> None:
        """From now on such signals are put off: what is being put back is put back to its end."""


class RealHands:
    """The live machine."""

    def __init__(self) -> None:
        self._locks: dict[str, int] = {}
        self._signals = Signals()

    def make_directory(self, path: str, mode: int) -> tuple[str, ...]:
        """Make a directory with its missing parents."""
        missing: list[str] = []
        place = path
        while place not in ("", "/") and not os.path.lexists(place):
            missing.append(place)
            place = os.path.dirname(place)
        for one in reversed(missing):
            os.mkdir(one, mode)
        if not os.path.isdir(path):
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), path)
        return tuple(missing[::-1])

    def write(self, path: str, content: bytes, mode: int) -> None:
        """Write a file beside its place, flush it to the disk and move it there, with exactly that mode."""
        temporary = f"{path}.pipwise-{os.getpid()}"
        descriptor = os.open(
            temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, mode
        )
        try:
            # The mode is what was asked for, whatever the caller's umask takes away from new files.
            os.fchmod(descriptor, mode)
            with open(descriptor, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            os.replace(temporary, path)
        except BaseException:
            os.unlink(temporary)
            raise
        _flush_directory(os.path.dirname(path))

    def sweep(self, path: str) -> None:
        """Remove what was left beside a path."""
        folder, _, name = path.rpartition("/")
        try:
            names = os.listdir(folder or "/")
        except FileNotFoundError:
            return
        for left in names:
            if left.startswith(f"{name}.pipwise-") and left.removeprefix(f"{name}.pipwise-").isdecimal():
                os.unlink(f"{folder}/{left}")

    def put(self, path: str, content: bytes) -> None:
        """Write a file that is no loss if it is lost."""
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o644)
        try:
            if os.write(descriptor, content) != len(content):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), path)
        except BaseException:
            os.unlink(path)
            raise
        finally:
            os.close(descriptor)

    def flush(self, path: str) -> None:
        """Flush a directory to the disk."""
        _flush_directory(path)

    def remove(self, path: str) -> None:
        """Remove a file or link."""
        try:
            os.unlink(path)
        except PermissionError:
            folder = os.path.dirname(path)
            mode = os.stat(folder).st_mode & 0o7777
            os.chmod(folder, mode | 0o700)
            try:
                os.unlink(path)
            finally:
                os.chmod(folder, mode)

    def remove_directory(self, path: str) -> None:
        """Remove an empty directory."""
        os.rmdir(path)

    def remove_tree(self, path: str) -> None:
        """Remove a directory and everything below it; links are removed, never followed."""
        _empty(path, None, path)
        os.rmdir(path)

    def move(self, path: str, to: str) -> None:
        """Rename within one file system; never over something that is there."""
        if os.path.lexists(to):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), to)
        os.rename(path, to)

    def replace(self, path: str, to: str) -> None:
        """Rename within one file system, over a file that may be there."""
        os.replace(path, to)

    def link(self, path: str, to: str) -> None:
        """A second name for a file, or a copy."""
        try:
            os.link(path, to, follow_symlinks=False)
        except OSError as error:
            if error.errno not in _NO_LINKS:
                raise
            self.copy(path, to)

    def copy(self, path: str, to: str) -> None:
        """A copy of a file with its mode and times."""
        import shutil

        shutil.copyfile(path, to, follow_symlinks=False)
        shutil.copystat(path, to, follow_symlinks=False)
        descriptor = os.open(to, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

    def symlink(self, target: str, path: str) -> None:
        """A symbolic link, made beside its place and moved there."""
        temporary = f"{path}.pipwise-{os.getpid()}"
        os.symlink(target, temporary)
        try:
            os.replace(temporary, path)
        except BaseException:
            os.unlink(temporary)
            raise

    def own(self, path: str, uid: int, gid: int) -> None:
        """Give a file or directory to an account, unless it is theirs."""
        found = os.lstat(path)
        if (found.st_uid, found.st_gid) != (uid, gid):
            os.lchown(path, uid, gid)

    def run(
        self, argv: Sequence[str], environment: Mapping[str, str], cwd: str | None, *, data: bool = False
    ) -> int:
        """Run a tool. It inherits the locks: should this process be killed, they are held until the tool has ended as well."""
        process = self._starter(argv, environment, cwd, None if data else 2, None)
        return self._signals.run(process)[0]

    def run_quietly(
        self, argv: Sequence[str], environment: Mapping[str, str], cwd: str | None
    ) -> tuple[int, bytes]:
        """Run a tool that has nothing to show."""
        return self._signals.run(self._starter(argv, environment, cwd, subprocess.PIPE, subprocess.STDOUT))

    def run_heard(
        self, argv: Sequence[str], environment: Mapping[str, str], cwd: str | None
    ) -> tuple[int, bytes]:
        """Run a tool whose words go on to standard error as they come."""
        start = self._starter(argv, environment, cwd, subprocess.PIPE, subprocess.STDOUT)
        return self._signals.run(start, passing_to=2)

    def run_overheard(
        self, argv: Sequence[str], environment: Mapping[str, str], cwd: str | None
    ) -> tuple[int, bytes]:
        """What it says on standard error is passed on as it comes."""
        return overheard(
            lambda entrance: self._signals.run(self._starter(argv, environment, cwd, 2, entrance))[0]
        )

    def _starter(
        self,
        argv: Sequence[str],
        environment: Mapping[str, str],
        cwd: str | None,
        stdout: int | None,
        stderr: int | None,
    ) -> Callable[[], subprocess.Popen[bytes]]:
        def start() -> subprocess.Popen[bytes]:
            return subprocess.Popen(
                list(argv),
                stdout=stdout,
                stderr=stderr,
                env=dict(environment),
                cwd=cwd,
                # Locks are inheritable, and so is what the caller has opened: ``-r <(some command)`` names such a file.
                close_fds=False,
            )

        return start

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
        os.execve(argv[0], list(argv), dict(environment))

    def lock(self, path: str, *, wait: bool) -> bool:
        """Take a file's lock; a file whose name ends in ``lock`` is made for it."""
        if path in self._locks:
            return True
        make = os.O_CREAT if path.endswith("lock") else 0
        descriptor = os.open(path, os.O_RDWR | make | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            os.close(descriptor)
            return False
        except BaseException:
            os.close(descriptor)
            raise
        os.set_inheritable(descriptor, True)
        self._locks[path] = descriptor
        return True

    def heed_signals(self) -> None:
        """A signal that would end this process raises ``Interrupted``."""
        self._signals.heed()

    def hold_signals(self) -> None:
        """Such signals are put off."""
        self._signals.hold()


def _empty(name: str, folder: int | None, path: str) -> None:
    """Remove everything in a directory, which is opened once and never by its path again: no link can lead elsewhere."""
    try:
        descriptor = _opened(name, folder)
    except PermissionError:
        os.chmod(name, 0o700, dir_fd=folder)
        descriptor = _opened(name, folder)
    try:
        mode = os.fstat(descriptor).st_mode & 0o7777
        if mode & 0o700 != 0o700:
            os.fchmod(descriptor, mode | 0o700)
        with os.scandir(descriptor) as listed:
            entries = list(listed)
        for entry in entries:
            _remove_entry(entry, descriptor, f"{path}/{entry.name}")
    finally:
        os.close(descriptor)


def _remove_entry(entry: os.DirEntry[str], folder: int, path: str) -> None:
    if entry.is_dir(follow_symlinks=False):
        _empty(entry.name, folder, path)
    try:
        (os.rmdir if entry.is_dir(follow_symlinks=False) else os.unlink)(entry.name, dir_fd=folder)
    except OSError as error:
        raise OSError(error.errno, error.strerror, path) from error


def _opened(name: str, folder: int | None) -> int:
    return os.open(name, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC, dir_fd=folder)


def _flush_directory(path: str) -> None:
    descriptor = os.open(path or ".", os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
