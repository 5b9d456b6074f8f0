"""What pip will do with a command line where it meets this target, in the order in which pip itself finds out."""

from __future__ import annotations

from pipwise.intent.pip_arguments import PipArguments
from pipwise.intent.pip_table import version_key, works_anywhere
from pipwise.model.intent import Intent
from pipwise.model.known import Unknown
from pipwise.model.outcome import Evidence, Outcome, Target
from pipwise.model.value import Iterator
from pipwise.predict.pip_case import (
    Case,
    Unclear,
    absolute,
    case_of,
    fails,
    goes_on,
    in_venv,
    installed,
    know,
    parsed_as,
)
from pipwise.predict.pip_install import install, paths_of_install
from pipwise.predict.pip_python import cannot_start, flags_problem

_CANNOT_START = {
    "not-found": 127,
    "bad-interpreter": 127,
    "not-executable": 126,
    "no-module": 1,
    "no-module-script": 1,
}

_COMPLETION_ASKS_SINCE = (24, 1)
_PEP517_ASKS = ((22, 1), (25, 3))


def predict(target: Target, intent: Intent) -> Outcome:
    """The verdict, exit status and destination of a command of pip; ``unknown`` where a leaf that matters is Unknown."""
    if target.problem in _CANNOT_START:
        return fails(target.problem, _CANNOT_START[target.problem])
    if not isinstance(target.venv, Unknown) and target.venv.value == "broken":
        return fails("broken-virtual-environment", 127)
    try:
        return _by_steps(target, intent)
    except Unclear as missing:
        return Outcome("unknown", "unknown", None, None, (Evidence(str(missing)),))


def _by_steps(target: Target, intent: Intent) -> Outcome:
    if isinstance(target.version, Unknown):
        return _without_version(target, intent)
    early = flags_problem(intent.invocation.python_flags, know(target.python)) or cannot_start(
        version_key(target.version.value), know(target.python)
    )
    if early:
        return early
    case = case_of(target, intent)
    return (
        _completes(case)
        or _no_interpreter(case.parsed, case.target)
        or _parsed(case)
        or _without_setuptools(case)
        or _started(case)
        or _of_command(case)
    )


def _completes(case: Case) -> Outcome | None:
    """PIP_AUTO_COMPLETE, which a shell sets for one moment: before 24.1 pip did not ask whether a shell is there."""
    if case.version >= _COMPLETION_ASKS_SINCE:
        return None
    for setting in know(case.target.settings).values:
        if setting.level == "env_var" and setting.key == "auto-complete":
            return fails("completes", 1, "KeyError: 'COMP_WORDS'")
    return None


def _without_version(target: Target, intent: Intent) -> Outcome:
    """Where ``--python`` names nothing there is no target, and that is the answer already."""
    outcome = _no_interpreter(_parsed_anyway(target, intent), target)
    if outcome is None:
        know(target.version)
    return outcome or fails("no-interpreter", 1)


def _parsed_anyway(target: Target, intent: Intent) -> PipArguments:
    settings = None if isinstance(target.settings, Unknown) else target.settings.value
    return parsed_as(intent.invocation.arguments, "", settings)


def _no_interpreter(parsed: PipArguments, target: Target) -> Outcome | None:
    """``--python``: pip looks for that Python before it looks at the command. The target is the Python that was named."""
    if not parsed.python:
        return None
    paths = dict(target.paths)
    kinds = [paths[path].kind if path in paths else "" for path in _candidates(parsed, target)]
    if "" in kinds:
        raise Unclear(f"nobody looked at {parsed.python}")
    if kinds[0] in ("absent", "unreadable") or (kinds[0] == "directory" and set(kinds[1:]) == {"absent"}):
        return fails("no-interpreter", 1, f"Could not locate Python interpreter {parsed.python}")
    return None


def _candidates(parsed: PipArguments, target: Target) -> tuple[str, ...]:
    path = absolute(target.cwd, parsed.python)
    return path, f"{path}/bin/python", f"{path}/Scripts/python.exe"


def _parsed(case: Case) -> Outcome | None:
    problem = case.parsed.problem
    if problem is None or problem.code == "python-option-misplaced":
        return None
    if problem.exit_status == 0:
        return goes_on("help", None)
    return fails(problem.code, problem.exit_status, problem.text)


def _without_setuptools(case: Case) -> Outcome | None:
    """--no-use-pep517 asks for setuptools at once (``_handle_no_use_pep517``)."""
    given = dict(case.parsed.options).get("use_pep517")
    first, last = _PEP517_ASKS
    if given is not False or not first <= case.version < last or installed(case, "setuptools"):
        return None
    return fails(
        "invalid-option-value", 2, "It is not possible to use --no-use-pep517 without setuptools installed."
    )


def _started(case: Case) -> Outcome | None:
    """What every command does before its own work (``Command._main``)."""
    problem = case.parsed.problem
    if problem is not None:
        return fails(problem.code, problem.exit_status, problem.text)
    if (
        case.options.get("require_venv")
        and not works_anywhere(case.parsed.command, case.version)
        and not in_venv(case)
    ):
        return fails("require-virtualenv", 3, "Could not find an activated virtualenv (required).")
    return None


def paths_to_ask(target: Target, intent: Intent) -> tuple[str, ...]:
    """Absolute paths that decide the outcome and that somebody has to look at."""
    if target.problem:
        return ()
    parsed = _parsed_anyway(target, intent)
    python = _candidates(parsed, target) if parsed.python else ()
    try:
        case = case_of(target, intent)
    except Unclear:
        return python
    return tuple(dict.fromkeys((*python, *(absolute(target.cwd, path) for path in _paths(case)))))


def _paths(case: Case) -> Iterator[str]:
    try:
        match case.parsed.command:
            case "install":
                yield from paths_of_install(case)
            case "uninstall":
                from pipwise.predict.pip_uninstall import paths_of_uninstall

                yield from paths_of_uninstall(case)
            case _:
                from pipwise.predict.pip_others import paths_of_other

                yield from paths_of_other(case)
    except Unclear:
        # What is Unknown cannot be asked about; predict says so.
        return


def _of_command(case: Case) -> Outcome:
    match case.parsed.command:
        case "install":
            return install(case)
        case "uninstall":
            from pipwise.predict.pip_uninstall import uninstall

            return uninstall(case)
        case _:
            from pipwise.predict.pip_others import other

            return other(case)
