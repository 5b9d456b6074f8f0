"""Facts about the caller's environment that do not fit together: why pip is refused although a venv is active."""

from __future__ import annotations

from pipwise.facts.aliases import alias_of
from pipwise.facts.glance import stands
from pipwise.facts.resolution import resolve
from pipwise.facts.surroundings import Surroundings
from pipwise.facts.venv import moved_from, venv_at
from pipwise.model.facts import Contradiction, Resolution
from pipwise.model.intent import Invocation
from pipwise.model.interpreter import Environment
from pipwise.model.known import Fact, Known
from pipwise.system.look import Look


def find_contradictions(
    look: Look,
    around: Surroundings,
    invocation: Invocation,
    resolution: Fact[Resolution],
    target: Fact[Environment],
    shell: str,
) -> tuple[Contradiction, ...]:
    """VIRTUAL_ENV, CONDA_PREFIX, PATH, PYTHONHOME, aliases and the interpreter that would really run, compared."""
    found = [*_about_venv(look, around, invocation, target), *_about_conda(look, around, target)]
    found += _about_copies(look, resolution, target)
    if home := around.environment.get("PYTHONHOME"):
        found.append(
            Contradiction("pythonhome-set", f"PYTHONHOME={home} moves every Python's standard library")
        )
    return (*found, *_about_aliases(look, around, invocation, resolution, shell))


def _about_venv(
    look: Look, around: Surroundings, invocation: Invocation, target: Fact[Environment]
) -> list[Contradiction]:
    """The caller's variable, also where sudo takes it away: that is just what surprises people."""
    active = (around.environment.get("VIRTUAL_ENV") or look.environment.get("VIRTUAL_ENV", "")).rstrip("/")
    if not active:
        return []
    venv = venv_at(look, active)
    if venv is None:
        return [
            Contradiction(
                "active-venv-is-none", f"VIRTUAL_ENV names {active}, which is not a virtual environment"
            )
        ]
    if venv.broken:
        return [Contradiction("active-venv-broken", f"{active} is active, but broken: {venv.broken}")]
    if _runs_in(look, target, active):
        return []
    if not _on_path(look, around, f"{active}/bin"):
        why = f": {invocation.become} gets a PATH of its own" if invocation.become else ""
        text = f"{active} is active, but {active}/bin is not on the command's PATH{why}"
        return [Contradiction("active-venv-not-on-path", text)]
    if not stands(look, f"{active}/bin/pip"):
        text = f"{active} is active, but has no pip: PATH falls through to another one"
        return [Contradiction("active-venv-without-pip", text)]
    return [
        Contradiction("active-venv-not-used", f"{active} is active, but {_instead(look, invocation, active)}")
    ]


def _instead(look: Look, invocation: Invocation, active: str) -> str:
    """Why a program of an active environment that is on PATH is not the one that runs."""
    if "/" in invocation.program:
        return f"the command names {invocation.program} by its path, and so goes past it"
    own = f"{active}/bin/{invocation.program}"
    if stands(look, own) and not look.may(own, "execute"):
        return f"{own} may not be executed (a file system mounted noexec, or its mode): the next one on PATH runs"
    if not stands(look, own):
        return f"has no {invocation.program}: the next one on PATH runs"
    return "another directory goes before it on PATH: the command runs another Python"


def _about_copies(look: Look, resolution: Fact[Resolution], target: Fact[Environment]) -> list[Contradiction]:
    """The target's environment, and the one whose program was called, which may start the Python of another."""
    roots = [target.value.venv.root] if isinstance(target, Known) and target.value.venv else []
    path = resolution.value.path if isinstance(resolution, Known) else None
    root = (path or "").rpartition("/")[0].rpartition("/")[0]
    if root not in ("", "/usr", "/usr/local") and root not in roots and venv_at(look, root):
        roots.append(root)
    return [
        Contradiction("venv-moved", f"{one} was copied or moved: its scripts run the Python of {made}")
        for one in roots
        if (made := moved_from(look, one))
    ]


def _about_conda(look: Look, around: Surroundings, target: Fact[Environment]) -> list[Contradiction]:
    active = around.environment.get("CONDA_PREFIX", "").rstrip("/")
    if not active or around.environment.get("VIRTUAL_ENV") or _runs_in(look, target, active):
        return []
    if not stands(look, f"{active}/conda-meta"):
        return [
            Contradiction(
                "active-conda-is-none", f"CONDA_PREFIX names {active}, which is not a conda environment"
            )
        ]
    return [
        Contradiction(
            "active-conda-not-used", f"conda's {active} is active, but the command runs another Python"
        )
    ]


def _about_aliases(
    look: Look, around: Surroundings, invocation: Invocation, resolution: Fact[Resolution], shell: str
) -> list[Contradiction]:
    """An alias is the shell's own affair and never reaches PATH: it can only be read where it is written."""
    program = invocation.program
    if "/" in program or invocation.become or not around.home or not isinstance(resolution, Known):
        return []
    alias = alias_of(look, program, around.home, shell)
    if alias is None:
        return []
    instead = resolve(look, alias.words[0], around.environment, around.cwd)
    if instead.interpreter == resolution.value.interpreter:
        return []
    text = f"{alias.where} makes {program} an alias of {' '.join(alias.words)}: an interactive shell runs that instead"
    return [Contradiction("alias", text)]


def _runs_in(look: Look, target: Fact[Environment], root: str) -> bool:
    if not isinstance(target, Known):
        return False
    prefix = target.value.interpreter.prefix
    return prefix == root or look.realpath(prefix) == look.realpath(root)


def _on_path(look: Look, around: Surroundings, folder: str) -> bool:
    folders = [entry.rstrip("/") for entry in around.environment.get("PATH", "").split(":")]
    return folder in folders or look.realpath(folder) in map(look.realpath, folders)
