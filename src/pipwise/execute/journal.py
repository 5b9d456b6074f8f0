"""The write-ahead record of runs and steps, in SQLite with full synchronisation; the format has a version of its own."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable
from errno import EACCES

from pipwise.errors import CouldNotLook, PipwiseError, ToolFailed
from pipwise.execute.formats import FORMAT, prepare
from pipwise.model.value import NamedTuple, TypeVar
from pipwise.system.database import (
    Connection,
    DatabaseError,
    is_denied,
    is_full,
    open_database,
    open_for_reading,
)

__all__ = ["FORMAT", "Journal", "RunRecord", "StepRecord", "Turn"]

T = TypeVar("T")


class RunRecord(NamedTuple):
    """One run: what was asked, what it acts on, and how far it came (begun, done, failed, undone)."""

    id: int
    format: int
    uid: int
    argv: tuple[str, ...]
    digest: str
    option: str
    root: str
    fresh: bool
    cwd: str
    started: str
    state: str
    prove: tuple[str, ...] = ()
    """Projects that have to be there when it is done (format 2)."""
    proof: str = "environment"
    """How that is proved (format 2)."""
    ground: str = "{}"
    """Where that is proved (format 3), as ``execute.ground`` writes it."""


class StepRecord(NamedTuple):
    """One step: what it does, the world before and after it, its inverse, and how far it came (planned, begun, done, undone)."""

    run: int
    n: int
    kind: str
    what: dict[str, object]
    before: object
    after: object
    inverse: str
    state: str


class Turn(NamedTuple):
    """A step and what was found before it, or left by it."""

    n: int
    world: object


class Journal:
    """The journal of one user. Every method that writes returns only when what it wrote is on the disk."""

    def __init__(self, path: str, *, reading: bool = False) -> None:
        self.path = path
        try:
            self._database = (open_for_reading if reading else open_database)(path)
            try:
                self._select = prepare(self._database, path, reading=reading)
            except BaseException:
                self._database.close()
                raise
        except DatabaseError as error:
            if is_denied(error):
                raise PermissionError(EACCES, "it may not be written", path) from error
            raise self._unusable(error) from error

    def begin(self, run: RunRecord, steps: list[tuple[str, dict[str, object], str]], first: Turn) -> int:
        """Record a run with all of its steps, and that the first of them begins, before it acts; the run's number."""

        def work(database: Connection) -> int:
            cursor = database.execute(
                "INSERT INTO run (format, uid, argv, digest, option, root, fresh, cwd, started, state, prove, proof,"
                " ground) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'begun', ?, ?, ?)",
                (
                    *(FORMAT, run.uid, json.dumps(run.argv), run.digest, run.option, _text(run.root)),
                    *(int(run.fresh), _text(run.cwd), run.started, json.dumps(run.prove), run.proof),
                    run.ground,
                ),
            )
            number = int(cursor.lastrowid or 0)
            database.executemany(
                "INSERT INTO step (run, n, kind, what, inverse, state) VALUES (?, ?, ?, ?, ?, 'planned')",
                [
                    (number, n, kind, json.dumps(what), inverse)
                    for n, (kind, what, inverse) in enumerate(steps, 1)
                ],
            )
            _begins(database, number, first)
            return number

        return self._write(work)

    def next_step(self, run: int, ended: Turn, begins: Turn) -> None:
        """Record what a step left, and what the next one found before it acts."""

        def work(database: Connection) -> None:
            _ends(database, run, ended)
            _begins(database, run, begins)

        self._write(work)

    def not_begun(self, run: int, n: int) -> None:
        """Record that a step came to nothing: what stands in its place is not to be taken back."""
        self._write(
            lambda database: database.execute(
                "UPDATE step SET before = NULL, state = 'planned' WHERE run = ? AND n = ?", (run, n)
            )
        )

    def again(self, run: int, begins: Turn) -> None:
        """Record that a run goes on at a step, of which nothing is there any more, nor of those after it."""

        def work(database: Connection) -> None:
            database.execute(
                "UPDATE step SET before = NULL, after = NULL, state = 'planned' WHERE run = ? AND n >= ?",
                (run, begins.n),
            )
            _begins(database, run, begins)

        self._write(work)

    def finish(self, run: int, state: str, ended: Turn | None = None) -> None:
        """Record how a run ended, with what its last step left; a run that was taken back takes its steps along."""

        def work(database: Connection) -> None:
            if ended:
                _ends(database, run, ended)
            if state in ("undone", "failed"):
                database.execute(
                    "UPDATE step SET state = 'undone' WHERE run = ? AND state != 'planned'", (run,)
                )
            database.execute("UPDATE run SET state = ? WHERE id = ?", (state, run))

        self._write(work)

    def runs(self) -> list[RunRecord]:
        """All runs, the newest first."""
        # A disk that was full when the journal was made leaves a file without anything in it.
        if not self._select:
            return []
        rows = self._rows(self._select)
        return [self._run(row) for row in rows]

    def steps(self, run: int) -> list[StepRecord]:
        """The steps of a run in order."""
        rows = self._rows(
            "SELECT run, n, kind, what, before, after, inverse, state FROM step WHERE run = ? ORDER BY n", run
        )
        return [self._step(row) for row in rows]

    def close(self) -> None:
        """Close the database."""
        try:
            self._database.close()
        except DatabaseError as error:
            raise self._unusable(error) from error

    def _run(self, row: tuple[object, ...]) -> RunRecord:
        argv = tuple(str(word) for word in self._loaded(lambda: json.loads(str(row[3]))))
        number, form, uid = (int(str(cell)) for cell in row[:3])
        digest, option, root, cwd, started, state = (_untext(row[at]) for at in (4, 5, 6, 8, 9, 10))
        prove = tuple(str(word) for word in self._loaded(lambda: json.loads(str(row[11]))))
        asked = (number, form, uid, argv, digest, option, root)
        return RunRecord(*asked, bool(row[7]), cwd, started, state, prove, str(row[12]), str(row[13]))

    def _step(self, row: tuple[object, ...]) -> StepRecord:
        what = self._loaded(lambda: dict(json.loads(str(row[3]))))
        before, after = self._loaded(lambda: (_unpack(row[4]), _unpack(row[5])))
        run, n = (int(str(cell)) for cell in row[:2])
        return StepRecord(run, n, str(row[2]), what, before, after, str(row[6]), str(row[7]))

    def _write(self, work: Callable[[Connection], T]) -> T:
        try:
            self._database.execute("BEGIN IMMEDIATE")
            try:
                result = work(self._database)
                self._database.execute("COMMIT")
            except BaseException:
                if self._database.in_transaction:
                    self._database.execute("ROLLBACK")
                raise
        except DatabaseError as error:
            raise self._unusable(error) from error
        return result

    def _rows(self, question: str, *values: object) -> list[tuple[object, ...]]:
        try:
            return self._database.execute(question, values).fetchall()
        except DatabaseError as error:
            raise self._unusable(error) from error

    def _loaded(self, load: Callable[[], T]) -> T:
        try:
            return load()
        except (ValueError, TypeError, zlib.error) as error:
            raise self._unusable(error) from error

    def _unusable(self, error: Exception) -> PipwiseError:
        if isinstance(error, DatabaseError) and is_full(error):
            return ToolFailed(
                f"the journal {self.path} cannot be written", f"{error}", "free some space there"
            )
        return CouldNotLook(
            f"the journal {self.path} cannot be used", str(error), "move it away to start a new one"
        )


def _begins(database: Connection, run: int, turn: Turn) -> None:
    database.execute(
        "UPDATE step SET before = ?, state = 'begun' WHERE run = ? AND n = ?",
        (_pack(turn.world), run, turn.n),
    )


def _ends(database: Connection, run: int, turn: Turn) -> None:
    database.execute(
        "UPDATE step SET after = ?, state = 'done' WHERE run = ? AND n = ?", (_pack(turn.world), run, turn.n)
    )


def _text(path: str) -> str | bytes:
    """Paths that are not UTF-8 are kept as the bytes that they are."""
    return path if path.isascii() else path.encode("utf-8", "surrogateescape")


def _untext(cell: object) -> str:
    return cell.decode("utf-8", "surrogateescape") if isinstance(cell, bytes) else str(cell)


def _pack(value: object) -> bytes:
    return zlib.compress(json.dumps(value).encode(), 1)


def _unpack(data: object) -> object:
    return json.loads(zlib.decompress(data)) if isinstance(data, bytes) else None
