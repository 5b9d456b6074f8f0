"""What is known of operating systems, images and runners: whose Python they have, its marker, pip and package manager."""

from __future__ import annotations

from pipwise.catalog.platforms.find import find_platform
from pipwise.catalog.platforms.platform import Platform
from pipwise.catalog.platforms.row import Row
from pipwise.catalog.platforms.similar import similar_platforms
from pipwise.catalog.platforms.table import Table, load_table

__all__ = ["Platform", "Row", "Table", "find_platform", "load_table", "similar_platforms"]
