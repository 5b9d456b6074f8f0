"""Copies of a project that a Python outside of any environment imports: OS packages, the user site, and what stands beside."""

from __future__ import annotations

from collections.abc import Iterator

from pipwise.facts.distributions import read_distributions
from pipwise.facts.environment import look_at_environment
from pipwise.facts.managers import manager_of
from pipwise.facts.names_here import owners_of
from pipwise.facts.resolution import resolve
from pipwise.facts.surroundings import surroundings_of
from pipwise.model.decision import Situation
from pipwise.model.interpreter import Distribution, Environment
from pipwise.model.known import Fact, Known
from pipwise.model.lives import Lives
from pipwise.system.look import Look


def find_system_copies(look: Look, situation: Situation, wanted: tuple[str, ...]) -> Iterator[Lives]:
    """Each copy, in the order in which that Python imports them; the first one is the one that it sees."""
    target = _outside(look, situation)
    if not isinstance(target, Known):
        return
    # Read anew: what was asked before something was removed is not true any more.
    found = [one for one in read_distributions(look, target.value.import_path) if one.name in wanted]
    manager = manager_of(look, target)
    owned = owners_of(look, manager.value, found) if isinstance(manager, Known) and found else {}
    for one in found:
        package = owned.get((one.name, one.location), "")
        by = manager.value if isinstance(manager, Known) else ""
        yield _lives(target.value, one, package, by)


def _lives(target: Environment, one: Distribution, package: str, manager: str) -> Lives:
    python = target.interpreter.executable
    if package:
        return Lives("os-package", one.name, one.version, one.location, package, python, manager)
    if one.location == target.interpreter.layout.user_site:
        return Lives("user", one.name, one.version, one.location, "", python)
    if isinstance(target.owner, Known) and target.owner.value.kind not in ("os", "unknown", "homebrew"):
        return Lives("own-python", one.name, one.version, one.location, "", python)
    return Lives("override", one.name, one.version, one.location, "", python)


def _outside(look: Look, situation: Situation) -> Fact[Environment]:
    """The target, unless that is an environment: then the Python that ``python3`` means outside of it."""
    target = situation.facts.target
    if isinstance(target, Known) and target.value.venv is None:
        return target
    if situation.wishes.python:
        return situation.facts.target if not isinstance(target, Known) else _none(target)
    base = target.value.interpreter if isinstance(target, Known) else None
    executable = _base_program(look, base.base_prefix) if base else ""
    executable = executable or resolve(look, "python3", look.environment, look.cwd).interpreter or ""
    invocation = situation.intent.invocation
    return look_at_environment(look, executable, invocation, surroundings_of(look, invocation))


def _none(target: Known[Environment]) -> Fact[Environment]:
    from pipwise.model.known import Unknown

    return Unknown(f"{target.value.interpreter.executable} is an environment's, and that one is meant")


def _base_program(look: Look, prefix: str) -> str:
    from pipwise.facts.glance import is_file

    return f"{prefix}/bin/python3" if is_file(look, f"{prefix}/bin/python3") else ""
