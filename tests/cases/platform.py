"""The platform in what people write of a machine: pipwise's own reading, with the place that the case names."""

from __future__ import annotations

from pipwise.catalog.platforms import Platform
from pipwise.catalog.platforms.prose import platform_in


def platform_of(text: str, context: str) -> Platform | None:
    """The platform that a free text means, or None where it says nothing that the table has."""
    return platform_in(text, context)
