"""The write-ahead record of runs and steps, in SQLite with full synchronisation; the format has a version of its own."""

from __future__ import annotations

import json
import zlib
from typing import NamedTuple

from pipwise.errors import CouldNotLook
from pipwise.system.database import DatabaseError, open_database

FORMAT = 1
_SCHEMA = """
CREATE TABLE IF NOT EXISTS run (
    id INTEGER PRIMARY KEY, format INTEGER NOT NULL, uid INTEGER NOT NULL, argv TEXT NOT NULL, digest TEXT NOT NULL,
    option TEXT NOT NULL, root TEXT NOT NULL, fresh INTEGER NOT NULL, cwd TEXT NOT NULL, started TEXT NOT NULL,
    state TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS step (
    run INTEGER NOT NULL REFERENCES run(id), n INTEGER NOT NULL, kind TEXT NOT NULL, what TEXT NOT NULL,
    before BLOB, after BLOB, inverse TEXT NOT NULL, state TEXT NOT NULL, PRIMARY KEY (run, n)
);
"""


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


class Journal:
    """The journal of one user. Every method returns only when what it wrote is on the disk."""

    def __init__(self, path: str) -> None:
        self.path = path
        try:
            self._database = open_database(path)
            self._database.executescript(_SCHEMA)
        except DatabaseError as error:
            raise CouldNotLook(
                f"the journal {path} cannot be used", str(error), "move it away to start a new one"
            ) from error

    def begin(self, run: RunRecord, steps: list[tuple[str, dict[str, object], str]]) -> int:
        """Record a run and all of its steps before the first of them acts; the run's number."""
        with self._database:
            self._database.execute("BEGIN IMMEDIATE")
            cursor = self._database.execute(
                "INSERT INTO run (format, uid, argv, digest, option, root, fresh, cwd, started, state)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (FORMAT, run.uid, json.dumps(run.argv), *run[4:7], int(run.fresh), *run[8:10], "begun"),
            )
            number = int(cursor.lastrowid or 0)
            self._database.executemany(
                "INSERT INTO step (run, n, kind, what, inverse, state) VALUES (?, ?, ?, ?, ?, 'planned')",
                [
                    (number, n, kind, json.dumps(what), inverse)
                    for n, (kind, what, inverse) in enumerate(steps, 1)
                ],
            )
        return number

    def step_begins(self, run: int, n: int, before: object) -> None:
        """Record what a step found, before it acts."""
        with self._database:
            self._database.execute(
                "UPDATE step SET before = ?, state = 'begun' WHERE run = ? AND n = ?", (_pack(before), run, n)
            )

    def step_ends(self, run: int, n: int, after: object, state: str = "done") -> None:
        """Record what a step left, or that it was undone."""
        with self._database:
            self._database.execute(
                "UPDATE step SET after = coalesce(?, after), state = ? WHERE run = ? AND n = ?",
                (None if after is None else _pack(after), state, run, n),
            )

    def run_ends(self, run: int, state: str) -> None:
        """Record how a run ended."""
        with self._database:
            self._database.execute("UPDATE run SET state = ? WHERE id = ?", (state, run))

    def runs(self) -> list[RunRecord]:
        """All runs, the newest first."""
        rows = self._database.execute(
            "SELECT id, format, uid, argv, digest, option, root, fresh, cwd, started, state FROM run ORDER BY id DESC"
        ).fetchall()
        return [
            RunRecord(
                *(row[0], row[1], row[2], tuple(json.loads(row[3])), row[4], row[5], row[6], bool(row[7])),
                *(row[8], row[9], row[10]),
            )
            for row in rows
        ]

    def steps(self, run: int) -> list[StepRecord]:
        """The steps of a run in order."""
        rows = self._database.execute(
            "SELECT run, n, kind, what, before, after, inverse, state FROM step WHERE run = ? ORDER BY n",
            (run,),
        ).fetchall()
        return [
            StepRecord(
                row[0], row[1], row[2], json.loads(row[3]), _unpack(row[4]), _unpack(row[5]), row[6], row[7]
            )
            for row in rows
        ]

    def copy_to(self, path: str) -> None:
        """Write the whole journal to another file (where it was kept in memory for want of a place)."""
        import sqlite3

        with sqlite3.connect(path) as target:
            self._database.backup(target)
        target.close()

    def close(self) -> None:
        """Close the database."""
        self._database.close()


def _pack(value: object) -> bytes:
    return zlib.compress(json.dumps(value).encode("utf-8", "surrogatepass"), 1)


def _unpack(data: bytes | None) -> object:
    return None if data is None else json.loads(zlib.decompress(data).decode("utf-8", "surrogatepass"))
