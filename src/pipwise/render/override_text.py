"""What is said around an override: what to do instead, and afterwards how to look at what was done."""

from __future__ import annotations

from pipwise.decide.arguments import for_environment
from pipwise.decide.reasons import quoted
from pipwise.model.decision import Decision, Situation
from pipwise.model.preview import Preview
from pipwise.render.wrapped import wrapped


def instead_lines(situation: Situation, decision: Decision, name: str) -> list[str]:
    """The ways that change nothing of the system's, each in one line that can be pasted."""
    words = " ".join(quoted(word) for word in for_environment(situation.intent))
    lines = ["Instead, and with none of that:"]
    there = next(
        (one.text for one in decision.flow if (one.question, one.answer) == ("packaged", "installed")), ""
    )
    if there:
        lines.append(wrapped(f"nothing: {there}", "  ", 4))
    lines += [
        f"  {option.commands[0].display[0][1]}    (the system's own package)"
        for option in decision.options
        if option.option == "os-package" and option.verdict == "possible" and option.commands and not there
    ]
    lines.append(f"  {name} {words}    (where it belongs: an environment)")
    return lines


def done_lines(situation: Situation, decision: Decision, name: str) -> list[str]:
    """What it is now, and whose place it has taken."""
    preview = situation.preview
    if not isinstance(preview, Preview):
        return []
    lines = [f"it is in:     {preview.directory}"]
    deleted = [package for one in preview.deletes for package in one.packages]
    if deleted:
        lines.append(_named("these packages have lost files", deleted))
    hidden = [one.package for one in preview.shadows if one.package not in ("", *deleted)]
    if hidden:
        readers = "this user's programs" if preview.user else "programs"
        lines.append(_named(f"{readers} no longer get what these packages brought", hidden))
    return lines


def _named(said: str, packages: list[str]) -> str:
    return wrapped(f"{said}: {', '.join(dict.fromkeys(packages))}", "", 2)
