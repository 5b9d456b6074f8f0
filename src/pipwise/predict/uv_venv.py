"""What ``uv venv`` will do."""

from __future__ import annotations

from pipwise.model.known import Known, Unknown
from pipwise.model.outcome import Outcome
from pipwise.predict.uv_case import (
    Case,
    fails,
    goes_on,
    interpreter_problem,
    site_packages,
    unknown,
    writable,
)


def predict_venv(case: Case) -> Outcome:
    """A new environment, unless something stands in its way."""
    problem = interpreter_problem(case)
    if problem is not None:
        return problem
    root = venv_path(case)
    problem = _in_the_way(case, root)
    if problem is not None:
        return problem
    if not writable(case, root):
        return fails(
            "permission-denied", f"failed to create directory `{root}`: Permission denied (os error 13)"
        )
    if not case.flag("seed", "UV_VENV_SEED"):
        return goes_on(case, "own-environment", None)
    destination = site_packages(case, root)
    return (
        unknown(destination.why)
        if isinstance(destination, Unknown)
        else goes_on(case, "own-environment", destination)
    )


def paths(case: Case) -> tuple[str, ...]:
    """Where the environment would be made."""
    root = venv_path(case)
    return (root, f"{root}/pyvenv.cfg")


def venv_path(case: Case) -> str:
    """The operand, else the project's environment where uv stands in its root, else ``.venv``."""
    if case.intent.arguments.operands:
        return case.path(case.intent.arguments.operands[0])
    root, directory = case.place("project-root"), case.path(".")
    own = next((found.value for found in case.settings.values if found.where == "UV_PROJECT_ENVIRONMENT"), "")
    if own and root == directory and not case.flag("no-project", "UV_NO_PROJECT"):
        return case.path(own)
    return case.path(".venv")


def _in_the_way(case: Case, root: str) -> Outcome | None:
    """Uv before 0.10 replaced an environment without a word, and before 0.12 ``--clear`` cleared anything."""
    state, version = case.place("venv-directory"), _version(case)
    clear = case.flag("clear", "UV_VENV_CLEAR")
    if case.flag("allow-existing") and state != "file":
        return None
    match state:
        case "file":
            return fails(
                "not-a-directory", f"A file already exists at: {root}", 2 if version >= (0, 5) else 1
            )
        case "environment" if not clear and version >= (0, 10):
            return fails("environment-exists", f"A virtual environment already exists at: {root}")
        case "occupied" if not (clear and (case.flag("force") or version < (0, 12))):
            return fails(
                "directory-in-the-way",
                f"A directory already exists at: {root}",
                2 if version >= (0, 5) else 1,
            )
        case _:
            return None


def _version(case: Case) -> tuple[int, ...]:
    version = case.target.version
    text = version.value if isinstance(version, Known) else "99"
    return tuple(int(part) for part in text.split(".") if part.isdigit())
