"""What the block of a script can hold of a request: names and direct references, and nothing that is only pip's."""

from __future__ import annotations

from pipwise.decide.manager_options import NO_MATTER
from pipwise.model.decision import Situation

_OF_PIP = frozenset(("quiet", "verbose", "dry_run"))


def why_not_in_a_script(situation: Situation) -> str:
    """The first thing that it cannot, or ''."""
    intent = situation.intent
    if intent.requirement_files or intent.constraint_files or intent.groups:
        return "it lists requirements, and neither files nor groups of them"
    for one in intent.requirements:
        if one.editable or not one.name or (" " not in one.text.strip() and one.kind in ("vcs", "url")):
            return f"{one.text} is no requirement by name: write NAME @ {one.text}"
    for option, value in intent.arguments.options:
        if value and option not in NO_MATTER | _OF_PIP:
            return f"it has nothing for pip's --{option.replace('_', '-')}"
    return ""
