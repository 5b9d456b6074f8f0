"""Opening the journal's database: full synchronisation, one writer."""

from __future__ import annotations

import sqlite3


def open_database(path: str) -> sqlite3.Connection:
    """A connection that survives a power cut at any moment: every commit is on the disk when it returns."""
    connection = sqlite3.connect(path, timeout=30.0, isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA foreign_keys=ON")
    return connection


DatabaseError = sqlite3.Error
