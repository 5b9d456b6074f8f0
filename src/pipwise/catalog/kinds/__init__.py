"""Whether a project is an application, a library or a plug-in."""

from __future__ import annotations

from pipwise.catalog.kinds.kind import kind_of

__all__ = ["kind_of"]
