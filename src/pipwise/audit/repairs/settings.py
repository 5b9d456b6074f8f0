"""Taking a line out of a file of settings, with every other byte as it is."""

from __future__ import annotations

import hashlib

from pipwise.model.plan import EditFile
from pipwise.system.look import Look


def without_line(look: Look, path: str, numbers: list[int]) -> EditFile:
    """The file without these lines (counted from 1)."""
    old = look.read(path)
    lines = old.decode("utf-8", "surrogateescape").splitlines(keepends=True)
    kept = [line for number, line in enumerate(lines, 1) if number not in numbers]
    return EditFile(path, "".join(kept), hashlib.sha256(old).hexdigest())
