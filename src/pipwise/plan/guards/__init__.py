"""The guards that can be set up: prevention, in the shell, in pip's own configuration, and before a commit."""

from __future__ import annotations

from pipwise.plan.guards.guard import CannotEdit, Guard
from pipwise.plan.guards.pre_commit import PRE_COMMIT
from pipwise.plan.guards.require_virtualenv import REQUIRE_VIRTUALENV
from pipwise.plan.guards.shells import BASH, FISH, ZSH

__all__ = ["GUARDS", "CannotEdit", "Guard"]

GUARDS: dict[str, Guard] = {guard.name: guard for guard in (BASH, ZSH, FISH, REQUIRE_VIRTUALENV, PRE_COMMIT)}
