"""An interpreter with what stands around it: venv, marker, owner, pip, distributions, user site."""

from __future__ import annotations

from pipwise.facts.distributions import read_distributions
from pipwise.facts.glance import is_directory, names, text
from pipwise.facts.interpreter import ask_interpreter
from pipwise.facts.marker import read_marker
from pipwise.facts.ownership import owner_of
from pipwise.facts.pip_copy import find_pip
from pipwise.facts.resolution import absolute
from pipwise.facts.surroundings import Surroundings
from pipwise.facts.venv import read_venv
from pipwise.model.intent import Invocation
from pipwise.model.interpreter import Environment, Interpreter, Venv
from pipwise.model.known import Fact, Known, Source, Unknown
from pipwise.system.look import Look


def look_at_environment(
    look: Look, executable: str, invocation: Invocation, around: Surroundings
) -> Fact[Environment]:
    """The interpreter at a path and everything around it that decides what an installer does there."""
    flags = interpreter_flags(invocation, around)
    moved = "" if "E" in flags else around.environment.get("PYTHONHOME", "")
    asked = ask_interpreter(look, executable, around)
    if isinstance(asked, Unknown):
        return asked
    interpreter = asked.value
    if moved and moved.rstrip("/") not in (interpreter.prefix, interpreter.base_prefix):
        return Unknown(f"PYTHONHOME={moved} gives {executable} the standard library of another Python")
    venv = read_venv(look, executable) if interpreter.prefix != interpreter.base_prefix else None
    enabled = user_site_enabled(venv, flags)
    path = import_path(look, interpreter, invocation, around, flags, user_site=enabled)
    elses = interpreter.layout.user_site if around.uid != look.uid else ""
    source = Source("live", executable)
    return Known(
        Environment(
            interpreter=interpreter,
            venv=venv,
            marker=read_marker(look, interpreter.stdlib),
            owner=owner_of(look, interpreter, around.environment),
            pip=find_pip(look, (*_of_script(invocation, around), *path), elses),
            distributions=Known(read_distributions(look, path), source),
            user_site_enabled=enabled,
            import_path=path,
        ),
        source,
    )


def _of_script(invocation: Invocation, around: Surroundings) -> list[str]:
    """Where the pip of ``python pip.whl/pip``, ``python pip.pyz`` or ``python DIRECTORY/pip`` stands."""
    if not invocation.script:
        return []
    holder = (
        invocation.script if invocation.script.endswith(".pyz") else invocation.script.rpartition("/pip")[0]
    )
    return [absolute(holder, around.cwd)]


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


def user_site_enabled(venv: Venv | None, flags: frozenset[str]) -> bool:
    """``site.ENABLE_USER_SITE``: off by -s, by -S, and in a venv that does not see the system."""
    return not flags & {"S", "s"} and (venv is None or venv.system_site_packages)


def import_path(
    look: Look,
    interpreter: Interpreter,
    invocation: Invocation,
    around: Surroundings,
    flags: frozenset[str],
    *,
    user_site: bool,
) -> tuple[str, ...]:
    """``sys.path`` as the command would have it: working directory, PYTHONPATH, library, user site, site directories."""
    path: list[str] = []
    # Python 3.11 is the first to know -P and PYTHONSAFEPATH.
    safe = "I" in flags or ("P" in flags and interpreter.version >= (3, 11))
    if invocation.module and around.cwd and not safe:
        path.append(around.cwd)
    python_path = "" if "E" in flags else around.environment.get("PYTHONPATH", "")
    path += [absolute(entry, around.cwd) for entry in python_path.split(":")] if python_path else []
    library, own, shared = _parts(interpreter)
    path += library
    if "S" not in flags:
        path += [*own, *(_user_site(look, interpreter.layout.user_site) if user_site else []), *shared]
    return tuple(dict.fromkeys(path))


def _parts(interpreter: Interpreter) -> tuple[list[str], list[str], list[str]]:
    """The library, a venv's own site directory, and the shared ones, each with what its .pth files add.

    site.py puts the user site behind a venv's own directory (``site.venv``) and before all others.
    """
    path, sites = list(interpreter.path), set(interpreter.site_packages)
    are_sites = [entry in sites or entry.endswith("-packages") for entry in path]
    first = are_sites.index(True) if True in are_sites else len(path)
    if interpreter.prefix == interpreter.base_prefix:
        return path[:first], [], path[first:]
    below = f"{interpreter.prefix}/"
    shared = [
        index for index, is_site in enumerate(are_sites) if is_site and not path[index].startswith(below)
    ]
    behind = shared[0] if shared else len(path)
    return path[:first], path[first:behind], path[behind:]


def _user_site(look: Look, folder: str) -> list[str]:
    """The user's site directory, there or not yet, with what its .pth files add (site.addsitedir)."""
    added = [folder] if folder else []
    for name in names(look, folder):
        if not name.endswith(".pth") or name.startswith("."):
            continue
        for line in text(look, f"{folder}/{name}").splitlines():
            entry = line.rstrip()
            if entry and not entry.startswith(("#", "import ", "import\t")):
                place = absolute(entry, folder)
                added += [place] if is_directory(look, place) else []
    return added
