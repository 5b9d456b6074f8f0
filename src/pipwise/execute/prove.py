"""Proof after acting: metadata, RECORD and the import system of the target, each asked and not assumed."""

from __future__ import annotations

from pipwise.facts.distributions import read_distributions
from pipwise.model.interpreter import Distribution
from pipwise.model.plan import Proof
from pipwise.system.look import Look

_TIME_LIMIT = 5.0
# Modules whose import may do something to a machine or need a display are found, not imported.
_ASK = """
import sys
def say(*words): sys.stdout.write("\\t".join(words) + "\\n"); sys.stdout.flush()
import importlib.util
for name in sys.argv[1:]:
    try: found = importlib.util.find_spec(name) is not None
    except BaseException as error: found = False
    say("found" if found else "lost", name)
for name in sys.argv[1:]:
    try: __import__(name)
    except BaseException as error: say("raised", name, type(error).__name__ + ": " + str(error).replace("\\n", " ")[:200])
    else: say("imported", name)
"""


def prove(look: Look, root: str, projects: tuple[str, ...]) -> tuple[Proof, ...]:
    """What can be proved about these projects in an environment; a project that is not there has version ''."""
    installed = {one.name: one for one in reversed(read_distributions(look, _site_directories(look, root)))}
    found = [(project, installed.get(project)) for project in projects]
    records = {project: _record(look, one) for project, one in found if one}
    modules = {project: _modules(look, one, records[project]) for project, one in found if one}
    asked = sorted({name for names in modules.values() for name in names})
    said = _ask(look, f"{root}/bin/python", asked) if asked else {}
    return tuple(
        Proof(project, "", 0, (), (), "not-tried")
        if one is None
        else _proof(look, project, one, records[project], modules[project], said)
        for project, one in found
    )


def _site_directories(look: Look, root: str) -> list[str]:
    try:
        names = look.list(f"{root}/lib")
    except OSError:
        return []
    return [f"{root}/lib/{name}/site-packages" for name in names if name.startswith(("python", "pypy"))]


def _metadata_directory(look: Look, one: Distribution) -> str:
    for name in look.list(one.location):
        stem = name.partition(".dist-info")[0]
        if (
            name.endswith(".dist-info")
            and stem.partition("-")[0].lower().replace("_", "-").replace(".", "-") == one.name
        ):
            return f"{one.location}/{name}"
    return ""


def _record(look: Look, one: Distribution) -> list[str]:
    """Paths of a RECORD (PEP 376), relative to the directory that holds the distribution."""
    import csv

    try:
        text = look.read(f"{_metadata_directory(look, one)}/RECORD").decode("utf-8", "replace")
    except OSError:
        return []
    return [row[0] for row in csv.reader(text.splitlines()) if row]


def _modules(look: Look, one: Distribution, record: list[str]) -> tuple[str, ...]:
    """Top-level names that the distribution brings; private ones are left out, and a build's own helpers."""
    names: dict[str, None] = {}
    for path in record:
        first, _, rest = path.partition("/")
        if path.startswith(("..", "/")) or first.endswith((".dist-info", ".data", ".pth")):
            continue
        if rest == "__init__.py" and first.isidentifier():
            names[first] = None
        elif not rest and first.endswith((".py", ".so", ".pyd")) and first.partition(".")[0].isidentifier():
            names[first.partition(".")[0]] = None
    public = [name for name in names if not name.startswith("_")]
    return tuple(sorted(public, key=lambda name: (name.lower() != one.name.replace("-", "_"), name))[:3])


def _proof(
    look: Look,
    project: str,
    one: Distribution,
    record: list[str],
    modules: tuple[str, ...],
    said: dict[str, tuple[str, str]],
) -> Proof:
    missing = tuple(
        path for path in record if not path.endswith(".pyc") and not _there(look, f"{one.location}/{path}")
    )
    files = len(record) - len(missing)
    if not modules:
        return Proof(project, one.version, files, missing, (), "not-tried")
    lost = [name for name in modules if said.get(name, ("", ""))[0] == "lost"]
    if lost:
        return Proof(
            project,
            one.version,
            files,
            missing,
            modules,
            "no",
            f"{lost[0]} cannot be found by the environment's Python",
        )
    raised = [said[name][1] for name in modules if said.get(name, ("", ""))[0] == "raised"]
    if raised:
        return Proof(project, one.version, files, missing, modules, "no", raised[0])
    whole = all(said.get(name, ("", ""))[0] == "imported" for name in modules)
    return Proof(project, one.version, files, missing, modules, "yes" if whole else "timeout")


def _ask(look: Look, python: str, names: list[str]) -> dict[str, tuple[str, str]]:
    environment = {key: value for key, value in look.environment.items() if not key.startswith("PYTHON")}
    answer = look.ask([python, "-I", "-B", "-c", _ASK, *names], environment=environment, timeout=_TIME_LIMIT)
    said: dict[str, tuple[str, str]] = {}
    for line in answer.stdout.decode("utf-8", "replace").splitlines():
        word, _, rest = line.partition("\t")
        name, _, detail = rest.partition("\t")
        if word in ("found", "lost", "imported", "raised") and name in names:
            said[name] = (word, detail)
    return said


def _there(look: Look, path: str) -> bool:
    try:
        look.stat(path)
    except OSError:
        return False
    return True
