"""Proof after acting: metadata, RECORD and the import system of the target, each asked and not assumed."""

from __future__ import annotations

from pipwise.catalog.spelling import normalise
from pipwise.execute.imports import try_imports
from pipwise.execute.markers import not_meant
from pipwise.execute.modules import modules_of
from pipwise.execute.trees import KEEP, SCRATCH, is_there
from pipwise.facts.distributions import read_distributions
from pipwise.model.intent import Intent
from pipwise.model.interpreter import Distribution
from pipwise.model.plan import Plan, Proof
from pipwise.model.value import NamedTuple
from pipwise.system.hands import Hands
from pipwise.system.look import Look

_BYTECODE = (".pyc", "/__pycache__")
"""No loss where it is not there; virtualenv writes whole directories of it into a RECORD."""


class Wanted(NamedTuple):
    """What is to be there afterwards: projects by name, which of them a marker may leave out, and what files asked for."""

    projects: tuple[str, ...]
    markers: tuple[tuple[str, str], ...]
    """(project, marker) of requirements that hold for some Pythons only (PEP 508)."""
    known: frozenset[str] | None
    """Where names are not all known (files, paths): what is there before; None where they are."""


class Ground(NamedTuple):
    """Where it is proved: the site directories, and the Python that has to import from them."""

    directories: list[str]
    python: str
    home: str
    """A directory that modules may write into while they are imported."""
    user_base: str = ""
    """PYTHONUSERBASE, where the directory is a user's own: an isolated Python would not see it."""


def what_to_prove(look: Look, intent: Intent, plan: Plan) -> Wanted:
    """Look before acting: what is new afterwards is told by what was there."""
    marked = tuple(
        (normalise(one.name), one.marker) for one in intent.requirements if one.name and one.marker
    )
    if intent.requirement_files or intent.groups or any(not one.name for one in intent.requirements):
        there = read_distributions(look, [*plan.sites] or site_directories(look, plan.root))
        return Wanted(plan.prove, marked, frozenset(one.name for one in there))
    return Wanted(plan.prove, marked, None)


def prove(
    look: Look, hands: Hands, root: str, wanted: Wanted, *, importing: bool = True
) -> tuple[Proof, ...]:
    """What can be proved in an environment; a project that is not there, and should be, has version ''."""
    ground = Ground(site_directories(look, root), f"{root}/bin/python", f"{root}/{KEEP}/{SCRATCH}")
    return prove_in(look, hands, ground, wanted, importing=importing)


def prove_in(
    look: Look, hands: Hands, ground: Ground, wanted: Wanted, *, importing: bool = True
) -> tuple[Proof, ...]:
    """The same in any site directories."""
    distributions = read_distributions(look, ground.directories)
    installed = {one.name: one for one in reversed(distributions)}
    projects = dict.fromkeys(wanted.projects)
    if wanted.known is not None:
        projects |= dict.fromkeys(
            _asked_for(look, one) for one in distributions if one.name not in wanted.known
        )
        projects.pop("", None)
    absent = [(project, marker) for project, marker in wanted.markers if project not in installed]
    for project in not_meant(look, ground.python, absent) if absent else ():
        projects.pop(project, None)
    found = [(project, installed.get(project)) for project in projects]
    records = {project: record_of(look, one) for project, one in found if one}
    modules = {project: _modules(look, one, records[project]) for project, one in found if one}
    asked = tuple(dict.fromkeys(name for names in modules.values() for name in names))
    said = (
        try_imports(look, hands, (ground.python, ground.home, ground.user_base), asked)
        if asked and importing
        else {}
    )
    return tuple(
        Proof(project, "", 0, (), (), "not-tried")
        if one is None
        else _proof(look, project, one, records[project], modules[project], said)
        for project, one in found
    )


def _asked_for(look: Look, one: Distribution) -> str:
    """The name of a distribution that was installed by request and not as a dependency (REQUESTED of PEP 376), else ''."""
    return one.name if is_there(look, f"{_metadata_directory(look, one)}/REQUESTED") else ""


def site_directories(look: Look, root: str) -> list[str]:
    """The directories of an environment that distributions stand in."""
    try:
        names = look.list(f"{root}/lib")
    except OSError:
        return []
    return [f"{root}/lib/{name}/site-packages" for name in names if name.startswith(("python", "pypy"))]


def record_of(look: Look, one: Distribution) -> list[str]:
    """Paths of a RECORD (PEP 376), relative to the directory that holds the distribution."""
    try:
        text = look.read(f"{_metadata_directory(look, one)}/RECORD", 50_000_000).decode(
            "utf-8", "surrogateescape"
        )
    except OSError:
        return []
    if '"' not in text:
        return [line.partition(",")[0] for line in text.splitlines() if line]
    import csv

    return [row[0] for row in csv.reader(text.splitlines()) if row]


def _metadata_directory(look: Look, one: Distribution) -> str:
    for name in look.list(one.location):
        if (
            name.endswith(".dist-info")
            and normalise(name.removesuffix(".dist-info").partition("-")[0]) == one.name
        ):
            return f"{one.location}/{name}"
    return ""


def _modules(look: Look, one: Distribution, record: list[str]) -> tuple[str, ...]:
    found = modules_of(record, one.name)
    if found:
        return found
    # Of an editable install RECORD knows only the link; setuptools tells the names beside it.
    try:
        names = (
            look.read(f"{_metadata_directory(look, one)}/top_level.txt", 10_000)
            .decode("utf-8", "replace")
            .split()
        )
    except OSError:
        return ()
    return modules_of((f"{name}/__init__.py" for name in names), one.name)


def _proof(
    look: Look,
    project: str,
    one: Distribution,
    record: list[str],
    modules: tuple[str, ...],
    said: dict[str, tuple[str, str]],
) -> Proof:
    missing = tuple(
        path
        for path in record
        if not path.endswith(_BYTECODE) and not is_there(look, f"{one.location}/{path}")
    )
    files = len(record) - len(missing)
    answers = [(name, *said.get(name, ("unknown", ""))) for name in modules]
    if answers and answers[0][1] == "imported" and _is_called_like(project, answers[0][0]):
        # What stands beside it may belong to an extra that nobody asked for.
        answers = [answer for answer in answers if answer[1] != "raised"]
    names = tuple(name for name, _, _ in answers)
    for word, imported in (("lost", "no"), ("raised", "no"), ("died", "no"), ("slow", "timeout")):
        failed, detail = next(((name, detail) for name, found, detail in answers if found == word), ("", ""))
        if failed:
            tried = (failed, *(name for name in names if name != failed))
            return Proof(project, one.version, files, missing, tried, imported, detail)  # type: ignore[arg-type]  # the words of the line above
    whole = bool(names) and all(word == "imported" for _, word, _ in answers)
    return Proof(project, one.version, files, missing, names, "yes" if whole else "not-tried")


def _is_called_like(project: str, module: str) -> bool:
    return normalise(module.replace(".", "-")) == project
