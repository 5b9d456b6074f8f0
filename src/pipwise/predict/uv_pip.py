"""What the ``uv pip`` commands will do: the only ones of uv that look at the marker of PEP 668."""

from __future__ import annotations

from pipwise.model.interpreter import Distribution
from pipwise.model.known import Unknown
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
from pipwise.predict.uv_marker import managed, refusal
from pipwise.predict.uv_satisfied import all_satisfied
from pipwise.predict.uv_wanted import (
    everything_wanted,
    hash_problem,
    missing_source,
    nothing_wanted,
    requirement_paths,
    requirement_problem,
)

_UNSUPPORTED = {
    "pip install": ("user",),
    "pip sync": ("user", "ask", "python-executable", "client-cert", "config", "pip-args"),
    "pip compile": (
        "reuse-hashes",
        "max-rounds",
        "client-cert",
        "emit-trusted-host",
        "config",
        "emit-options",
        "pip-args",
    ),
}
_CHANGING = ("pip install", "pip sync", "pip uninstall")


def predict_pip(case: Case) -> Outcome:
    """Any command below ``uv pip``, in uv's order: options, requirements, interpreter, destination, marker, writing."""
    for name in _UNSUPPORTED.get(case.command, ()):
        if case.given(name):
            return fails("unsupported-option", f"pip's `--{name}` is unsupported")
    if case.command == "pip debug":
        return fails("unsupported-option", "pip's `debug` is unsupported")
    problem = requirement_problem(case)
    if problem is not None:
        return problem
    if case.command not in _CHANGING:
        return _inspects(case)
    if case.command == "pip sync" and nothing_wanted(case) and not case.flag("allow-empty-requirements"):
        return goes_on(case, "no-requirements", None)
    problem = interpreter_problem(case) or _elsewhere_problem(case)
    if problem is not None:
        return problem
    return _past_the_marker(case)


def paths(case: Case) -> tuple[str, ...]:
    """Destinations and files that the command depends on."""
    found = [*requirement_paths(case)]
    destination = destination_of(case)
    if isinstance(destination, str):
        found.append(destination)
    target = case.text("target")
    return tuple([*found, case.path(target)] if target else found)


def destination_of(case: Case) -> str | Unknown:
    """The directory that distributions would land in."""
    target, prefix = _elsewhere(case)
    if target:
        return case.path(target)
    return site_packages(case, case.path(prefix) if prefix else "")


def _elsewhere(case: Case) -> tuple[str, str]:
    """``--target`` and ``--prefix``; the files' ``target`` wins over a ``prefix`` of theirs or of the command line."""
    return case.text("target"), case.text("prefix")


def _past_the_marker(case: Case) -> Outcome:
    target, prefix = _elsewhere(case)
    if target or prefix:
        return _write(case, "own-destination")
    venv, marker = case.target.venv, case.target.marker
    if isinstance(venv, Unknown):
        return unknown(venv.why)
    if venv.value != "none":
        return _write(case, "virtual-environment")
    if isinstance(marker, Unknown):
        return unknown(marker.why)
    if not managed(marker.value):
        return _write(case, "no-marker" if marker.value.state == "absent" else "marker-unreadable")
    if case.flag("break-system-packages", "UV_BREAK_SYSTEM_PACKAGES"):
        return _write(case, "overridden")
    return refusal(case, marker.value)


def _elsewhere_problem(case: Case) -> Outcome | None:
    """``--target`` and ``--prefix`` are made at once, for a dry run as well."""
    target, prefix = _elsewhere(case)
    if not (target or prefix):
        return None
    destination = destination_of(case)
    if isinstance(destination, Unknown):
        return unknown(destination.why)
    fact = case.fact(destination)
    if fact is None or fact.kind == "directory":
        return None
    if fact.kind in ("file", "other"):
        return fails(
            "not-a-directory", f"failed to create directory `{destination}`: File exists (os error 17)"
        )
    if not writable(case, destination):
        return fails(
            "permission-denied",
            f"failed to create directory `{destination}`: Permission denied (os error 13)",
        )
    return None


def _write(case: Case, code: str) -> Outcome:
    destination = destination_of(case)
    if isinstance(destination, Unknown):
        return unknown(destination.why)
    if case.command == "pip uninstall":
        return _uninstall(case, code, destination)
    if nothing_wanted(case) or all_satisfied(case, destination):
        return goes_on(case, "already-satisfied", None)
    problem = hash_problem(case) or missing_source(case)
    if problem is not None:
        return problem
    if case.flag("dry-run") or case.given("check"):
        return goes_on(case, code, None)
    if not writable(case, destination):
        return fails(
            "permission-denied",
            f"failed to create directory in `{destination}`: Permission denied (os error 13)",
        )
    return goes_on(case, code, destination)


def _uninstall(case: Case, code: str, destination: str) -> Outcome:
    installed = case.target.installed
    if isinstance(installed, Unknown):
        return unknown(installed.why)
    wanted = {requirement.name for requirement in everything_wanted(case)}
    there = [found for found in installed.value if found.location == destination and found.name in wanted]
    if not there:
        return goes_on(case, "nothing-to-uninstall", None)
    if case.flag("dry-run"):
        return goes_on(case, code, None)
    if not writable(case, destination):
        return fails(
            "permission-denied", f"failed to remove files in `{destination}`: Permission denied (os error 13)"
        )
    if any(not found.has_record and found.kind == "dist-info" for found in there):
        return fails("no-record", f"{there[0].name} has no RECORD")
    return goes_on(case, code, None)


def _inspects(case: Case) -> Outcome:
    problem = interpreter_problem(case)
    # pip compile fetches a Python where none is found.
    if problem is not None and (
        case.command != "pip compile" or problem.code == "broken-virtual-environment"
    ):
        return problem
    if case.command == "pip show" and not _shown(case):
        return fails("not-installed" if case.intent.arguments.operands else "no-requirements", "", 1)
    return goes_on(case, "inspects-only", None)


def _shown(case: Case) -> list[Distribution]:
    installed, destination = case.target.installed, site_packages(case)
    if isinstance(installed, Unknown) or isinstance(destination, Unknown):
        return []
    from pipwise.catalog.spelling import normalise

    wanted = {normalise(name) for name in case.intent.arguments.operands}
    return [found for found in installed.value if found.location == destination and found.name in wanted]
