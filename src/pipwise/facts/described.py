"""Recorded facts met with a new command: which of the recorded Pythons it means, and where things would go there."""

from __future__ import annotations

from collections.abc import Iterable

from pipwise.facts.certain_paths import lies_below, paths_by_owner
from pipwise.model.decision import Directories, Seen, Wishes
from pipwise.model.facts import Facts
from pipwise.model.host import PathFact, Place
from pipwise.model.intent import Intent
from pipwise.model.interpreter import Environment
from pipwise.model.known import Fact, Known, Source, Unknown

_NOT_LOOKED = "recorded, and not looked at again"


def for_command(facts: Facts, intent: Intent) -> Facts:
    """The facts with the recorded Python that this command names as its target; Unknown where none of them is it."""
    named = dict(intent.arguments.options).get("python")
    if intent.invocation.tool == "pip" and isinstance(named, str) and named:
        return facts._replace(target=_by_path(facts, named))
    program = intent.invocation.program
    resolution = facts.resolution
    if isinstance(resolution, Known) and program in (resolution.value.program, resolution.value.path):
        return facts
    if isinstance(resolution, Known) and resolution.value.problem:
        # What could not be started was another program.
        facts = facts._replace(
            resolution=Unknown(f"the facts tell of {resolution.value.program}, not of {program}")
        )
    if "/" in program:
        return facts._replace(target=_by_path(facts, program))
    version = _version(program)
    if intent.invocation.tool not in ("pip", "python", "ensurepip") or not version:
        return facts
    return facts._replace(target=_by_version(facts, program, version))


def _known(facts: Facts) -> tuple[Fact[Environment], ...]:
    """Every recorded environment, the target first."""
    source = facts.target.source if isinstance(facts.target, Known) else Source("given", "recorded facts")
    return (facts.target, *(Known(one, source) for one in facts.others))


def _by_path(facts: Facts, path: str) -> Fact[Environment]:
    folder = path.rpartition("/")[0]
    for fact in _known(facts):
        if isinstance(fact, Known):
            executable = fact.value.interpreter.executable
            root = fact.value.venv.root if fact.value.venv else fact.value.interpreter.prefix
            if path.rstrip("/") in (executable, root) or folder == executable.rpartition("/")[0]:
                return fact
    return Unknown(f"the facts do not tell of {path}")


def _by_version(facts: Facts, program: str, version: tuple[str, ...]) -> Fact[Environment]:
    for fact in _known(facts):
        if isinstance(fact, Known):
            found = tuple(map(str, fact.value.interpreter.version))
            if found[: len(version)] == version:
                return fact
    return Unknown(f"the facts do not tell of {program}")


def _version(program: str) -> tuple[str, ...]:
    """The version in a program's name; one number (pip3) says no more than that it is Python 3."""
    digits = program.lstrip("abcdefghijklmnopqrstuvwxyz")
    parts = tuple(digits.split("."))
    return parts if len(parts) > 1 and all(part.isdecimal() for part in parts) else ()


def described_directories(facts: Facts) -> Directories:
    """Where pipwise's own things would go there, by the variables and the home directory that are recorded."""
    home, variables = facts.asker.home, dict(facts.environment)
    if not home:
        return Directories("", "", "")
    if facts.host.platform == "darwin":
        data = f"{home}/Library/Application Support"
        return Directories(f"{data}/pipwise/envs", f"{data}/pipwise", f"{home}/Library/Caches/pipwise")
    data = variables.get("XDG_DATA_HOME") or f"{home}/.local/share"
    state = variables.get("XDG_STATE_HOME") or f"{home}/.local/state"
    cache = variables.get("XDG_CACHE_HOME") or f"{home}/.cache"
    kept = "" if _building(facts) else "/var/lib/pipwise" if facts.asker.uid == 0 else f"{state}/pipwise"
    return Directories(f"{data}/pipwise/envs", kept, f"{cache}/pipwise")


def described_paths(
    facts: Facts, asked: Iterable[str], named: tuple[str, ...], *, root: bool
) -> tuple[tuple[str, PathFact], ...]:
    """What is recorded of paths, and what is certain of others; whether a file that is named is there is not."""
    certain = paths_by_owner(facts, (path for path in asked if not lies_below(path, named)), root=root)
    return tuple({**dict(certain), **dict(facts.paths)}.items())


def _building(facts: Facts) -> bool:
    disposable = facts.host.disposable
    return isinstance(disposable, Known) and disposable.value.kind == "image-build"


def described_candidates(facts: Facts, wishes: Wishes, directories: Directories) -> tuple[Seen, ...]:
    """The environments that the request could go into, in the order of targets, as far as they are described."""
    found: list[Seen] = []
    if wishes.env:
        return (
            (_seen(facts, "asked", f"{directories.environments}/{wishes.env}"),)
            if directories.environments
            else ()
        )
    active = _active(facts)
    if active:
        found.append(_seen(facts, "active", active))
    if facts.asker.uid == 0 and _building(facts):
        found.append(_seen(facts, "image", "/opt/venv"))
    place = facts.place.value if isinstance(facts.place, Known) else None
    if isinstance(facts.project, Known) and facts.project.value:
        found.append(_project(facts, facts.project.value.root, place))
    elif isinstance(facts.project, Unknown) and place is None:
        found.append(_seen(facts, "project", ".venv"))
    elif place is not None and place.venv:
        found.append(_seen(facts, "plain", place.venv, there=True))
    if directories.environments:
        found.append(_seen(facts, "personal", f"{directories.environments}/default"))
    return tuple(found)


def _project(facts: Facts, root: str, place: Place | None) -> Seen:
    venv = place.venv if place is not None else None
    return _seen(facts, "project", venv or f"{root}/.venv", there=bool(venv))


def _active(facts: Facts) -> str:
    """VIRTUAL_ENV, where its directory of programs is first on PATH."""
    variables = dict(facts.environment)
    root = variables.get("VIRTUAL_ENV", "").rstrip("/")
    first = variables.get("PATH", "").partition(":")[0].rstrip("/")
    return root if root and first == f"{root}/bin" else ""


def _seen(facts: Facts, role: str, root: str, *, there: bool = False) -> Seen:
    """What is recorded of an environment; one that nobody recorded is taken to be absent, and that is said."""
    for fact in _known(facts):
        if isinstance(fact, Known) and fact.value.venv and fact.value.venv.root == root:
            venv = fact.value.venv
            python = ".".join(map(str, fact.value.interpreter.version))
            return Seen(role, root, "broken" if venv.broken else "works", venv.broken or "", python)  # type: ignore[arg-type]
    return Seen(role, root, "works" if there else "absent", _NOT_LOOKED)  # type: ignore[arg-type]  # roles of Seen
