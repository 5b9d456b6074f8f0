"""The marker that a command is about: of the Python that pip would change, of one that is named, or a file by itself."""

from __future__ import annotations

from pipwise.facts.glance import text
from pipwise.facts.marker import parse_marker
from pipwise.facts.marker_standing import Standing, standing_of
from pipwise.model.facts import Facts
from pipwise.model.interpreter import Environment, Marker
from pipwise.model.known import Known, Source, Unknown
from pipwise.model.value import NamedTuple
from pipwise.system.look import Look

_MOST = 1_000_000


class Marked(NamedTuple):
    """A Python with its marker, and the file as it stands."""

    facts: Facts
    environment: Environment
    standing: Standing
    text: str
    """'' where it cannot be read as text."""


def marked(look: Look, facts: Facts) -> Marked | Unknown:
    """Look round the marker of a command's target; Unknown where there is no Python that answers."""
    target = facts.target
    if isinstance(target, Unknown):
        return target
    standing = standing_of(look, target.value)
    return Marked(facts, target.value, standing, text(look, standing.path, _MOST))


def marker_in_file(look: Look, path: str) -> tuple[Known[Marker], str]:
    """A file read as a marker. Raises ``OSError`` where it cannot be."""
    data = look.read(path, _MOST)
    return Known(parse_marker(data, path), Source("file", path)), data.decode("utf-8", "surrogateescape")
