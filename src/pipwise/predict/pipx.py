"""What pipx will do: it never touches the Python that it runs on, but makes environments of its own with it."""

from __future__ import annotations

from pipwise.intent.pipx_intent import pipx_intent
from pipwise.model.intent import Intent
from pipwise.model.known import Known, Unknown
from pipwise.model.outcome import Evidence, Outcome, Target
from pipwise.predict.pipx_home import first_home, home_of, named_venv, old_home, packages, venv
from pipwise.predict.pipx_python import candidates, is_missing, named_python, with_version
from pipwise.predict.uv_codes import UV_CODES
from pipwise.predict.uv_layout import purelib_below

_CANNOT_START = {"not-found": 127, "bad-interpreter": 127, "not-executable": 126, "no-module": 1}
_ON_INSTALLED = ("uninstall", "upgrade", "reinstall", "inject", "uninject", "runpip", "pin", "unpin", "exec")


def predict(target: Target, intent: Intent) -> Outcome:
    """The verdict, exit status and destination of a command of pipx."""
    intent = _by_version(target, intent)
    arguments = intent.arguments
    if target.problem in _CANNOT_START:
        return _fails(target.problem, "", _CANNOT_START[target.problem])
    if arguments.problem is not None:
        problem = arguments.problem
        return _fails(problem.code, problem.text, problem.exit_status)
    if any(name in ("help", "version") for name, _ in arguments.options):
        return _allowed("help", None)
    if arguments.command == "run" and not arguments.operands:
        return _fails("no-requirements", "the following arguments are required: app", 2)
    return _requirement_problem(intent) or _not_installed(target, intent) or _carried_out(target, intent)


def _by_version(target: Target, intent: Intent) -> Intent:
    return (
        intent
        if isinstance(target.version, Unknown)
        else pipx_intent(intent.invocation, target.version.value)
    )


def _carried_out(target: Target, intent: Intent) -> Outcome:
    match intent.arguments.command:
        case "install":
            return _install(target, intent)
        case "inject":
            return _into_existing(target, intent)
        case "run":
            return _cannot_make(target, intent) or _allowed("own-environment", None)
        case "environment":
            return _environment(intent)
        case "list" | "completions" | "health":
            return _allowed("inspects-only", None)
        case _:
            return _allowed("own-environment", None)


def paths_to_ask(target: Target, intent: Intent) -> tuple[str, ...]:
    """The homes that pipx might use, and the environments of the packages."""
    intent = _by_version(target, intent)
    if intent.arguments.problem is not None:
        return ()
    # Which home it is depends on what is there, so that all of them are asked about.
    homes = [first_home(target), old_home(target), home_of(target, intent)]
    names = [package.name for package in packages(intent) if package.name]
    names += [name for name in [named_venv(intent)] if name]
    found = [*homes, *candidates(target, intent)]
    found += [venv(target, intent, name, home) for name in names for home in homes]
    return tuple(dict.fromkeys(found))


def _install(target: Target, intent: Intent) -> Outcome:
    options = dict(intent.arguments.options)
    wanted = intent.requirements[0]
    if not wanted.name:
        return _cannot_make(target, intent) or _allowed("own-environment", None)
    root = venv(target, intent, wanted.name)
    there = dict(target.paths).get(root)
    exists = there is not None and there.kind == "directory"
    if exists and not options.get("force") and len(intent.requirements) == 1:
        return _allowed("already-satisfied", None)
    return _cannot_make(target, intent) or _into(target, intent, root)


def _into_existing(target: Target, intent: Intent) -> Outcome:
    return _into(target, intent, venv(target, intent, named_venv(intent)))


def _into(target: Target, intent: Intent, root: str) -> Outcome:
    layout, python = target.layout, target.python
    if isinstance(layout, Unknown):
        return _unknown(layout.why)
    if isinstance(python, Unknown):
        return _unknown(python.why)
    fact = dict(target.paths).get(root)
    if fact is not None and not fact.writable and not target.root:
        return _fails("permission-denied", f"{root} cannot be written to", 1)
    return _allowed("own-environment", with_version(purelib_below(layout.value, root, python.value), intent))


def _cannot_make(target: Target, intent: Intent) -> Outcome | None:
    """``python -m venv`` wants ensurepip, which Debian keeps in a package of its own; uv as the back end does not."""
    makes = target.makes_venvs
    if is_missing(target, intent):
        return _fails("no-interpreter", f"Unable to find {named_python(intent)}", 1)
    backend = dict(intent.arguments.options).get("backend") or dict(target.variables).get(
        "PIPX_DEFAULT_BACKEND"
    )
    if backend != "uv" and isinstance(makes, Known) and not makes.value:
        return _fails("no-venv-module", "The virtual environment was not created successfully", 1)
    return None


def _requirement_problem(intent: Intent) -> Outcome | None:
    for requirement in intent.requirements:
        if requirement.kind == "invalid":
            return _fails("invalid-requirement", f"Unable to parse package spec: {requirement.text}", 1)
    return None


def _not_installed(target: Target, intent: Intent) -> Outcome | None:
    """A command on an environment that is not there."""
    command, options = intent.arguments.command, dict(intent.arguments.options)
    if command not in _ON_INSTALLED or (command == "upgrade" and options.get("install")):
        return None
    for name in [named_venv(intent)] if named_venv(intent) else [found.name for found in packages(intent)]:
        fact = dict(target.paths).get(venv(target, intent, name))
        if fact is not None and fact.kind == "absent":
            return _fails("not-installed", f"Nothing to {command} for {name}", 1)
    return None


def _environment(intent: Intent) -> Outcome:
    value = dict(intent.arguments.options).get("value")
    if isinstance(value, str) and not value.startswith(("PIPX_", "USE_EMOJI", "UV_")):
        return _fails("invalid-option-value", "Variable not found.", 1)
    return _allowed("inspects-only", None)


def _allowed(code: str, destination: str | None) -> Outcome:
    return Outcome("allowed", code, 0, destination, (Evidence(UV_CODES[code]),))


def _fails(code: str, text: str, status: int) -> Outcome:
    return Outcome("fails", code, status, None, (Evidence(text or UV_CODES.get(code, code)),), (), text)


def _unknown(why: str) -> Outcome:
    return Outcome("unknown", "unknown", None, None, (Evidence(why),))
