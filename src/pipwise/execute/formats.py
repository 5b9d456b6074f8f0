"""The formats that the journal was ever written in: each is read for ever, a newer one is left alone.

1. Tables of runs and steps. A tool changes one tree.
2. A tool changes several places, whose worlds stand together (``execute.worlds``); a run knows what is to be proved.
3. A run knows where that is proved: applications, a project or a script, a Python and its site directories.
"""

from __future__ import annotations

from pipwise.errors import CouldNotLook
from pipwise.system.database import Connection, make_durable

FORMAT = 3
_RUNS_1 = (
    "SELECT id, format, uid, argv, digest, option, root, fresh, cwd, started, state, '[]', 'environment', '{}'"
    " FROM run ORDER BY id DESC"
)
_RUNS_2 = _RUNS_1.replace("'[]', 'environment'", "prove, proof")
_RUNS = _RUNS_2.replace("'{}'", "ground")
_ADDED = (
    "prove TEXT NOT NULL DEFAULT '[]'",
    "proof TEXT NOT NULL DEFAULT 'environment'",
    "ground TEXT NOT NULL DEFAULT '{}'",
)
_SCHEMA = (
    """
CREATE TABLE IF NOT EXISTS run (
    id INTEGER PRIMARY KEY, format INTEGER NOT NULL, uid INTEGER NOT NULL, argv TEXT NOT NULL, digest TEXT NOT NULL,
    option TEXT NOT NULL, root TEXT NOT NULL, fresh INTEGER NOT NULL, cwd TEXT NOT NULL, started TEXT NOT NULL,
    state TEXT NOT NULL
)""",
    """
CREATE TABLE IF NOT EXISTS step (
    run INTEGER NOT NULL REFERENCES run(id), n INTEGER NOT NULL, kind TEXT NOT NULL, what TEXT NOT NULL,
    before BLOB, after BLOB, inverse TEXT NOT NULL, state TEXT NOT NULL, PRIMARY KEY (run, n)
)""",
)


def prepare(database: Connection, path: str, *, reading: bool) -> str:
    """Bring a journal to this format, unless it is only read; how to ask for its runs, or '' where nothing is in it.

    Raises ``CouldNotLook`` for a newer format, of which nothing is touched, and what the database raises.
    """
    written = int(str(database.execute("PRAGMA user_version").fetchone()[0]))
    if written > FORMAT:
        raise CouldNotLook(
            f"the journal {path} was written by a newer pipwise",
            f"its format is {written}, and this one knows {FORMAT}; nothing of it was touched",
            "use that pipwise, or bring this one up to date",
        )
    if not reading:
        make_durable(database)
        if written < FORMAT:
            _upgrade(database)
    columns = [str(row[1]) for row in database.execute("PRAGMA table_info(run)")]
    if not columns:
        return ""
    return _RUNS if "ground" in columns else _RUNS_2 if "proof" in columns else _RUNS_1


def _upgrade(database: Connection) -> None:
    """In one transaction: a process that is killed in it has changed nothing. Another one may have done it meanwhile."""
    database.execute("BEGIN IMMEDIATE")
    try:
        for statement in _SCHEMA:
            database.execute(statement)
        columns = [str(row[1]) for row in database.execute("PRAGMA table_info(run)")]
        for column in _ADDED:
            if column.partition(" ")[0] not in columns:
                database.execute(f"ALTER TABLE run ADD COLUMN {column}")
        database.execute(f"PRAGMA user_version = {FORMAT}")
        database.execute("COMMIT")
    except BaseException:
        if database.in_transaction:
            database.execute("ROLLBACK")
        raise
