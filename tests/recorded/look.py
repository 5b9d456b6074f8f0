"""Machines to look at without being on them: recorded from real ones, or put together by a test.

A recording is answered from what was recorded; whatever was not is an error of its own, never "not there". A machine
that a test builds is whole: what nobody put there is not there.
"""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, NamedTuple, NoReturn

from pipwise.system.look import Account, Answer, Stat

HERE = Path(__file__).parent
Kind = Literal["file", "directory", "link", "other", "absent"]
SCRIPT = "<_ask_python>"
"""Stands in recordings for the script that is passed to a Python: an answer survives changes of its wording."""


class NotRecorded(Exception):
    """The recording does not tell: record the machine again (``tests/recorded/record.py``)."""


class Node(NamedTuple):
    """What stands at one path. A directory without names was seen, but not listed."""

    kind: Kind
    data: bytes | None = None
    names: tuple[str, ...] | None = None
    link: str = ""
    mode: int = 0o644
    uid: int = 0
    gid: int = 0
    error: str = ""
    """``EACCES`` … where reading or listing failed for the one who recorded."""
    mtime_ns: int = 1_000_000_000
    inode: int = 0


class Machine(NamedTuple):
    """Everything that can be asked of a machine."""

    nodes: Mapping[str, Node]
    environment: Mapping[str, str]
    cwd: str = "/"
    uid: int = 0
    platform: str = "linux"
    accounts: tuple[Account, ...] = (Account("root", 0, 0, "/root", "/bin/bash"),)
    answers: Mapping[tuple[str, ...], Answer] = {}
    terminal: bool = False
    whole: bool = True
    """Whether what is not among the nodes is not there."""


def file(content: str | bytes = "", mode: int = 0o644, uid: int = 0, mtime_ns: int = 1_000_000_000) -> Node:
    data = content.encode("utf-8", "surrogateescape") if isinstance(content, str) else content
    return Node("file", data, mode=mode, uid=uid, gid=uid, mtime_ns=mtime_ns)


def program(content: str | bytes = b"\x7fELF", uid: int = 0) -> Node:
    return file(content, 0o755, uid)


def directory(mode: int = 0o755, uid: int = 0, gid: int | None = None) -> Node:
    return Node("directory", mode=mode, uid=uid, gid=uid if gid is None else gid)


def link(target: str, uid: int = 0) -> Node:
    return Node("link", link=target, mode=0o777, uid=uid, gid=uid)


def fifo() -> Node:
    return Node("other", mode=0o666)


def machine(
    files: Mapping[str, Node | str],
    *,
    environment: Mapping[str, str] | None = None,
    cwd: str = "/",
    uid: int = 0,
    accounts: Sequence[Account] = (),
    answers: Mapping[tuple[str, ...], Answer] | None = None,
    platform: str = "linux",
    terminal: bool = False,
) -> RecordedLook:
    """A whole machine out of paths; directories above them come by themselves and belong to root."""
    nodes: dict[str, Node] = {"/": directory()}
    for path, content in files.items():
        nodes[path] = file(content) if isinstance(content, str) else content
        above = path.rpartition("/")[0]
        while above and above not in files:
            nodes.setdefault(above, directory())
            above = above.rpartition("/")[0]
    for folder in [path for path, node in nodes.items() if node.kind == "directory"]:
        stem = folder.rstrip("/")
        inside = [path[len(stem) + 1 :] for path in nodes if path != "/" and path.rpartition("/")[0] == stem]
        nodes[folder] = nodes[folder]._replace(names=tuple(sorted(inside)))
    numbered = {path: node._replace(inode=number) for number, (path, node) in enumerate(nodes.items(), 1)}
    root = Account("root", 0, 0, "/root", "/bin/bash")
    return RecordedLook(
        Machine(
            numbered,
            {"PATH": "/usr/bin:/bin", "HOME": "/root"} if environment is None else environment,
            cwd,
            uid,
            platform,
            (root, *accounts),
            answers or {},
            terminal,
        )
    )


class RecordedLook:
    """A ``Look`` at a machine that is not there."""

    def __init__(self, recorded: Machine) -> None:
        self.machine = recorded
        self.remembered: dict[str, bytes] = {}
        self.asked: list[tuple[str, ...]] = []
        self.looked_at: list[str] = []

    @property
    def environment(self) -> Mapping[str, str]:
        return self.machine.environment

    @property
    def cwd(self) -> str:
        return self.machine.cwd

    @property
    def uid(self) -> int:
        return self.machine.uid

    @property
    def platform(self) -> str:
        return self.machine.platform

    @property
    def home(self) -> str | None:
        named = self.environment.get("HOME")
        account = self.account(self.uid)
        return named if named is not None else account.home if account else None

    def account(self, who: int | str) -> Account | None:
        return next((one for one in self.machine.accounts if who in (one.uid, one.name)), None)

    def terminal(self, stream: Literal["stdin", "stdout", "stderr"]) -> bool:
        return self.machine.terminal

    def read(self, path: str, limit: int = 4_000_000) -> bytes:
        node = self._node(path)
        if node.kind == "directory":
            _fail(errno.EISDIR, path)
        if node.kind != "file":
            _fail(errno.EINVAL, path)
        if node.error or not self._permits(node, 4):
            _fail(getattr(errno, node.error or "EACCES"), path)
        if node.data is None:
            raise NotRecorded(f"the content of {path}")
        return node.data[:limit]

    def stat(self, path: str, *, follow: bool = True) -> Stat:
        node = self._node(path, follow=follow)
        assert node.kind != "absent"
        size = len(node.data or b"")
        return Stat(node.kind, node.mode, node.uid, node.gid, 1, node.inode, size, node.mtime_ns)

    def list(self, path: str) -> tuple[str, ...]:
        node = self._node(path)
        if node.kind != "directory":
            _fail(errno.ENOTDIR, path)
        if node.error or not self._permits(node, 4):
            _fail(getattr(errno, node.error or "EACCES"), path)
        if node.names is None:
            raise NotRecorded(f"the names in {path}")
        return node.names

    def walk(self, path: str) -> Iterator[tuple[str, Stat]]:
        pending = [""]
        while pending:
            folder = pending.pop()
            for name in self.list(f"{path}/{folder}"):
                stat = self.stat(f"{path}/{folder}{name}", follow=False)
                yield f"{folder}{name}", stat
                pending += [f"{folder}{name}/"] if stat.kind == "directory" else []

    def readlink(self, path: str) -> str:
        node = self._node(path, follow=False)
        if node.kind != "link":
            _fail(errno.EINVAL, path)
        return node.link

    def realpath(self, path: str) -> str:
        try:
            return self._resolve(path, follow=True, must_exist=False)[0]
        except OSError:
            return path

    def may(self, path: str, what: Literal["read", "write", "execute"]) -> bool:
        try:
            node = self._node(path)
        except OSError:
            return False
        return self._permits(node, {"read": 4, "write": 2, "execute": 1}[what])

    def ask(
        self,
        argv: Sequence[str],
        *,
        environment: Mapping[str, str] | None = None,
        timeout: float = 10.0,
        stdin: bytes = b"",
    ) -> Answer:
        words = tuple(SCRIPT if "pipwise-answer" in word else word for word in argv)
        self.asked.append(words)
        if words in self.machine.answers:
            return self.machine.answers[words]
        if self.machine.whole:
            return Answer(None, b"", b"", "not-executable")
        raise NotRecorded(f"what {' '.join(words)} says")

    def recall(self, key: str) -> bytes | None:
        return self.remembered.get(key)

    def remember(self, key: str, value: bytes) -> None:
        self.remembered[key] = value

    def _permits(self, node: Node, bit: int) -> bool:
        if self.uid == 0:
            return bit != 1 or node.kind == "directory" or bool(node.mode & 0o111)
        account = self.account(self.uid)
        shift = 6 if node.uid == self.uid else 3 if account and node.gid == account.gid else 0
        return bool(node.mode >> shift & bit)

    def _node(self, path: str, *, follow: bool = True) -> Node:
        self.looked_at.append(path)
        node = self._resolve(path, follow=follow, must_exist=True)[1]
        assert node is not None
        return node

    def _resolve(self, path: str, *, follow: bool, must_exist: bool) -> tuple[str, Node | None]:
        """The kernel's walk: every directory is searched, every link followed, the last one only if asked to."""
        if "\0" in path:
            _fail(errno.EINVAL, path)
        whole = path if path.startswith("/") else f"{self.cwd.rstrip('/')}/{path}"
        place, rest, hops = "", [part for part in whole.split("/") if part], 0
        node: Node | None = self.machine.nodes.get("/", directory())
        while rest:
            part = rest.pop(0)
            if part == ".":
                continue
            if part == "..":
                place = place.rpartition("/")[0]
                node = self.machine.nodes.get(place or "/")
                continue
            node = self._child(path, place, node, part, must_exist=must_exist)
            place = f"{place}/{part}"
            if node is not None and node.kind == "link" and (rest or follow):
                hops += 1
                if hops > 40:
                    _fail(errno.ELOOP, path)
                place = "" if node.link.startswith("/") else place.rpartition("/")[0]
                rest = [piece for piece in node.link.split("/") if piece] + rest
                node = self.machine.nodes.get(place or "/")
        return place or "/", node

    def _child(
        self, path: str, place: str, parent: Node | None, part: str, *, must_exist: bool
    ) -> Node | None:
        if parent is None:
            return None
        if parent.kind != "directory":
            _fail(errno.ENOTDIR, path)
        if not self._permits(parent, 1):
            _fail(errno.EACCES, path)
        node = self.machine.nodes.get(f"{place}/{part}")
        if node is not None and node.kind != "absent":
            return node
        listed = parent.names is not None and part not in parent.names
        if node is None and not listed and not self.machine.whole:
            raise NotRecorded(f"whether {place}/{part} is there")
        if must_exist:
            _fail(errno.ENOENT, path)
        return None


def _fail(number: int, path: str) -> NoReturn:
    raise OSError(number, os.strerror(number), path)


def recording(name: str) -> RecordedLook:
    """A machine that was recorded, such as ``debian-12-root``."""
    data = json.loads((HERE / f"{name}.json").read_text(encoding="utf-8"))
    nodes = {path: _node(index, node) for index, (path, node) in enumerate(data["paths"].items(), 1)}
    answers = {tuple(one["argv"]): _answer(one) for one in data["answers"]}
    accounts = tuple(Account(*one) for one in data["accounts"])
    return RecordedLook(
        Machine(
            nodes, data["environment"], data["cwd"], data["uid"], "linux", accounts, answers, False, False
        )
    )


def recordings() -> list[str]:
    """The names of all of them."""
    return sorted(path.stem for path in HERE.glob("*.json"))


def _node(index: int, node: dict[str, Any]) -> Node:
    text = node.get("text")
    return Node(
        node["kind"],
        None if text is None else text.encode("utf-8", "surrogateescape"),
        tuple(node["names"]) if "names" in node else None,
        node.get("link", ""),
        int(node.get("mode", "0"), 8),
        node.get("uid", 0),
        node.get("gid", 0),
        node.get("error", ""),
        inode=index,
    )


def _answer(one: dict[str, Any]) -> Answer:
    stdout, stderr = one["stdout"].encode(), one["stderr"].encode()
    return Answer(one["status"], stdout, stderr, one["problem"])
