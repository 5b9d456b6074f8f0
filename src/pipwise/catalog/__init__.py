"""Data with source and date: what is known without looking at a machine."""

from __future__ import annotations

from pipwise.catalog.platforms import Platform, find_platform, similar_platforms

__all__ = ["Platform", "find_platform", "similar_platforms"]
