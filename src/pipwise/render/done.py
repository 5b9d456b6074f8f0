"""What is said when a way out has been carried out, by the way: how to use what was made."""

from __future__ import annotations

from collections.abc import Callable

from pipwise.model.decision import Decision, Situation
from pipwise.model.known import Known

Lines = Callable[[Situation, Decision, str], list[str]]
"""The situation, the decision, and how the caller called pipwise; lines for people."""


def _os_package(situation: Situation, decision: Decision, name: str) -> list[str]:
    """The operating system's Python has it; what failed for want of it is done again."""
    words = " ".join(situation.intent.invocation.words)
    if situation.outcome.lacking or situation.intent.purpose != "install":
        return [f"now again:    {words}"]
    target = situation.facts.target
    if not isinstance(target, Known) or decision.goal is not None:
        return []
    return [f"run with it:  {target.value.interpreter.executable} FILE.py"]


DONE: dict[str, Lines] = {"os-package": _os_package}
"""Ways out that are not environments; what is said of those is in ``install_text``."""
