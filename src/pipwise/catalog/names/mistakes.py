"""Names that are most likely not what was meant: each is put as a question, never carried out."""

from __future__ import annotations

from collections.abc import Callable

from pipwise.catalog.names.curated import Relation, relations
from pipwise.catalog.names.os_spelling import bare_name, is_project, projects_packaged_as
from pipwise.catalog.names.spelling import normalize
from pipwise.catalog.names.standard_library import find_standard_library
from pipwise.catalog.names.table import load_table, projects_of
from pipwise.catalog.names.typos import slips_of
from pipwise.model.names import Mistake

_PLACEHOLDERS = ("xyz", "package-name", "packagename", "some-package", "your-package", "my-package")
_COMMAND_WORDS = {
    *(
        "install",
        "uninstall",
        "upgrade",
        "update",
        "reinstall",
        "sudo",
        "python",
        "python3",
        "pip3",
        "apt-get",
        "brew",
    ),
    *("yum", "dnf", "and", "or", "latest"),
}
_SYSTEM_ONLY = ("build-essential", "python3-dev", "python-dev", "python3-full")
_TOOLS = {
    "pip": "pip",
    "venv": "venv",
    "virtualenv": "virtualenv",
    "setuptools": "setuptools",
    "wheel": "wheel",
}
_REQUIREMENTS = ("requirements", "requirement", "constraints")
_SUFFIXES = (".txt", ".in")


def find_mistake(asked: str, python: str = "", request: tuple[str, ...] = ()) -> Mistake | None:
    """What was probably meant instead, where a name is most likely not what was meant.

    ``python`` is the target's version (the standard library changes); ``request`` is every name of the same command
    line: ``pip install pip install x`` is told by its words together.
    """
    for find in (_file, _reviewed, _os_package, _import_name, _slip):
        found = find(asked.strip())
        if found is not None:
            return found
    return _command_word(asked.strip(), request) or find_standard_library(normalize(asked), python)


def _file(asked: str) -> Mistake | None:
    _, dot, suffix = asked.rpartition(".")
    name = normalize(asked)
    if dot and f".{suffix.lower()}" in _SUFFIXES:
        return Mistake(
            "requirements-file", f"{asked} is a file of requirements: was -r {asked} meant?", ("-r", asked)
        )
    if name in _REQUIREMENTS or name in (f"{one}-txt" for one in _REQUIREMENTS):
        text = f"{asked} is no project to install: was -r requirements.txt meant?"
        return Mistake("requirements-file", text, ("-r", "requirements.txt"))
    return None


def _reviewed(asked: str) -> Mistake | None:
    relation = relations().get(normalize(asked))
    speak = _SENTENCES.get(relation.relation) if relation else None
    return speak(asked, relation) if speak and relation else None


def _os_package(asked: str) -> Mistake | None:
    name, lower = normalize(asked), asked.lower()
    if is_project(name):
        return None
    bare = bare_name(asked)
    if (lower.startswith("lib") and lower.endswith("-dev")) or lower in _SYSTEM_ONLY:
        return Mistake(
            "os-package-name", f"{asked} is a package of the operating system, not a project of Python's", ()
        )
    if not bare:
        return None
    if normalize(bare) in (*_PLACEHOLDERS, *_REQUIREMENTS):
        text = f"{asked} is the message's example, not a name: put the name of what you want in its place"
        return Mistake("placeholder", text, ())
    standard = find_standard_library(normalize(bare), "")
    if standard is not None or normalize(bare) in _TOOLS:
        text = f"{asked} is a package of the operating system, not a project of Python's"
        return Mistake("os-package-name", text, (_TOOLS.get(normalize(bare), normalize(bare)),))
    projects = projects_packaged_as(normalize(bare)) or projects_packaged_as(bare)
    if not projects:
        return None
    text = f"{asked} is an operating system's name for {projects[0]}: was {projects[0]} meant?"
    return Mistake("os-package-name", text, projects)


def _import_name(asked: str) -> Mistake | None:
    name = normalize(asked)
    projects = projects_of(asked, load_table())
    if not projects or is_project(name) or name in projects:
        return None
    return Mistake(
        "import-name", f"{asked} is what {projects[0]} is imported as: was {projects[0]} meant?", projects
    )


def _slip(asked: str) -> Mistake | None:
    name = normalize(asked)
    if name in _PLACEHOLDERS:
        return None
    if is_project(name) or name in relations() or name in _COMMAND_WORDS:
        return None
    near = slips_of(name)
    if not near:
        return None
    text = f"no well-known project is called {asked}, and {near[0]} is one letter away: was {near[0]} meant?"
    return Mistake("typo", text, near)


def _command_word(asked: str, request: tuple[str, ...]) -> Mistake | None:
    name = normalize(asked)
    others = {normalize(one) for one in request}
    if name in _PLACEHOLDERS:
        return Mistake(
            "placeholder", f"{asked} stands for a name: put the name of what you want in its place", ()
        )
    if name in _COMMAND_WORDS or (name == "pip" and others & {"install", "uninstall", "download"}):
        instead = ("--upgrade",) if name == "upgrade" else ()
        text = f"{asked} is a word of the command, and a project of that name would be installed: was that meant?"
        return Mistake("command-word", text, instead)
    return None


def _wrong_project(asked: str, relation: Relation) -> Mistake:
    said = f" ({relation.note})" if relation.note else ""
    text = f"{asked} is another project than {relation.projects[0]}{said}: was {relation.projects[0]} meant?"
    return Mistake("wrong-project", text, relation.projects)


def _module(asked: str, relation: Relation) -> Mistake:
    meant = relation.projects[0]
    return Mistake(
        "import-name", f"{asked} is what {meant} is imported as: was {meant} meant?", relation.projects
    )


def _dummy(asked: str, relation: Relation) -> Mistake:
    meant = relation.projects[0]
    return Mistake(
        "dummy", f"{asked} is an empty stand-in for {meant}: was {meant} meant?", relation.projects
    )


def _deprecated(asked: str, relation: Relation) -> Mistake:
    meant = relation.projects[0]
    said = f" ({relation.note})" if relation.note else ""
    return Mistake(
        "deprecated-name",
        f"{asked} is given up, and goes on as {meant}{said}: was {meant} meant?",
        relation.projects,
    )


def _placeholder(asked: str, relation: Relation) -> Mistake:
    return Mistake(
        "placeholder", f"{asked} stands for a name: put the name of what you want in its place", ()
    )


def _misnomer(asked: str, relation: Relation) -> Mistake:
    meant = relation.projects[0]
    return Mistake("typo", f"there is no project called {asked}: was {meant} meant?", relation.projects)


_SENTENCES: dict[str, Callable[[str, Relation], Mistake]] = {
    "wrong-project": _wrong_project,
    "import-name": _module,
    "dummy": _dummy,
    "deprecated": _deprecated,
    "placeholder": _placeholder,
    "misnomer": _misnomer,
}
