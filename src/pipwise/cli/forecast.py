"""What the command as it was typed will do: files that it names are read, paths that decide are looked at."""

from __future__ import annotations

from pipwise.facts.resolution import absolute
from pipwise.facts.surroundings import surroundings_of
from pipwise.facts.target import look_at_paths, target_of
from pipwise.model.facts import Facts
from pipwise.model.intent import Intent
from pipwise.model.known import Unknown
from pipwise.model.outcome import Outcome, Target
from pipwise.predict import paths_to_ask, predict
from pipwise.system.look import Look


def forecast(facts: Facts, intent: Intent, look: Look | None) -> tuple[Facts, Outcome]:
    """Facts with the paths that the prediction needs, and the prediction; without a look, from what is recorded alone."""
    target = target_of(facts, intent)
    if look is not None:
        target, intent = seen(look, target, intent)
        facts = facts._replace(paths=target.paths)
    return facts, predict(target, intent)


def seen(look: Look, target: Target, intent: Intent) -> tuple[Target, Intent]:
    """The target with the paths that decide, and the intent with what its files ask for."""
    if intent.invocation.tool == "pip":
        intent = _with_files(look, target, intent)
    become = intent.invocation.become
    # What is asked about can depend on what is there, as with the homes of pipx.
    for _ in range(2):
        wanted = paths_to_ask(target, intent)
        if set(wanted) <= dict(target.paths).keys():
            break
        target = target._replace(paths=look_at_paths(look, wanted, become))
    return target, intent


def _with_files(look: Look, target: Target, intent: Intent) -> Intent:
    """The intent with the lines of its requirements files, read as this pip reads them."""
    from pipwise.predict.pip_case import Unclear, case_of, listed

    try:
        case = case_of(target, intent)
    except Unclear:
        return intent

    def read(path: str) -> bytes | None:
        try:
            return look.read(absolute(path, target.cwd))
        except OSError:
            return None

    files, constraints = listed(case, "requirements"), listed(case, "constraints")
    groups = listed(case, "dependency_groups")
    if not (files or constraints or groups):
        return intent
    from pipwise.intent.pip_requirements_file import with_files
    from pipwise.intent.pip_table import version_key

    version = (999,) if isinstance(target.version, Unknown) else version_key(target.version.value)
    variables = surroundings_of(look, intent.invocation).environment
    return with_files(intent, read, files, constraints, groups, version=version, variables=variables)
