"""Asking a foreign Python what it is, once, and believing the answer only while the files it came from are unchanged."""

from __future__ import annotations

from pipwise.facts.glance import is_file
from pipwise.facts.interpreter_record import as_record, from_record
from pipwise.facts.surroundings import Surroundings
from pipwise.facts.trust import distrust, distrust_python
from pipwise.facts.venv import read_venv
from pipwise.model.interpreter import Interpreter, Venv
from pipwise.model.known import Fact, Known, Source, Unknown
from pipwise.system.look import Look

HOME = "/{home}"
"""Stands for the home directory in what is asked and remembered."""
TIME_LIMIT = 10.0
"""Seconds that a Python gets to describe itself."""
_UNKNOWN_OPTION = 2
_LIBRARY_PATHS = ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
_PROBLEMS = {
    "timeout": "did not answer in time",
    "not-found": "is not there, or what it is to be run by is not",
    "not-permitted": "may not be run",
    "not-executable": "is not something that can be run here",
    "too-much-output": "says too much",
}


def ask_interpreter(
    look: Look, executable: str, around: Surroundings, time_limit: float = TIME_LIMIT
) -> Fact[Interpreter]:
    """What an interpreter says of itself; Unknown where it does not run, hangs, or says something else.

    Where root must not run the Python of a virtual environment, its facts are derived from its base installation.
    """
    reason = distrust(look, executable)
    if reason:
        return _without_running(look, executable, around) or Unknown(reason)
    key = executable.replace("%", "%25").replace("/", "%2F")[:240]
    library_path = _library_path(look, around)
    found = from_record(look, look.recall(key), executable, library_path)
    if found is None:
        reason = distrust_python(look, executable)
        if reason:
            return _without_running(look, executable, around) or Unknown(reason)
        asked = _ask(look, executable, library_path, time_limit)
        if isinstance(asked, str):
            return Unknown(f"{executable} {asked}")
        found, watched = asked
        record = as_record(look, found, (*watched, *_watched(look, executable)), library_path)
        if record:
            look.remember(key, record)
    return Known(_at_home(found, around), Source("live", executable))


def _ask(
    look: Look, executable: str, library_path: dict[str, str], time_limit: float
) -> tuple[Interpreter, tuple[str, ...]] | str:
    """The interpreter's own answer and what it depends on, or why there is none; -I is unknown before Python 3.4."""
    from pipwise.facts.interpreter_answer import understand
    from pipwise.system.resources import read as read_resource

    script = read_resource("pipwise.facts", "_ask_python.py").decode()
    environment = {
        "HOME": HOME,
        "LC_ALL": "C.UTF-8",
        "PATH": look.environment.get("PATH", ""),
        **library_path,
    }
    answer = look.ask([executable, "-I", "-B", "-c", script], environment=environment, timeout=time_limit)
    if answer.status == _UNKNOWN_OPTION:
        old = [executable, "-E", "-s", "-B", "-c", script]
        answer = look.ask(old, environment=environment, timeout=time_limit)
    return _PROBLEMS[answer.problem] if answer.problem else understand(answer, executable)


def _library_path(look: Look, around: Surroundings) -> dict[str, str]:
    """Where a Python with a shared library may need the loader to look; not into what somebody else may write."""
    found = {name: around.environment[name] for name in _LIBRARY_PATHS if around.environment.get(name)}
    return {
        name: value
        for name, value in found.items()
        if all(
            entry.startswith("/") and not distrust(look, f"{entry}/lib")
            for entry in value.split(":")
            if entry
        )
    }


def _watched(look: Look, executable: str) -> tuple[str, ...]:
    folder = executable.rpartition("/")[0]
    above = folder.rpartition("/")[0]
    return executable, look.realpath(executable), f"{folder}/pyvenv.cfg", f"{above}/pyvenv.cfg"


def _at_home(interpreter: Interpreter, around: Surroundings) -> Interpreter:
    """The user site as the command's own home and PYTHONUSERBASE place it (site.py, PEP 370)."""
    layout = interpreter.layout
    # Without a home directory Python leaves the tilde as it is.
    home = around.home if around.home is not None else "~"
    base = around.environment.get("PYTHONUSERBASE") or layout.user_base.replace(HOME, home.rstrip("/"), 1)
    placed = [
        (name, path.replace(layout.user_base, base, 1) if name == "user" else path)
        for name, path in layout.distutils
    ]
    return interpreter._replace(
        layout=layout._replace(
            user_base=base if layout.user_base else "",
            user_site=layout.user_site.replace(layout.user_base, base, 1)
            if layout.user_base
            else layout.user_site,
            distutils=tuple(placed) if layout.user_base else layout.distutils,
        )
    )


def _without_running(look: Look, executable: str, around: Surroundings) -> Fact[Interpreter] | None:
    """A virtual environment's Python from what its base installation says, if that one may be run; else None."""
    venv = read_venv(look, executable)
    if venv is None or venv.broken or not venv.home:
        return None
    base = _base_python(look, venv, executable)
    if base is None:
        return None
    asked = ask_interpreter(look, base, around)
    if isinstance(asked, Unknown) or asked.value.prefix != asked.value.base_prefix:
        return None
    from pipwise.facts.derived import as_in_venv

    return Known(as_in_venv(look, asked.value, venv, executable), Source("live", f"{base}, for {executable}"))


def _base_python(look: Look, venv: Venv, executable: str) -> str | None:
    """The program in ``home`` that the environment was made with: by what its own Python links to, then by its name."""
    names = (look.realpath(executable).rpartition("/")[2], executable.rpartition("/")[2], "python3", "python")
    candidates = (f"{venv.home}/{name}" for name in dict.fromkeys(names))
    return next((path for path in candidates if is_file(look, path) and not read_venv(look, path)), None)
