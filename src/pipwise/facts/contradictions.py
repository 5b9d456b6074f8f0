"""Facts about the caller's environment that do not fit together: why pip is refused although a venv is active."""

from __future__ import annotations

from pipwise.facts.surroundings import Surroundings
from pipwise.model.facts import Contradiction
from pipwise.model.interpreter import Environment
from pipwise.model.known import Fact, Known
from pipwise.system.look import Look


def find_contradictions(look: Look, around: Surroundings, target: Fact[Environment]) -> tuple[Contradiction, ...]:
    """VIRTUAL_ENV, PATH, PYTHONHOME and the interpreter that would really run, compared."""
    active = around.environment.get("VIRTUAL_ENV", "").rstrip("/") or look.environment.get("VIRTUAL_ENV", "").rstrip("/")
    found = [] if not active else _about_venv(look, around, target, active)
    if around.environment.get("PYTHONHOME"):
        home = around.environment["PYTHONHOME"]
        found.append(Contradiction("pythonhome-set", f"PYTHONHOME={home} moves every Python's standard library"))
    return tuple(found)


def _about_venv(look: Look, around: Surroundings, target: Fact[Environment], active: str) -> list[Contradiction]:
    try:
        look.stat(f"{active}/pyvenv.cfg")
    except OSError:
        return [Contradiction("active-venv-is-none", f"VIRTUAL_ENV names {active}, which is not a virtual environment")]
    if isinstance(target, Known) and target.value.interpreter.prefix == active:
        return []
    if f"{active}/bin" not in around.environment.get("PATH", "").split(":"):
        return [Contradiction("active-venv-not-on-path", f"{active} is active, but {active}/bin is not on the command's PATH")]
    try:
        look.stat(f"{active}/bin/pip")
    except OSError:
        return [Contradiction("active-venv-without-pip", f"{active} is active, but has no pip: PATH falls through to another one")]
    return [Contradiction("active-venv-not-used", f"{active} is active, but the command runs another Python")]
