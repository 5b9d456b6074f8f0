"""A machine in which one way is gone again and again from the same world, whole or cut off at some moment."""

import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from random import Random
from shutil import copyfile
from sqlite3 import connect
from tempfile import TemporaryDirectory
from typing import NamedTuple

from tests.end_to_end.conftest import CHECKOUT, Desk
from tests.end_to_end.managers import Office, install_managers, serve
from tests.end_to_end.ways import Way
from tests.end_to_end.whole import different, whole
from tests.rigs.machine import ROOT_PATH, USER_PATH, Result

KILLER = f"/usr/bin/python3 -I -B {CHECKOUT}/tests/kill/killer.py"
VICTIM = f"{CHECKOUT}/.pipwise/run/bin/python -I -B {CHECKOUT}/tests/kill/victim.py"
WHO = ("pipwise", "child", "last", "group")
_WHEELS = {
    "PIP_NO_INDEX": "1",
    "PIP_FIND_LINKS": "/payload/wheels",
    "UV_NO_INDEX": "1",
    "UV_FIND_LINKS": "/payload/wheels",
}


class Killed(NamedTuple):
    """What became of a call that was cut off, or was not."""

    status: int
    killed: list[str] | None
    """The command lines of what was killed; None where it had ended before."""
    inside: bool
    """Whether a child was running."""
    times: list[float]
    """Seconds after the lock at which there was one."""
    length: float
    said: str


class Cut(NamedTuple):
    """A call that was cut off and brought back."""

    record: dict[str, object]
    wrong: list[str]
    said: str


class Stage(NamedTuple):
    """One way, in a machine of its own."""

    desk: Desk
    way: Way
    before: dict[str, object]
    runs: int = 0
    """How many were open before."""
    times: list[float] = []  # noqa: RUF012 - every stage is given its own
    """Seconds after the lock at which a child was running, in the last call that came to its end."""

    @property
    def folder(self) -> str:
        """The project's directory."""
        return "/root/demo" if self.way.user == "root" else "/home/alice/demo"

    @property
    def environment(self) -> dict[str, str | None]:
        """What the user has."""
        path = f"/opt/managers/bin:{ROOT_PATH if self.way.user == 'root' else USER_PATH}"
        return {"PATH": path, **(_WHEELS if self.way.wheels else {})}

    def shell(self, line: str) -> str:
        """A line of the user's: exit status, and what was said."""
        return _said(self._run(line))

    def call(self, *, who: str = "", after: float = 0.0, inside: bool = False) -> Killed:
        """Pipwise, called in this way; a part of it is killed so many seconds after it has taken its lock."""
        argv = [f"{CHECKOUT}/pipwise", *self.way.words]
        home = "/root" if self.way.user == "root" else f"/home/{self.way.user}"
        asked = {
            "argv": ["/usr/bin/sudo", *argv] if self.way.sudo else argv,
            "user": self.way.user,
            "cwd": self.folder,
            "answer": self.way.answer,
            "who": who,
            "after": after,
            "inside": inside,
        }
        names: dict[str, str | None] = {"HOME": home, "USER": self.way.user, "LOGNAME": self.way.user}
        done = self.desk.machine.run(
            [*KILLER.split(), json.dumps(asked)], env={**self.environment, **names}, timeout=300
        )
        assert done.status == 0, done.stderr
        return Killed(**json.loads(done.stdout))

    def open(self) -> int:
        """How many runs are neither undone nor rolled back, but for those that were there before."""
        state = (
            "/var/lib/pipwise" if self.way.user == "root" else f"/home/{self.way.user}/.local/state/pipwise"
        )
        journal = Path(f"/proc/{self.desk.machine.pid}/root{state}/journal.sqlite3")
        if not journal.exists():
            return 0
        with TemporaryDirectory() as folder:
            for one in journal.parent.glob(f"{journal.name}*"):
                copyfile(one, f"{folder}/{one.name}")
            with closing(connect(f"{folder}/{journal.name}")) as database:
                rows = database.execute("SELECT count(*) FROM run WHERE state IN ('done', 'begun')")
                return int(rows.fetchone()[0]) - self.runs

    def take_back(self) -> str:
        """Undo until nothing is left to undo, patiently: a tool may have outlived its pipwise. What was said."""
        said = ""
        while self.open():
            line = f"for n in 1 2 3 4 5 6; do pipwise {self.way.undo}; s=$?; [ $s = 5 ] || exit $s; sleep 3; done; exit $s"
            done = self._run(line)
            said += f"\nundo: {_said(done)}"
            if done.status:
                break
        return said

    def wrong(self, said: str, *, cut: bool = True) -> list[str]:
        """What is not as before in the whole machine; a run that is still open; a bug that was told."""
        bugs = [line for line in said.splitlines() if "a bug in pipwise" in line]
        left = [f"{self.open()} runs are not undone"] if self.open() else []
        return bugs + left + different(self.before, whole(self.desk.machine), cut=cut)

    def bring_back(self, draw: Random) -> tuple[str, str]:
        """As somebody would: undo at once, or go on with it, or do it once more, and undo that. How, and what was said."""
        how = draw.choice(("undo", "undo", "resume", "resume", "again"))
        how = how if self.open() else "nothing open"
        said = ""
        if how == "resume":
            said = self.shell("pipwise resume; echo resume $?")
        elif how == "again":
            said = self.call().said
        return how, f"\n{how}: {said}{self.take_back()}"

    def cut(self, draw: Random) -> Cut:
        """One call that is cut off while a child runs, and brought back."""
        who, after = draw.choice(WHO), draw.choice(self.times)
        killed = self.call(who=who, after=after, inside=True)
        if killed.killed is None:
            # With its caches filled it is quicker than the first time.
            self.times[:] = killed.times
        how, said = self.bring_back(draw)
        said = f"{self.way.name}: {who} after {after:.3f} s: {killed.killed}\n{killed.status}\n{killed.said}{said}"
        wrong = self.wrong(said)
        record: dict[str, object] = {"who": who, "inside": killed.inside, "how": how, "clean": not wrong}
        return Cut(record, wrong, f"{said}\n" + "\n".join(wrong))

    def _run(self, line: str) -> Result:
        words = f'pipwise() {{ {CHECKOUT}/pipwise "$@"; }}; offline="--no-index --find-links /payload/wheels"; {line}'
        return self.desk.machine.run(
            words, user=self.way.user, cwd=self.folder, env=self.environment, timeout=300
        )


def _said(done: Result) -> str:
    return f"{done.status}\n{done.stdout}\n{done.stderr}"


@contextmanager
def opened(way: Way, desks: Callable[[str], AbstractContextManager[Desk]]) -> Iterator[Stage]:
    """The world before is made, the way is gone, and undone: the whole machine is as it was."""
    with desks(way.image) as desk:
        stage = Stage(desk, way, {})
        if way.tools:
            install_managers(desk, *(one for one in way.tools if one != "uv"))
        if way.managed:
            Office(desk, serve(desk)).project(way.managed, stage.folder)
        else:
            # In a project an application would be one of the project's own.
            file = "notes.txt" if way.option in ("app", "inject") else "pyproject.toml"
            desk.machine.write(f"{stage.folder}/{file}", "", owner=way.user)
        if way.by_root:
            done = desk.machine.run(way.by_root, timeout=300)
            assert done.status == 0, done.stderr
        said = stage.shell(way.prepare or "true")
        assert said.startswith("0\n"), said
        stage = stage._replace(before=whole(desk.machine))
        stage = stage._replace(runs=stage.open())
        called = stage.call()
        assert called.status == 0, called.said
        called = called._replace(said=called.said + stage.take_back())
        wrong = stage.wrong(called.said, cut=False)
        assert wrong == [], "\n".join((called.said, *wrong))
        yield stage._replace(times=called.times)
