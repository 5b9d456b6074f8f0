"""This machine, or a root filesystem mounted on it, to look at."""

from __future__ import annotations

import os
import sys
from errno import EINVAL, EISDIR
from stat import S_ISDIR, S_ISLNK, S_ISREG

from pipwise.model.value import Iterator, Literal, Mapping, Sequence
from pipwise.system.cache import Cache
from pipwise.system.look import Account, Answer, Stat

_BY_EFFECTIVE_IDS = os.access in os.supports_effective_ids
_MODES = {"read": os.R_OK, "write": os.W_OK, "execute": os.X_OK}


class RealLook:
    """The live machine. With ``root``, files are read below that directory and nothing is ever run."""

    def __init__(self, *, root: str = "", environment: Mapping[str, str] | None = None) -> None:
        self.root = root.rstrip("/")
        self._environment = dict(os.environ if environment is None else environment)
        self._cache: Cache | None = None

    @property
    def environment(self) -> Mapping[str, str]:
        """Environment variables of the caller."""
        return self._environment

    @property
    def cwd(self) -> str:
        """The working directory as the shell names it where that is true, else as the kernel does; '' where it is gone."""
        try:
            here = os.getcwd()
        except OSError:
            return ""
        logical = self._environment.get("PWD", "")
        if logical.startswith("/") and logical != here and os.path.normpath(logical) == logical:
            try:
                if os.path.samefile(logical, here):
                    return logical
            except OSError:
                pass
        return here

    @property
    def uid(self) -> int:
        """Effective user id."""
        return os.geteuid()

    @property
    def platform(self) -> str:
        """``sys.platform``."""
        return sys.platform

    @property
    def home(self) -> str | None:
        """HOME, else the account's home directory; None where neither is there."""
        named = self._environment.get("HOME")
        if named is not None:
            return named.rstrip("/") or "/"
        account = self.account(self.uid)
        return account.home if account and account.home else None

    def account(self, who: int | str) -> Account | None:
        """The account of a user id or name, from the account database."""
        if self.root:
            return _recorded_account(self.read("/etc/passwd"), who) if self._has_accounts() else None
        import pwd

        try:
            entry = pwd.getpwuid(who) if isinstance(who, int) else pwd.getpwnam(who)
        except (KeyError, OverflowError, ValueError):
            return None
        return Account(entry.pw_name, entry.pw_uid, entry.pw_gid, entry.pw_dir, entry.pw_shell)

    def terminal(self, stream: Literal["stdin", "stdout", "stderr"]) -> bool:
        """Whether a standard stream is a terminal."""
        return os.isatty({"stdin": 0, "stdout": 1, "stderr": 2}[stream])

    def read(self, path: str, limit: int = 4_000_000) -> bytes:
        """The first ``limit`` bytes; never blocks on a pipe or a device."""
        descriptor = os.open(self._at(path), os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        try:
            found = os.fstat(descriptor)
            if S_ISDIR(found.st_mode):
                raise IsADirectoryError(EISDIR, os.strerror(EISDIR), path)
            if not S_ISREG(found.st_mode):
                raise OSError(EINVAL, "not a regular file", path)
            return _all_of(descriptor, found.st_size, limit)
        finally:
            os.close(descriptor)

    def stat(self, path: str, *, follow: bool = True) -> Stat:
        """What stands at a path."""
        return _as_stat(os.stat(self._at(path, last=follow), follow_symlinks=follow))

    def list(self, path: str) -> tuple[str, ...]:
        """Sorted names in a directory."""
        return tuple(sorted(os.listdir(self._at(path))))

    def walk(self, path: str) -> Iterator[tuple[str, Stat]]:
        """Every path below a directory, relative to it, parents first."""
        pending = [""]
        while pending:
            folder = pending.pop()
            try:
                entries = sorted(os.scandir(f"{self._at(path)}/{folder}"), key=lambda entry: entry.name)
            except OSError:
                continue
            for entry in entries:
                try:
                    stat = _as_stat(entry.stat(follow_symlinks=False))
                except OSError:
                    continue
                name = f"{folder}{entry.name}"
                yield name, stat
                if stat.kind == "directory":
                    pending.append(f"{name}/")

    def readlink(self, path: str) -> str:
        """Where a symbolic link points."""
        return os.readlink(self._at(path, last=False))

    def realpath(self, path: str) -> str:
        """The path without symbolic links; what cannot be resolved stays as it is."""
        try:
            return self._at(path)[len(self.root) :] or "/" if self.root else os.path.realpath(self._at(path))
        except OSError:
            return path

    def may(self, path: str, what: Literal["read", "write", "execute"]) -> bool:
        """Whether the caller, by its effective ids, may do that with what stands at a path."""
        try:
            place = self._at(path)
        except OSError:
            return False
        return os.access(place, _MODES[what], effective_ids=_BY_EFFECTIVE_IDS)

    def ask(
        self,
        argv: Sequence[str],
        *,
        environment: Mapping[str, str] | None = None,
        timeout: float = 10.0,
        stdin: bytes = b"",
    ) -> Answer:
        """Run a process that only answers a question; its whole process group ends with the time limit."""
        if self.root:
            return Answer(None, b"", b"", "not-permitted")
        from pipwise.system.process import ask

        return ask(argv, self._environment if environment is None else environment, timeout, stdin)

    def recall(self, key: str) -> bytes | None:
        """What was remembered under a key, or None."""
        return None if self.root else self._store().recall(key)

    def remember(self, key: str, value: bytes) -> None:
        """Keep an answer under a key, where that can be done without harm."""
        if not self.root:
            self._store().remember(key, value)

    def _has_accounts(self) -> bool:
        try:
            return self.stat("/etc/passwd").kind == "file"
        except OSError:
            return False

    def _store(self) -> Cache:
        if self._cache is None:
            self._cache = Cache(self._environment, self.home, self.uid)
        return self._cache

    def _at(self, path: str, *, last: bool = True) -> str:
        """The path below the root, with links resolved inside it: an image's absolute links must not lead out of it.

        Raises ``OSError`` for what cannot be a path, such as one with a null character that a file somewhere names.
        """
        if "\0" in path or not (path.isascii() or _is_encodable(path)):
            raise OSError(EINVAL, os.strerror(EINVAL), path)
        if not self.root:
            return path
        done, rest, hops = "", [part for part in path.split("/") if part], 0
        while rest:
            part = rest.pop(0)
            if part in (".", ".."):
                done = done.rpartition("/")[0] if part == ".." else done
                continue
            here = f"{done}/{part}"
            link = self._link(here) if rest or last else None
            if link is None or hops > 40:
                done = here
                continue
            hops += 1
            done = "" if link.startswith("/") else done
            rest = [piece for piece in link.split("/") if piece] + rest
        return self.root + done or "/"

    def _link(self, path: str) -> str | None:
        try:
            return os.readlink(self.root + path)
        except OSError:
            return None


def _as_stat(found: os.stat_result) -> Stat:
    mode = found.st_mode
    kind: Literal["file", "directory", "link", "other"] = "other"
    if S_ISREG(mode):
        kind = "file"
    elif S_ISDIR(mode):
        kind = "directory"
    elif S_ISLNK(mode):
        kind = "link"
    return Stat(
        kind,
        mode & 0o7777,
        found.st_uid,
        found.st_gid,
        found.st_dev,
        found.st_ino,
        found.st_size,
        found.st_mtime_ns,
        found.st_ctime_ns,
    )


def _all_of(descriptor: int, size: int, limit: int) -> bytes:
    """Up to ``limit`` bytes. Files below /proc say a size of 0, and some of them can be read in one piece only."""
    data = os.read(descriptor, min(limit, size + 1 if size else 65_536))
    while data and len(data) < limit and len(data) != size:
        more = os.read(descriptor, min(limit - len(data), 65_536))
        if not more:
            break
        data += more
    return data


def _is_encodable(path: str) -> bool:
    try:
        os.fsencode(path)
    except UnicodeEncodeError:
        return False
    return True


def _recorded_account(database: bytes, who: int | str) -> Account | None:
    """A line of passwd(5) in another root filesystem."""
    for line in os.fsdecode(database).splitlines():
        cells = line.split(":")
        if len(cells) < 7 or not (cells[2].isdecimal() and cells[3].isdecimal()):
            continue
        if who in (cells[0], int(cells[2])):
            return Account(cells[0], int(cells[2]), int(cells[3]), cells[5], cells[6])
    return None
