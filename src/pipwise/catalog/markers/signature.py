"""The signatures of refusals and of what looks like one, as they are shipped."""

from __future__ import annotations

import json
from functools import cache

from pipwise.model.value import Literal, NamedTuple
from pipwise.system.resources import read as read_resource


class Signature(NamedTuple):
    """One thing that a log can say, and what it means when it does."""

    id: str
    kind: Literal["start", "part", "marker", "own", "wrapper", "note"]
    """``start`` begins a refusal; ``part`` and ``marker`` (the distributor's text) belong to one; ``own`` is a failure of
    its own; ``wrapper`` tells what ran the tool; ``note`` is no failure."""
    code: str
    tool: str
    wrapper: str
    family: str
    """Whose Python: debian, arch, alpine, suse, gentoo, void, homebrew, nix, msys2, uv, conda, rpm, termux, or ''."""
    platform: str
    """A name of the table of platforms, where the text leaves no choice of family."""
    implementation: str
    cause: str
    shared: str
    """``yes`` where another family's text has it too: it only counts where nothing better is there."""
    phrases: tuple[str, ...]
    """Any of them is enough; compared without case, spaces and punctuation."""
    exact: tuple[str, ...]
    """The same, with case."""
    source: str


class Signatures(NamedTuple):
    """All of them, and the short words one of which is in every phrase: what a long log is searched for first."""

    date: str
    anchors: tuple[str, ...]
    signatures: tuple[Signature, ...]


@cache
def load_signatures() -> Signatures:
    """The signatures as they are shipped with pipwise."""
    data = json.loads(read_resource("pipwise.catalog.markers", "markers.json"))
    found = tuple(_signature(row) for row in data["signatures"])
    return Signatures(data["date"], tuple(data["anchors"]), found)


def _signature(row: dict[str, object]) -> Signature:
    lists = {name: tuple(_texts(row.get(name))) for name in ("phrases", "exact")}
    rest = {name: str(row.get(name, "")) for name in Signature._fields if name not in lists}
    return Signature(**rest, **lists)  # type: ignore[arg-type]  # a test holds the file and these types equal


def _texts(value: object) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list) else []
