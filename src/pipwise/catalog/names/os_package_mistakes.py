"""Names of OS packages, and examples of messages, that are given to an installer of Python's."""

from __future__ import annotations

from pipwise.catalog.names.os_spelling import bare_name, is_project, projects_packaged_as
from pipwise.catalog.names.standard_library import find_standard_library
from pipwise.catalog.spelling import normalise
from pipwise.model.names import Mistake

PLACEHOLDERS = ("xyz", "package-name", "packagename", "some-package", "your-package", "my-package")
REQUIREMENTS = ("requirements", "requirement", "constraints")
_SYSTEM_ONLY = ("build-essential", "python3-dev", "python-dev", "python3-full")
_TOOLS = {
    "pip": "pip",
    "venv": "venv",
    "virtualenv": "virtualenv",
    "setuptools": "setuptools",
    "wheel": "wheel",
}


def find_os_package(asked: str) -> Mistake | None:
    """What is meant by the name of an OS package that is no project's."""
    name, lower = normalise(asked), asked.lower()
    if is_project(name):
        return None
    bare = bare_name(asked)
    if (lower.startswith("lib") and lower.endswith("-dev")) or lower in _SYSTEM_ONLY:
        return Mistake(
            "os-package-name", f"{asked} is a package of the operating system, not a project of Python's", ()
        )
    if not bare:
        return None
    if normalise(bare) in (*PLACEHOLDERS, *REQUIREMENTS):
        text = f"{asked} is the message's example, not a name: put the name of what you want in its place"
        return Mistake("placeholder", text, ())
    standard = find_standard_library(normalise(bare), "")
    if standard is not None or normalise(bare) in _TOOLS:
        text = f"{asked} is a package of the operating system, not a project of Python's"
        return Mistake("os-package-name", text, (_TOOLS.get(normalise(bare), normalise(bare)),))
    projects = projects_packaged_as(normalise(bare)) or projects_packaged_as(bare)
    if not projects:
        return None
    text = f"{asked} is an operating system's name for {projects[0]}: was {projects[0]} meant?"
    return Mistake("os-package-name", text, projects)
