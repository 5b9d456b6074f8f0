"""Names that are most likely not what was meant: each is put as a question, never carried out."""

from __future__ import annotations

from pipwise.catalog.names.curated import relation_of
from pipwise.catalog.names.os_package_mistakes import PLACEHOLDERS, REQUIREMENTS, find_os_package
from pipwise.catalog.names.os_spelling import is_project
from pipwise.catalog.names.reviewed_mistakes import find_reviewed
from pipwise.catalog.names.rows import projects_of
from pipwise.catalog.names.standard_library import find_standard_library
from pipwise.catalog.names.table import load_table
from pipwise.catalog.spelling import normalise
from pipwise.model.names import Mistake

_COMMAND_WORDS = frozenset(
    [
        "install",
        "uninstall",
        "upgrade",
        "reinstall",
        "sudo",
        "python",
        "python3",
        "pip3",
        "apt-get",
        "brew",
        "yum",
        "dnf",
        "and",
        "or",
        "latest",
    ]
)
_SUFFIXES = (".txt", ".in")


def find_mistake(asked: str, python: str = "", request: tuple[str, ...] = ()) -> Mistake | None:
    """What was probably meant instead, where a name is most likely not what was meant.

    ``python`` is the target's version (the standard library changes); ``request`` is every name of the same command
    line: ``pip install pip install x`` is told by its words together.
    """
    for find in (_file, find_reviewed, find_os_package, _import_name, _slip):
        found = find(asked.strip())
        if found is not None:
            return found
    return _command_word(asked.strip(), request) or find_standard_library(normalise(asked), python)


def _file(asked: str) -> Mistake | None:
    _, dot, suffix = asked.rpartition(".")
    name = normalise(asked)
    if dot and f".{suffix.lower()}" in _SUFFIXES:
        return Mistake(
            "requirements-file", f"{asked} is a file of requirements: was -r {asked} meant?", ("-r", asked)
        )
    if name in REQUIREMENTS or name in (f"{one}-txt" for one in REQUIREMENTS):
        text = f"{asked} is no project to install: was -r requirements.txt meant?"
        return Mistake("requirements-file", text, ("-r", "requirements.txt"))
    return None


def _import_name(asked: str) -> Mistake | None:
    name = normalise(asked)
    projects = projects_of(asked, load_table())
    if not projects or is_project(name) or name in projects or name in _COMMAND_WORDS:
        return None
    return Mistake(
        "import-name", f"{asked} is what {projects[0]} is imported as: was {projects[0]} meant?", projects
    )


def _slip(asked: str) -> Mistake | None:
    name = normalise(asked)
    if name in PLACEHOLDERS:
        return None
    if is_project(name) or relation_of(name) or name in _COMMAND_WORDS:
        return None
    from pipwise.catalog.names.typos import slips_of

    near = slips_of(name)
    if not near:
        return None
    text = f"no well-known project is called {asked}, and {near[0]} is one letter away: was {near[0]} meant?"
    return Mistake("typo", text, near)


def _command_word(asked: str, request: tuple[str, ...]) -> Mistake | None:
    name = normalise(asked)
    others = {normalise(one) for one in request}
    if name in PLACEHOLDERS:
        return Mistake(
            "placeholder", f"{asked} stands for a name: put the name of what you want in its place", ()
        )
    if name in _COMMAND_WORDS or (name == "pip" and others & {"install", "uninstall", "download"}):
        instead = ("--upgrade",) if name == "upgrade" else ()
        text = f"{asked} is a word of the command, and a project of that name would be installed: was that meant?"
        return Mistake("command-word", text, instead)
    return None
