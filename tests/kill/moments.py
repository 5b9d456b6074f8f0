"""Every moment at which pipwise itself changes something, one by one: killed there, or told that the disk is full or broken.

A process is forked for each; in it, the functions by which ``system.hands`` and SQLite change things are counted.
"""

import errno
import os
import shutil
import signal
import sqlite3
import sys
import traceback
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from pipwise.system import hands

_CHANGING = (
    *(
        "mkdir",
        "rmdir",
        "unlink",
        "rename",
        "replace",
        "link",
        "symlink",
        "write",
        "fsync",
        "chmod",
        "fchmod",
    ),
)
# What takes space; the others are possible on a full disk.
_TAKING = ("mkdir", "link", "symlink", "write", "open", "copyfile", "sqlite")
_STATEMENTS = ("BEGIN", "INSERT", "UPDATE", "COMMIT", "CREATE", "ALTER", "PRAGMA USER_VERSION =")


class Fault(NamedTuple):
    """What happens at the chosen moment."""

    name: str
    number: int = 0
    """The error, or 0: the process is killed."""
    lasting: bool = False
    """Whether everything that takes space fails from then on."""


KILL = Fault("kill")
TORN = Fault("torn", -1)
"""Killed in the middle of a write: half of it is there."""
FULL = Fault("full", errno.ENOSPC, lasting=True)
BROKEN = Fault("broken", errno.EIO)


class Moments:
    """Counts, and lets the fault happen at one of them."""

    def __init__(self, chosen: int, fault: Fault) -> None:
        self.chosen, self.fault, self.count = chosen, fault, 0
        self.names: list[str] = []

    def __call__(self, name: str, path: object = None) -> bool:
        """True where half of a write is to be written before the end."""
        self.count += 1
        self.names.append(name)
        if self.count == self.chosen and self.fault.number == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        if self.count == self.chosen and self.fault.number < 0:
            if name == "write":
                return True
            os.kill(os.getpid(), signal.SIGKILL)
        late = self.fault.lasting and self.count > self.chosen > 0 and name in _TAKING
        if self.fault.number > 0 and (self.count == self.chosen or late):
            if name == "sqlite":
                raise _database_error(self.fault.number)
            raise OSError(self.fault.number, os.strerror(self.fault.number), path)
        return False

    def instrument(self) -> None:
        """For the rest of this process's life."""
        vars(hands)["os"] = _System(self)
        hands.open = self._open  # type: ignore[attr-defined]  # instead of the built-in
        copyfile, connect = shutil.copyfile, sqlite3.connect

        def counted_copy(source: str, target: str, **words: Any) -> Any:
            self("copyfile", target)
            return copyfile(source, target, **words)

        shutil.copyfile = counted_copy  # type: ignore[assignment]
        moments = self

        class Counted(sqlite3.Connection):
            def execute(self, statement: str, *values: Any) -> sqlite3.Cursor:
                if statement.strip().upper().startswith(_STATEMENTS):
                    moments("sqlite")
                return super().execute(statement, *values)

        sqlite3.connect = lambda *words, **named: connect(*words, **named, factory=Counted)  # type: ignore[assignment]

    def _open(self, descriptor: int, mode: str) -> Any:
        file = open(descriptor, mode)  # noqa: SIM115 - whoever asked for it closes it
        write = file.write

        def counted(content: bytes) -> int:
            if self("write"):
                write(content[: len(content) // 2])
                file.flush()
                os.kill(os.getpid(), signal.SIGKILL)
            return int(write(content))

        file.write = counted  # type: ignore[method-assign,assignment]
        return file


class _System:
    def __init__(self, moments: Moments) -> None:
        self._moments = moments

    def __getattr__(self, name: str) -> Any:
        real = getattr(os, name)
        if name not in (*_CHANGING, "open"):
            return real

        def counted(*words: Any, **named: Any) -> Any:
            if name != "open" or words[1] & os.O_CREAT:
                self._moments(name, words[0] if words and isinstance(words[0], str) else None)
            return real(*words, **named)

        return counted


def _database_error(number: int) -> sqlite3.OperationalError:
    name = "SQLITE_FULL" if number == errno.ENOSPC else "SQLITE_IOERR_WRITE"
    error = sqlite3.OperationalError(
        "database or disk is full" if number == errno.ENOSPC else "disk I/O error"
    )
    error.sqlite_errorname = name
    return error


def at(chosen: int, fault: Fault, act: Callable[[], object], allowed: tuple[type[BaseException], ...]) -> str:
    """Act in a process of its own with a fault at one moment: killed, ended, or failed (in a way that is allowed).

    ``beyond`` where it never came to that moment. Raises ``AssertionError`` for a failure that is none of the allowed ones.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        status = 99
        try:
            moments = Moments(chosen, fault)
            moments.instrument()
            try:
                act()
                status = 0
            except allowed:
                status = 1
            if moments.count < chosen:
                status = 2
        except BaseException:  # noqa: BLE001 - told to the parent
            os.write(writing, traceback.format_exc().encode()[-4000:])
        finally:
            os._exit(status)
    os.close(writing)
    with open(reading, "rb") as said:
        trace = said.read().decode()
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert status in (-signal.SIGKILL, 0, 1, 2), f"moment {chosen} ({fault.name}): {trace}"
    return {-signal.SIGKILL: "killed", 0: "ended", 1: "failed", 2: "beyond"}[status]


def every(stride: int) -> Iterable[int]:
    """Moments for as long as somebody takes them."""
    number = 1
    while True:
        yield number
        number += stride


if sys.version_info >= (3, 12):  # pragma: no cover
    import warnings

    warnings.filterwarnings("ignore", message=".*fork.*", category=DeprecationWarning)
