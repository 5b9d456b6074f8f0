"""What stands at a path, and what a TOML document has at a key: small questions that all of uv's facts ask."""

from __future__ import annotations

from collections.abc import Iterator

from pipwise.system.look import Look

Table = dict[str, object]


def upward(directory: str) -> Iterator[str]:
    """A directory and all above it."""
    place = directory.rstrip("/") or "/"
    while True:
        yield place
        if place == "/" or "/" not in place:
            return
        place = place.rpartition("/")[0] or "/"


def is_file(look: Look, path: str) -> bool:
    """Whether a regular file stands there, links followed."""
    return _kind(look, path) == "file"


def is_directory(look: Look, path: str) -> bool:
    """Whether a directory stands there, links followed."""
    return _kind(look, path) == "directory"


def table(value: object, *keys: str) -> Table:
    """A nested TOML table, or an empty one where there is none."""
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value if isinstance(value, dict) else {}


def parse_toml(data: bytes) -> Table | None:
    """A TOML document, or None where it is none."""
    import tomllib

    try:
        return tomllib.loads(data.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError):
        return None


def _kind(look: Look, path: str) -> str:
    try:
        return look.stat(path).kind
    except (OSError, ValueError):
        return ""
