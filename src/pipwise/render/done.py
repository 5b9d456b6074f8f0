"""What is said when a way out has been carried out, by the way: how to use what was made."""

from __future__ import annotations

from collections.abc import Callable

from pipwise.decide.manager_words import manager_of
from pipwise.decide.reasons import quoted
from pipwise.model.decision import Decision, Situation
from pipwise.model.known import Known
from pipwise.render import override_text
from pipwise.render.kept_text import after_keeping

Lines = Callable[[Situation, Decision, str], list[str]]
"""The situation, the decision, and how the caller called pipwise; lines for people."""


def _managed(situation: Situation, decision: Decision, name: str) -> list[str]:
    manager = manager_of(situation)
    python = "" if manager in ("uv", "pdm") else "python "
    return [f"run with it:  {manager} run {python}FILE.py"]


def _script(situation: Situation, decision: Decision, name: str) -> list[str]:
    return [f"run with it:  {name} run {quoted(situation.wishes.script)}"]


def _os_package(situation: Situation, decision: Decision, name: str) -> list[str]:
    """The operating system's Python has it; what failed for want of it is done again."""
    words = " ".join(situation.intent.invocation.words)
    if situation.outcome.lacking or situation.intent.purpose != "install":
        return [f"now again:    {words}"]
    target = situation.facts.target
    if not isinstance(target, Known) or decision.goal is not None:
        return []
    return [f"run with it:  {target.value.interpreter.executable} FILE.py"]


DONE: dict[str, Lines] = {
    "os-package": _os_package,
    "app": after_keeping,
    "inject": after_keeping,
    "project-manager": _managed,
    "script-env": _script,
    "override": override_text.done_lines,
    "user": override_text.done_lines,
}
"""Ways out that are not environments; what is said of those is in ``install_text``."""


def _by_manager(situation: Situation, decision: Decision, name: str) -> list[str]:
    project = situation.facts.project
    root = project.value.root if isinstance(project, Known) and project.value else ""
    return [f"{manager_of(situation)} looks after {root}, and adds it there"]


def _into_script(situation: Situation, decision: Decision, name: str) -> list[str]:
    return [f"it goes into the block of {situation.wishes.script} that says what the script needs (PEP 723)"]


BEFORE: dict[str, Lines] = {"project-manager": _by_manager, "script-env": _into_script}
"""What is said before one of them acts."""
