"""A machine on which nothing is changed: what is asked of its hands is written down, and its look sees it as done."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from errno import ENOENT

from pipwise.model.value import Literal, NamedTuple, cast
from pipwise.system.hands import Hands
from pipwise.system.look import Look, Stat


class Deed(NamedTuple):
    """Something that would be done: remove, put-back, make-directory, write, link, rename, run; and to what."""

    what: str
    path: str
    to: str = ""
    """Of rename: the new name."""


class _Made(NamedTuple):
    """What would stand at a path."""

    kind: Literal["file", "directory", "link"]
    mode: int
    content: bytes = b""


class Rehearsal:
    """Hands and look in one: a layer of paths that are gone, stand for other ones, or would be made."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._paths: dict[str, str | _Made | None] = {}
        self.deeds: list[Deed] = []

    @property
    def look(self) -> Look:
        """The machine as it would be."""
        return cast("Look", self)

    @property
    def hands(self) -> Hands:
        """Hands that only write down."""
        return cast("Hands", self)

    def __getattr__(self, name: str) -> object:
        return getattr(self._look, name)

    def _at(self, path: str) -> str | _Made:
        """The real path that a path stands for, or what would be made there. Raises ``FileNotFoundError``."""
        place = path
        while place not in ("", "/"):
            if place in self._paths:
                found = self._paths[place]
                if isinstance(found, str):
                    return found + path[len(place) :]
                if isinstance(found, _Made) and place == path:
                    return found
                raise FileNotFoundError(ENOENT, "No such file or directory", path)
            place = place.rpartition("/")[0]
        return path

    def stat(self, path: str, *, follow: bool = True) -> Stat:
        """What would stand there."""
        found = self._at(path)
        if isinstance(found, str):
            return self._look.stat(found, follow=follow)
        return self._look.stat("/")._replace(
            kind=found.kind, mode=found.mode, size=len(found.content), mtime_ns=0
        )

    def list(self, path: str) -> tuple[str, ...]:
        """The names that would be there."""
        found = self._at(path)
        names = set(self._look.list(found)) if isinstance(found, str) else set()
        for one, what in self._paths.items():
            folder, _, name = one.rpartition("/")
            if folder == path:
                (names.discard if what is None else names.add)(name)
        return tuple(sorted(names))

    def walk(self, path: str) -> Iterator[tuple[str, Stat]]:
        """Every path that would be below a directory."""
        found = self._at(path)
        if isinstance(found, str) and not any(one.startswith(f"{path}/") for one in self._paths):
            yield from self._look.walk(found)
            return
        for name in self.list(path):
            stat = self.stat(f"{path}/{name}", follow=False)
            yield name, stat
            if stat.kind == "directory":
                yield from ((f"{name}/{below}", one) for below, one in self.walk(f"{path}/{name}"))

    def read(self, path: str, limit: int = 4_000_000) -> bytes:
        """What would be in it."""
        found = self._at(path)
        return self._look.read(found, limit) if isinstance(found, str) else found.content[:limit]

    def readlink(self, path: str) -> str:
        """Where it would lead."""
        found = self._at(path)
        return self._look.readlink(found) if isinstance(found, str) else found.content.decode()

    def _note(self, what: str, path: str, found: str | _Made | None) -> None:
        for below in [one for one in self._paths if one.startswith(f"{path}/")]:
            del self._paths[below]
        self._paths[path] = found
        self.deeds.append(Deed(what, path))

    def make_directory(self, path: str, mode: int) -> tuple[str, ...]:
        """With its missing parents."""
        try:
            self.stat(path)
        except FileNotFoundError:
            above = path.rpartition("/")[0]
            made = self.make_directory(above, mode) if above else ()
            self._note("make-directory", path, _Made("directory", mode))
            return (*made, path)
        return ()

    def write(self, path: str, content: bytes, mode: int) -> None:
        """A whole file."""
        self._note("write", path, _Made("file", mode, content))

    def symlink(self, target: str, path: str) -> None:
        """A link."""
        self._note("link", path, _Made("link", 0o777, target.encode("utf-8", "surrogateescape")))

    def remove(self, path: str) -> None:
        """A file, a link, or a directory: all the same here."""
        self._note("remove", path, None)

    remove_directory = remove
    remove_tree = remove

    def move(self, path: str, to: str) -> None:
        """What stood there stands elsewhere."""
        found = self._at(path)
        self._note("rename", path, None)
        self.deeds[-1] = Deed("rename", path, to)
        self._paths[to] = found

    def replace(self, path: str, to: str) -> None:
        """A file from where it was kept."""
        found = self._at(path)
        self._paths[path] = None
        self._note("put-back", to, found)

    def link(self, path: str, to: str) -> None:
        """A second name, of which nothing is said: it is a way to something that is."""
        self._paths[to] = self._at(path)

    copy = link

    def own(self, path: str, uid: int, gid: int) -> None:
        """It would be as it was."""

    def flush(self, path: str) -> None:
        """Nothing is written."""

    def sweep(self, path: str) -> None:
        """Nothing that anybody wants to hear of."""

    def run(self, argv: Sequence[str], environment: Mapping[str, str], cwd: str | None, **words: bool) -> int:
        """A command, which would succeed."""
        self.deeds.append(Deed("run", " ".join(argv)))
        return 0

    def run_quietly(
        self, argv: Sequence[str], environment: Mapping[str, str], cwd: str | None
    ) -> tuple[int, bytes]:
        """The same."""
        return self.run(argv, environment, cwd), b""

    run_heard = run_overheard = run_quietly

    def lock(self, path: str, *, wait: bool) -> bool:
        """Nobody is kept waiting."""
        return True

    def heed_signals(self) -> None:
        """Nothing is under way."""

    hold_signals = heed_signals
