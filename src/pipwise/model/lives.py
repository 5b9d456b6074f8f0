"""A place where a project is installed, and what would take it away there."""

from __future__ import annotations

from pipwise.model.value import Literal, NamedTuple

Where = Literal[
    "existing-venv", "project-manager", "app", "os-package", "user", "override", "own-python", "script-env"
]
"""The ways out by which it came there: ``override`` is what somebody has put beside the operating system's packages."""


class Lives(NamedTuple):
    """One project in one place."""

    where: Where
    project: str
    version: str
    """'' where that is not known."""
    place: str
    """Root of the environment or application, site directory, directory of the project, or the script."""
    owner: str = ""
    """The OS package, the tool that keeps the application, or the project's manager."""
    python: str = ""
    """The interpreter that imports it there, or '' where none does."""
    role: str = ""
    """Of an environment: asked, active, project, plain, personal. Of an OS package its manager; of a project the group."""
