"""Opening the journal's database: full synchronisation, one writer, and readers that need no right to write."""

from __future__ import annotations

import os
import sqlite3

Connection = sqlite3.Connection
DatabaseError = sqlite3.Error


def open_database(path: str) -> Connection:
    """A connection that has changed nothing yet."""
    return sqlite3.connect(path, timeout=10.0, isolation_level=None)


def make_durable(connection: Connection) -> None:
    """From now on it survives a power cut at any moment: every commit is on the disk when it returns."""
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")


def open_for_reading(path: str) -> Connection:
    """A connection that changes nothing, also where the directory is write-protected, in which WAL files cannot be made."""
    escaped = "".join(f"%{byte:02x}" for byte in os.fsencode(path))
    connection = sqlite3.connect(f"file:{escaped}?mode=ro", uri=True, timeout=10.0, isolation_level=None)
    try:
        connection.execute("SELECT 1 FROM sqlite_master").fetchone()
    except sqlite3.OperationalError:
        connection.close()
        connection = sqlite3.connect(f"file:{escaped}?mode=ro&immutable=1", uri=True, isolation_level=None)
    return connection


def is_full(error: DatabaseError) -> bool:
    """Whether it failed because there is no space left (SQLite says "I/O error" where its index file does not fit)."""
    name = getattr(error, "sqlite_errorname", "")
    return name.startswith(("SQLITE_FULL", "SQLITE_IOERR")) and "READ" not in name


def is_denied(error: DatabaseError) -> bool:
    """Whether it failed because the file or its directory may not be written."""
    return getattr(error, "sqlite_errorname", "").startswith(
        ("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM")
    )
