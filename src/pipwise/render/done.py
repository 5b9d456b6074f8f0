"""What is said when a way out has been carried out, by the way: how to use what was made."""

from __future__ import annotations

from collections.abc import Callable

from pipwise.model.decision import Decision, Situation

Lines = Callable[[Situation, Decision, str], list[str]]
"""The situation, the decision, and how the caller called pipwise; lines for people."""

DONE: dict[str, Lines] = {}
"""Ways out that are not environments; what is said of those is in ``install_text``."""
