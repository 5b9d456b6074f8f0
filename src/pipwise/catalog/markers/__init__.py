"""What installers print when they refuse or fail, and whose words are in a marker: signatures and OS packages as data."""

from __future__ import annotations

from pipwise.catalog.markers.needs import BuildNeed, load_needs
from pipwise.catalog.markers.signature import Signature, Signatures, load_signatures

__all__ = ["BuildNeed", "Signature", "Signatures", "load_needs", "load_signatures"]
