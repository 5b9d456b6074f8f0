"""An interpreter with what stands around it: venv, marker, owner, pip, distributions, user site."""

from __future__ import annotations

from pipwise.facts.distributions import read_distributions
from pipwise.facts.interpreter import ask_interpreter
from pipwise.facts.marker import read_marker
from pipwise.facts.ownership import owner_of
from pipwise.facts.pip_copy import find_pip
from pipwise.facts.surroundings import Surroundings
from pipwise.facts.venv import read_venv
from pipwise.model.intent import Invocation
from pipwise.model.interpreter import Environment, Interpreter, Venv
from pipwise.model.known import Fact, Known, Source, Unknown
from pipwise.system.look import Look


def look_at_environment(look: Look, executable: str, invocation: Invocation, around: Surroundings) -> Fact[Environment]:
    """The interpreter at a path and everything around it that decides what an installer does there."""
    venv = read_venv(look, executable)
    asked = ask_interpreter(look, executable)
    if isinstance(asked, Unknown):
        return asked
    interpreter = _for_user(asked.value, around)
    flags = interpreter_flags(invocation, around)
    in_venv = interpreter.prefix != interpreter.base_prefix
    enabled = user_site_enabled(venv if in_venv else None, flags, look.uid == around.uid or around.uid != 0)
    path = import_path(interpreter, invocation, around, flags, user_site=enabled is True)
    pip_path = (invocation.script.rpartition("/pip")[0], *path) if invocation.script else path
    source = Source("live", executable)
    return Known(
        Environment(
            interpreter=interpreter,
            venv=venv if in_venv else None,
            marker=read_marker(look, interpreter.stdlib),
            owner=owner_of(look, interpreter, around.environment),
            pip=find_pip(look, pip_path),
            distributions=Known(read_distributions(look, path), source),
            user_site_enabled=enabled,
            import_path=path,
        ),
        source,
    )


def _for_user(interpreter: Interpreter, around: Surroundings) -> Interpreter:
    """The user site as the command's own HOME and PYTHONUSERBASE place it (site.py, PEP 370)."""
    base = around.environment.get("PYTHONUSERBASE")
    layout = interpreter.layout
    if not base or not layout.user_base:
        return interpreter
    user_site = layout.user_site.replace(layout.user_base, base, 1)
    return interpreter._replace(layout=layout._replace(user_base=base, user_site=user_site))


def interpreter_flags(invocation: Invocation, around: Surroundings) -> frozenset[str]:
    """Letters of the interpreter's flags in force: -I implies -E, -P and -s; PYTHON* variables count without -E."""
    letters = {flag[1] for flag in invocation.python_flags if len(flag) == 2}
    if "I" in letters:
        letters |= {"E", "P", "s"}
    if "E" not in letters:
        if around.environment.get("PYTHONNOUSERSITE"):
            letters.add("s")
        if around.environment.get("PYTHONSAFEPATH"):
            letters.add("P")
    return frozenset(letters)


def user_site_enabled(venv: Venv | None, flags: frozenset[str], same_user: bool) -> bool | None:
    """``site.ENABLE_USER_SITE``: off by -s and in a venv that does not see the system; None where ids differ."""
    if "S" in flags or (venv is not None and not venv.system_site_packages):
        return False
    if "s" in flags:
        return False
    return True if same_user else None


def import_path(
    interpreter: Interpreter, invocation: Invocation, around: Surroundings, flags: frozenset[str], *, user_site: bool
) -> tuple[str, ...]:
    """``sys.path`` as the command would have it: script or working directory, PYTHONPATH, library, user site, sites."""
    path: list[str] = []
    if invocation.module and "P" not in flags:
        path.append(around.cwd)
    if "E" not in flags:
        path += [entry for entry in around.environment.get("PYTHONPATH", "").split(":") if entry]
    sites = set(interpreter.site_packages)
    library = [entry for entry in interpreter.path if entry not in sites and not entry.endswith("-packages")]
    packages = [entry for entry in interpreter.path if entry not in library]
    path += library
    if "S" not in flags:
        if user_site and interpreter.layout.user_site:
            path.append(interpreter.layout.user_site)
        path += packages
    return tuple(dict.fromkeys(path))
