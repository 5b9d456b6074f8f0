"""What the sources make of files; that of Dockerfiles is kept, since they are asked about each other before they are judged."""

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
    return build_of(data) if module == BUILDS else source_of(module).read(Text(data), path)


@lru_cache(512)
def build_of(data: bytes) -> Reading:
    """The events of a Dockerfile, whatever it is called. Raises ``NotAnalysed``."""
    return source_of(BUILDS).read(Text(data), "")
