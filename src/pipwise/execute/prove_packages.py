"""Proof of OS packages: the manager says that they are there, and the Python that was meant imports them from there."""

from __future__ import annotations

from pipwise.backends import BACKENDS, fit_of
from pipwise.errors import PipwiseError
from pipwise.execute.imports import try_imports
from pipwise.execute.manager import Manager, installed
from pipwise.execute.modules import modules_of
from pipwise.execute.prove import Wanted, prove, record_of
from pipwise.facts.asking import ask_all
from pipwise.facts.distributions import read_distributions
from pipwise.model.interpreter import Distribution
from pipwise.model.known import Known, Source, Unknown
from pipwise.model.plan import ChangePackages, Plan, Proof
from pipwise.model.value import NamedTuple
from pipwise.system.hands import Hands
from pipwise.system.look import Look

_NOT_TOLD = "?"
_PATH = "import sys; print('\\n'.join(sys.path))"


class _Seen(NamedTuple):
    """What the Python sees of one project."""

    distribution: Distribution | None
    modules: tuple[str, ...]
    owner: str


def prove_packages(
    look: Look, hands: Hands, plan: Plan, wanted: Wanted, importing: bool
) -> tuple[Proof, ...]:
    """Of the packages first; then of the environment, where a part of the request went into one."""
    steps = [one for one in plan.steps if isinstance(one, ChangePackages) and one.action == "install"]
    proofs = [proof for step in steps for proof in _of_step(look, hands, step, importing=importing)]
    if plan.root:
        named = {project for step in steps for _, project, _ in step.wanted}
        rest = wanted._replace(projects=tuple(one for one in wanted.projects if one not in named))
        proofs += prove(look, hands, plan.root, rest, importing=importing)
    return tuple(proofs)


def _of_step(look: Look, hands: Hands, step: ChangePackages, *, importing: bool) -> list[Proof]:
    manager = Manager(look, hands, step.manager, (), step.place)
    try:
        there = {
            name.partition(".")[0] if step.manager == "dnf" else name: one
            for name, one in installed(manager).items()
        }
    except PipwiseError as error:
        return [
            _not(package, project, f"{step.manager} could not be asked: {error.why}")
            for package, project, _ in step.wanted
        ]
    places = _path(look, step.python)
    seen = {
        project: _look_for(look, step.manager, project, places) for _, project, _ in step.wanted if project
    }
    names = tuple(dict.fromkeys(name for one in seen.values() for name in one.modules))
    said = try_imports(look, hands, (step.python, "", ""), names) if names and importing else {}
    proofs = []
    for package, project, specifier in step.wanted:
        one = there.get(package)
        if one is None or one.mark in ("broken", "settings"):
            proofs.append(_not(package, project, f"{step.manager} says that {package} is not installed"))
            continue
        brought = f"{package} {one.version} ({step.manager})"
        if not project:
            proofs.append(Proof(package, one.version, 0, (), (), "not-tried", package=brought))
        else:
            proofs.append(_judged(project, specifier, package, brought, seen[project], said))
    return proofs


def _judged(
    project: str, specifier: str, package: str, brought: str, seen: _Seen, said: dict[str, tuple[str, str]]
) -> Proof:
    one = seen.distribution
    if one is None:
        # A package that holds a command alone, or a module without metadata: the manager's word is all there is.
        return Proof(project, brought.split(" ")[1], 0, (), (), "not-tried", package=brought)
    if seen.owner not in (_NOT_TOLD, package):
        whose = (
            f"{project} {one.version} of {seen.owner}" if seen.owner else f"another {project} {one.version}"
        )
        return _not(package, project, f"Python finds {whose} first, in {one.location}")
    if fit_of(Known(one.version, Source("live", one.location)), specifier) not in ("fits", "unknown"):
        return _not(package, project, f"{one.version} is not {specifier}")
    answers = [said.get(name, ("unknown", "")) for name in seen.modules]
    for word, imported in (("lost", "no"), ("raised", "no"), ("died", "no"), ("slow", "timeout")):
        detail = next((text for found, text in answers if found == word), None)
        if detail is not None:
            return Proof(project, one.version, 0, (), seen.modules, imported, detail, package=brought)  # type: ignore[arg-type]  # the words of the line above
    whole = bool(answers) and all(word == "imported" for word, _ in answers)
    return Proof(project, one.version, 0, (), seen.modules, "yes" if whole else "not-tried", package=brought)


def _not(package: str, project: str, why: str) -> Proof:
    return Proof(project or package, "", 0, (), (), "not-tried", why, package=package)


def _path(look: Look, python: str) -> list[str]:
    """``sys.path`` of an isolated start: neither the user's site nor PYTHONPATH may stand in for the package."""
    answer = look.ask([python, "-I", "-B", "-c", _PATH]) if python else None
    return (
        [line for line in answer.stdout.decode("utf-8", "surrogateescape").splitlines() if line]
        if answer
        else []
    )


def _look_for(look: Look, manager: str, project: str, places: list[str]) -> _Seen:
    one = next((found for found in read_distributions(look, places) if found.name == project), None)
    if one is None:
        return _Seen(None, (), "")
    path = _metadata(look, one)
    owned = ask_all(look, BACKENDS[manager].owners((path,))) if path else Unknown("no metadata")
    # Who owns a path is not told by every manager (brew, conda): what stands in the Python's own place is then the package's.
    owner = _NOT_TOLD if isinstance(owned, Unknown) else dict(owned).get(path, "")
    return _Seen(one, modules_of(_files(look, one, path), project), owner)


def _metadata(look: Look, one: Distribution) -> str:
    from pipwise.facts.distributions import normalise

    for name in look.list(one.location):
        stem, _, kind = name.rpartition(".")
        if kind in ("dist-info", "egg-info") and normalise(stem.partition("-")[0]) == one.name:
            return f"{one.location}/{name}"
    return ""


def _files(look: Look, one: Distribution, metadata: str) -> list[str]:
    """RECORD where the distribution keeps it, else what ``top_level.txt`` names, else what is called like the project."""
    record = record_of(look, one)
    if record:
        return record
    try:
        names = look.read(f"{metadata}/top_level.txt", 10_000).decode("utf-8", "replace").split()
    except OSError:
        names = [one.name.replace("-", "_")]
    there = set(look.list(one.location))
    return [
        f"{name}/__init__.py" if name in there else f"{name}.py"
        for name in names
        if {name, f"{name}.py"} & there
    ]
