"""Names: PyPI project ↔ OS package, import name and command, from tables that are built, and the mistakes people make."""

from __future__ import annotations

from pipwise.catalog.names.conventions import conventional_name
from pipwise.catalog.names.look_up import is_settled, look_up, questions
from pipwise.catalog.names.mistakes import find_mistake
from pipwise.catalog.names.owners import Owner, projects_of_command, projects_of_module, projects_of_package
from pipwise.catalog.names.where import NOBODY_ASKED, Live, Where

__all__ = [
    "NOBODY_ASKED",
    "Live",
    "Owner",
    "Where",
    "conventional_name",
    "find_mistake",
    "is_settled",
    "look_up",
    "projects_of_command",
    "projects_of_module",
    "projects_of_package",
    "questions",
]
