"""What the sources make of files; kept of those that are asked about others before they are judged: builds and jobs."""

from __future__ import annotations

from functools import lru_cache

from pipwise.lint.reading import Reading
from pipwise.lint.text import Text
from pipwise.model.value import Protocol, cast
from pipwise.system.modules import load

BUILDS = "dockerfile"
"""The module that reads Dockerfiles."""


class Source(Protocol):
    """A module that reads a kind of file."""

    def read(self, text: Text, path: str) -> Reading:
        """The events of a file."""


def source_of(module: str) -> Source:
    """The module that reads a kind of file, imported when the first one is met."""
    return cast("Source", load(f"pipwise.lint.sources.{module}"))


def reading_of(module: str, data: bytes, path: str) -> Reading:
    """The events of a file. Raises ``NotAnalysed``."""
    if module == BUILDS:
        return build_of(data)
    return _kept.pop((data, path), None) or source_of(module).read(Text(data), path)


_kept: dict[tuple[bytes, str], Reading] = {}
_MOST = 512


def kept_reading_of(module: str, data: bytes, path: str) -> Reading:
    """The same, of a file that will be read once more. Raises ``NotAnalysed``."""
    found = reading_of(module, data, path)
    if module != BUILDS and len(_kept) < _MOST:
        _kept[data, path] = found
    return found


@lru_cache(512)
def build_of(data: bytes) -> Reading:
    """The events of a Dockerfile, whatever it is called. Raises ``NotAnalysed``."""
    return source_of(BUILDS).read(Text(data), "")
