"""The rules: one file each, listed once; pages, schemas and help are derived from this register."""

from __future__ import annotations

from pipwise.lint.rules import install_refused, override
from pipwise.lint.rules.rule import Rule

RULES: tuple[Rule, ...] = (install_refused.RULE, override.RULE)
"""In the order of the documentation."""
