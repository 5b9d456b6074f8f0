"""From a project's name to its kind, without a network."""

from __future__ import annotations

from pipwise.catalog.kinds.plugins import host_by_name
from pipwise.model.known import Source
from pipwise.model.names import Kind


def kind_of(project: str) -> Kind:
    """Application, library or plug-in, by what is shipped with pipwise; ``unknown`` where that says nothing."""
    name = normalise(project)
    host = host_by_name(name)
    if host is not None:
        signals = ((f"named like a plug-in of {host.project}", 0),)
        return Kind(
            "plug-in",
            host.project,
            signals=signals,
            source=Source("catalogue", "families of plug-ins"),
            host_is=host.what,
        )
    return Kind("unknown", source=Source("catalogue", "no table knows the name"))


def normalise(name: str) -> str:
    """A project's name as PEP 503 compares it."""
    words = name.strip().lower().replace("_", "-").replace(".", "-").split("-")
    return "-".join(word for word in words if word)
