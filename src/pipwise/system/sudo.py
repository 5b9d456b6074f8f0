"""Hands that ask for root where they may not act themselves: one helper behind sudo, for as long as one run takes."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable

from pipwise.system.hands import RealHands

_PYTHON = "/usr/bin/python3"
# Reads one order a line and does it with the operating system's own Python, which nobody but root can change.
_HELPER = """
import json, os, shutil, signal, sys
signal.signal(signal.SIGINT, signal.SIG_IGN)
def make(path, mode):
    missing = []
    while path not in ("", "/") and not os.path.lexists(path):
        missing.append(path); path = os.path.dirname(path)
    for one in reversed(missing): os.mkdir(one, mode)
    return missing[::-1]
def copy(path, to):
    shutil.copyfile(path, to, follow_symlinks=False); shutil.copystat(path, to, follow_symlinks=False)
    owner = os.lstat(path); os.chown(to, owner.st_uid, owner.st_gid, follow_symlinks=False)
def write(path, content, mode):
    beside = path + ".pipwise-" + str(os.getpid())
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, mode)
    with open(descriptor, "wb") as file:
        file.write(bytes.fromhex(content)); file.flush(); os.fsync(descriptor)
    os.replace(beside, path)
def link(path, to): os.link(path, to, follow_symlinks=False)
orders = {"make": make, "write": write, "remove": os.unlink, "rmdir": os.rmdir, "rmtree": shutil.rmtree,
          "replace": os.replace, "link": link, "copy": copy, "symlink": os.symlink}
print("ready", flush=True)
for line in sys.stdin:
    name, *words = json.loads(line)
    try: answer = {"done": orders[name](*words)}
    except OSError as error: answer = {"errno": error.errno or 5, "path": str(error.filename)}
    print(json.dumps(answer), flush=True)
"""


class SudoHands(RealHands):
    """As the user, and by root's helper what the user may not."""

    def __init__(self, program: str) -> None:
        super().__init__()
        self._program = program
        self._helper: subprocess.Popen[bytes] | None = None

    def make_directory(self, path: str, mode: int) -> tuple[str, ...]:
        """Make a directory with its missing parents. What root makes can be looked into, or it could not be put back."""
        try:
            return super().make_directory(path, mode)
        except PermissionError:
            made = self.by_root("make", path, mode | 0o055)
            return tuple(str(one) for one in made) if isinstance(made, list) else ()

    def write(self, path: str, content: bytes, mode: int) -> None:
        """Write a file beside its place and move it there."""
        self._or(
            "write", lambda: super(SudoHands, self).write(path, content, mode), path, content.hex(), mode
        )

    def remove(self, path: str) -> None:
        """Remove a file or link."""
        self._or("remove", lambda: super(SudoHands, self).remove(path), path)

    def remove_directory(self, path: str) -> None:
        """Remove an empty directory."""
        self._or("rmdir", lambda: super(SudoHands, self).remove_directory(path), path)

    def remove_tree(self, path: str) -> None:
        """Remove a directory and everything below it."""
        self._or("rmtree", lambda: super(SudoHands, self).remove_tree(path), path)

    def replace(self, path: str, to: str) -> None:
        """Rename over a file that may be there."""
        self._or("replace", lambda: super(SudoHands, self).replace(path, to), path, to)

    def link(self, path: str, to: str) -> None:
        """A second name for a file: never a copy of the user's own, which would have another owner."""
        if os.access(os.path.dirname(to), os.W_OK):
            super().link(path, to)
        else:
            self.by_root("link", path, to)

    def copy(self, path: str, to: str) -> None:
        """A copy of a file with its mode, times and owner."""
        self._or("copy", lambda: super(SudoHands, self).copy(path, to), path, to)

    def symlink(self, target: str, path: str) -> None:
        """A symbolic link at a path where nothing is."""
        self._or("symlink", lambda: super(SudoHands, self).symlink(target, path), target, path)

    def _or(self, name: str, act: Callable[[], None], *words: str | int) -> None:
        try:
            act()
        except PermissionError:
            self.by_root(name, *words)

    def by_root(self, name: str, *words: str | int) -> object:
        """One of the helper's orders. Raises the ``OSError`` that root met, or ``PermissionError`` where sudo says no."""
        if self._helper is None or self._helper.poll() is not None:
            self.end()
            self._helper = subprocess.Popen(
                [self._program, "--", _PYTHON, "-I", "-S", "-c", _HELPER],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                cwd="/",
                start_new_session=False,
            )
            if self._line() != "ready":
                self.end()
                raise PermissionError(1, f"{self._program} did not let it", str(words[0]))
        if self._helper.stdin is None:
            raise PermissionError(1, "root's helper is gone", str(words[0]))
        self._helper.stdin.write(json.dumps([name, *words]).encode("utf-8", "backslashreplace") + b"\n")
        self._helper.stdin.flush()
        line = self._line()
        if not line:
            raise PermissionError(1, "root's helper is gone", str(words[0]))
        answer = json.loads(line)
        if "errno" in answer:
            raise OSError(answer["errno"], os.strerror(answer["errno"]), answer["path"])
        return answer["done"]

    def end(self) -> None:
        """Let the helper go; it goes by itself with this process."""
        helper, self._helper = self._helper, None
        if helper is None:
            return
        for pipe in (helper.stdin, helper.stdout):
            if pipe:
                pipe.close()
        helper.wait()

    def _line(self) -> str:
        out = self._helper.stdout if self._helper else None
        return out.readline().decode().strip() if out else ""
