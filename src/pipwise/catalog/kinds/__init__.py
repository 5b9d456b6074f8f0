"""Whether a project is an application, a library or a plug-in: signals, their weights, and whose a plug-in is."""

from __future__ import annotations

from pipwise.catalog.kinds.kind import kind_of
from pipwise.catalog.kinds.wheel import Wheel

__all__ = ["Wheel", "kind_of"]
