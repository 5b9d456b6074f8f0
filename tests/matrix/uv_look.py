"""A look that keeps what it was answered, and one that answers from what was kept."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal

from pipwise.system.look import Account, Answer, Look, Stat

Log = dict[str, list[Any]]
"""Question → ["ok", answer] or ["error", errno]."""


class RecordingLook:
    """Hands every question on to a real look and keeps the answer."""

    def __init__(self, look: Look) -> None:
        self.look = look
        self.log: Log = {}

    @property
    def environment(self) -> Mapping[str, str]:
        return self.look.environment

    @property
    def cwd(self) -> str:
        return self.look.cwd

    @property
    def uid(self) -> int:
        return self.look.uid

    @property
    def platform(self) -> str:
        return self.look.platform

    @property
    def home(self) -> str | None:
        return self.look.home

    def account(self, who: int | str) -> Account | None:
        return self.look.account(who)

    def terminal(self, stream: Literal["stdin", "stdout", "stderr"]) -> bool:
        return self.look.terminal(stream)

    def read(self, path: str, limit: int = 4_000_000) -> bytes:
        found: bytes = self._kept(f"read {path}", lambda: self.look.read(path, limit), _packed)
        return found

    def stat(self, path: str, *, follow: bool = True) -> Stat:
        question = f"stat {path}" if follow else f"lstat {path}"
        found: Stat = self._kept(question, lambda: self.look.stat(path, follow=follow), lambda stat: stat[:3])
        return found

    def list(self, path: str) -> tuple[str, ...]:
        found: tuple[str, ...] = self._kept(f"list {path}", lambda: self.look.list(path), list)
        return found

    def walk(self, path: str) -> Iterator[tuple[str, Stat]]:
        return self.look.walk(path)

    def readlink(self, path: str) -> str:
        found: str = self._kept(f"readlink {path}", lambda: self.look.readlink(path), str)
        return found

    def realpath(self, path: str) -> str:
        found: str = self._kept(f"realpath {path}", lambda: self.look.realpath(path), str)
        return found

    def may(self, path: str, what: Literal["read", "write", "execute"]) -> bool:
        found: bool = self._kept(f"may {what} {path}", lambda: self.look.may(path, what), bool)
        return found

    def ask(
        self,
        argv: Sequence[str],
        *,
        environment: Mapping[str, str] | None = None,
        timeout: float = 10.0,
        stdin: bytes = b"",
    ) -> Answer:
        return self.look.ask(argv, environment=environment, timeout=timeout, stdin=stdin)

    def recall(self, key: str) -> bytes | None:
        return None

    def remember(self, key: str, value: bytes) -> None:
        """Nothing is kept from one cell to the next."""

    def _kept(self, question: str, answer: Any, pack: Any) -> Any:
        try:
            found = answer()
        except OSError as error:
            self.log[question] = ["error", error.errno]
            raise
        self.log[question] = ["ok", pack(found)]
        return found


class ReplayedLook:
    """Answers from a log; what nobody asked about when it was made is not there."""

    def __init__(
        self, log: Log, *, environment: Mapping[str, str], cwd: str, uid: int, home: str | None
    ) -> None:
        self.log = log
        self.environment = environment
        self.cwd = cwd
        self.uid = uid
        self.platform = "linux"
        self.home = home

    def account(self, who: int | str) -> Account | None:
        return None

    def terminal(self, stream: Literal["stdin", "stdout", "stderr"]) -> bool:
        return False

    def read(self, path: str, limit: int = 4_000_000) -> bytes:
        return _unpacked(self._answer(f"read {path}", path))[:limit]

    def stat(self, path: str, *, follow: bool = True) -> Stat:
        kind, mode, uid = self._answer(f"stat {path}" if follow else f"lstat {path}", path)[:3]
        return Stat(kind, mode, uid, 0, 0, 0, 0, 0)

    def list(self, path: str) -> tuple[str, ...]:
        return tuple(self._answer(f"list {path}", path))

    def walk(self, path: str) -> Iterator[tuple[str, Stat]]:
        """Nobody walks through what a model of uv looks at."""
        return iter(())

    def readlink(self, path: str) -> str:
        return str(self._answer(f"readlink {path}", path))

    def realpath(self, path: str) -> str:
        return str(self.log.get(f"realpath {path}", ["ok", path])[1])

    def may(self, path: str, what: Literal["read", "write", "execute"]) -> bool:
        return bool(self.log.get(f"may {what} {path}", ["ok", False])[1])

    def ask(
        self,
        argv: Sequence[str],
        *,
        environment: Mapping[str, str] | None = None,
        timeout: float = 10.0,
        stdin: bytes = b"",
    ) -> Answer:
        return Answer(None, b"", b"", "not-permitted")

    def recall(self, key: str) -> bytes | None:
        return None

    def remember(self, key: str, value: bytes) -> None:
        """Nothing is kept."""

    def _answer(self, question: str, path: str) -> Any:
        state, answer = self.log.get(question, ["error", 2])
        if state == "error":
            raise OSError(answer, "recorded", path)
        return answer


def _packed(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return "base64:" + base64.b64encode(data).decode()


def _unpacked(text: str) -> bytes:
    if text.startswith("base64:"):
        return base64.b64decode(text[7:])
    return text.encode("utf-8")


def pooled(records: dict[str, Any]) -> dict[str, Any]:
    """Records with what many have in common kept once, under ``""``."""
    pool: dict[str, int] = {}

    def pack(value: Any) -> Any:
        if isinstance(value, dict):
            value = {key: pack(item) for key, item in value.items()}
        text = json.dumps(value, sort_keys=True)
        if len(text) < 120 or not isinstance(value, (list, str)):
            return value
        return {"$": pool.setdefault(text, len(pool))}

    packed = {name: pack(record) for name, record in records.items()}
    return {"": [json.loads(text) for text in pool], **packed}


def unpooled(records: dict[str, Any]) -> dict[str, Any]:
    """The records as they were."""
    pool = records.get("", [])

    def unpack(value: Any) -> Any:
        if isinstance(value, dict):
            return pool[value["$"]] if "$" in value else {key: unpack(item) for key, item in value.items()}
        return value

    return {name: unpack(record) for name, record in records.items() if name}


class TreeLook(ReplayedLook):
    """A little world in a dictionary: text for a file, None for a directory, ``-> path`` for a link, ``!`` for an executable."""

    def __init__(self, files: Mapping[str, str | None], *, cwd: str = "/w", **environment: str) -> None:
        super().__init__(
            {}, environment={"PATH": "/usr/bin", **environment}, cwd=cwd, uid=1000, home="/home/alice"
        )
        self.files: dict[str, str | None] = {}
        for path, content in files.items():
            parts = path.split("/")
            for count in range(2, len(parts)):
                self.files.setdefault("/".join(parts[:count]), None)
            self.files[path] = content

    def read(self, path: str, limit: int = 4_000_000) -> bytes:
        content = self._content(path)
        if content is None:
            raise IsADirectoryError(21, "Is a directory", path)
        return content.encode("utf-8", "surrogateescape")[:limit]

    def stat(self, path: str, *, follow: bool = True) -> Stat:
        content = self._content(path, follow=follow)
        linked = content is not None and content.startswith("-> ")
        kind: Literal["file", "directory", "link"] = (
            "directory" if content is None else "link" if linked else "file"
        )
        return Stat(kind, 0o755, 0, 0, 0, 0, len(content or ""), 0)

    def list(self, path: str) -> tuple[str, ...]:
        self._content(path)
        stem = f"{self.realpath(path).rstrip('/')}/"
        return tuple(
            sorted({name[len(stem) :].partition("/")[0] for name in self.files if name.startswith(stem)})
        )

    def realpath(self, path: str) -> str:
        for _ in range(20):
            link = next(
                (
                    name
                    for name, content in self.files.items()
                    if (content or "").startswith("-> ") and f"{path}/".startswith(f"{name}/")
                ),
                None,
            )
            if link is None:
                return path
            aim = str(self.files[link])[3:]
            aim = aim if aim.startswith("/") else f"{link.rpartition('/')[0]}/{aim}"
            path = aim + path[len(link) :]
        raise OSError(40, "Too many levels of symbolic links", path)

    def may(self, path: str, what: Literal["read", "write", "execute"]) -> bool:
        try:
            content = self._content(path)
        except OSError:
            return False
        return what != "execute" or content is None or content.startswith("!")

    def _content(self, path: str, *, follow: bool = True) -> str | None:
        path = path.rstrip("/") or "/"
        folder, _, name = path.rpartition("/")
        place = self.realpath(path) if follow else f"{self.realpath(folder) if folder else ''}/{name}"
        if place != "/" and place not in self.files:
            raise FileNotFoundError(2, "No such file or directory", path)
        return self.files.get(place)
