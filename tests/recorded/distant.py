"""A machine that is looked at through an agent running in it, and what is written down of it meanwhile."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import threading
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

from pipwise.system.look import Account, Answer, Stat

AGENT = Path(__file__).with_name("agent.py")


class DistantLook:
    """A ``Look`` whose every question is answered by ``agent.py`` at the other end of a pipe."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process
        self._lock = threading.Lock()
        self._environment, self._cwd, self._uid, self._platform = self.question("self")

    def question(self, name: str, *arguments: object) -> Any:
        with self._lock:
            assert self._process.stdin
            assert self._process.stdout
            self._process.stdin.write(json.dumps([name, arguments]).encode() + b"\n")
            self._process.stdin.flush()
            answer = json.loads(self._process.stdout.readline())
        if "errno" in answer:
            path = arguments[0] if arguments and isinstance(arguments[0], str) else ""
            raise OSError(answer["errno"], os.strerror(answer["errno"]), path)
        return answer["value"]

    @property
    def environment(self) -> Mapping[str, str]:
        return dict(self._environment)

    @property
    def cwd(self) -> str:
        return str(self._cwd)

    @property
    def uid(self) -> int:
        return int(self._uid)

    @property
    def platform(self) -> str:
        return str(self._platform)

    @property
    def home(self) -> str | None:
        return self.environment.get("HOME")

    def account(self, who: int | str) -> Account | None:
        found = self.question("account", who)
        return Account(*found) if found else None

    def terminal(self, stream: Literal["stdin", "stdout", "stderr"]) -> bool:
        return False

    def read(self, path: str, limit: int = 4_000_000) -> bytes:
        return str(self.question("read", path, limit)).encode("utf-8", "surrogateescape")

    def stat(self, path: str, *, follow: bool = True) -> Stat:
        return Stat(*self.question("stat", path, follow))

    def list(self, path: str) -> tuple[str, ...]:
        return tuple(self.question("list", path))

    def walk(self, path: str) -> Iterator[tuple[str, Stat]]:
        raise NotImplementedError

    def readlink(self, path: str) -> str:
        return str(self.question("readlink", path))

    def realpath(self, path: str) -> str:
        return str(self.question("realpath", path))

    def may(self, path: str, what: Literal["read", "write", "execute"]) -> bool:
        return bool(self.question("may", path, what))

    def ask(
        self,
        argv: Sequence[str],
        *,
        environment: Mapping[str, str] | None = None,
        timeout: float = 10.0,
        stdin: bytes = b"",
    ) -> Answer:
        status, stdout, stderr, problem = self.question(
            "ask", list(argv), dict(environment or self.environment), timeout
        )
        said, complained = (text.encode("utf-8", "surrogateescape") for text in (stdout, stderr))
        return Answer(status, said, complained, problem)

    def recall(self, key: str) -> bytes | None:
        return None

    def remember(self, key: str, value: bytes) -> None:
        pass


class RecordingLook(DistantLook):
    """Writes down what is asked and answered, in the form that ``tests.recorded.look.recording`` reads."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self.paths: dict[str, dict[str, Any]] = {}
        self.answers: dict[tuple[str, ...], dict[str, Any]] = {}
        self.accounts: dict[str, Account] = {}
        super().__init__(process)

    def account(self, who: int | str) -> Account | None:
        found = super().account(who)
        if found:
            self.accounts[found.name] = found
        return found

    def read(self, path: str, limit: int = 4_000_000) -> bytes:
        real = self._walk_to(path)
        try:
            data = super().read(path, 200_000)
        except OSError as error:
            self._failed(real, error)
            raise
        if real:
            # Of programs the beginning says all that anybody wants to know.
            kept = data[:4] if data.startswith(b"\x7fELF") else data
            self.paths[real]["text"] = _clean(path, kept.decode("utf-8", "surrogateescape"))
        return data[:limit]

    def list(self, path: str) -> tuple[str, ...]:
        real = self._walk_to(path)
        try:
            names = super().list(path)
        except OSError as error:
            self._failed(real, error)
            raise
        if real:
            self.paths[real]["names"] = list(names)
        return names

    def stat(self, path: str, *, follow: bool = True) -> Stat:
        self._walk_to(path)
        return super().stat(path, follow=follow)

    def readlink(self, path: str) -> str:
        self._walk_to(path)
        return super().readlink(path)

    def realpath(self, path: str) -> str:
        self._walk_to(path)
        return super().realpath(path)

    def may(self, path: str, what: Literal["read", "write", "execute"]) -> bool:
        self._walk_to(path)
        return super().may(path, what)

    def ask(
        self,
        argv: Sequence[str],
        *,
        environment: Mapping[str, str] | None = None,
        timeout: float = 10.0,
        stdin: bytes = b"",
    ) -> Answer:
        from tests.recorded.look import SCRIPT

        answer = super().ask(argv, environment=environment, timeout=timeout, stdin=stdin)
        words = tuple(SCRIPT if "pipwise-answer" in word else word for word in argv)
        self.answers[words] = {
            "argv": list(words),
            "status": answer.status,
            "stdout": answer.stdout.decode(),
            "stderr": answer.stderr.decode(),
            "problem": answer.problem,
        }
        return answer

    def _failed(self, real: str, error: OSError) -> None:
        if real and error.errno in (errno.EACCES, errno.EPERM):
            self.paths[real]["error"] = errno.errorcode[error.errno]

    def _walk_to(self, path: str) -> str:
        """Write down everything on the way to a path, link by link; the path that it really is, or ''."""
        place, rest, hops = "", [part for part in path.split("/") if part], 0
        self._note("/")
        while rest:
            part = rest.pop(0)
            if part in (".", ".."):
                place = place.rpartition("/")[0] if part == ".." else place
                continue
            here = f"{place}/{part}"
            node = self._note(here)
            if node["kind"] == "absent":
                return ""
            place = here
            if node["kind"] == "link" and hops < 40:
                hops += 1
                place = "" if node["link"].startswith("/") else here.rpartition("/")[0]
                rest = [piece for piece in node["link"].split("/") if piece] + rest
        return place or "/"

    def _note(self, path: str) -> dict[str, Any]:
        if path in self.paths:
            return self.paths[path]
        try:
            stat = super().stat(path, follow=False)
        except OSError:
            node: dict[str, Any] = {"kind": "absent"}
        else:
            node = {"kind": stat.kind, "mode": f"{stat.mode:o}", "uid": stat.uid, "gid": stat.gid}
            if stat.kind == "link":
                node["link"] = super().readlink(path)
        self.paths[path] = node
        return node


def _clean(path: str, text: str) -> str:
    """Without what is of the rig and not of the machine: where its layers lie."""
    if path == "/proc/self/mounts":
        return "overlay / overlay rw,relatime 0 0\n"
    return text
