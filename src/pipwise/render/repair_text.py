"""``repair`` for people: what is done, what is left and why, and what is to be done by hand afterwards."""

from __future__ import annotations

from pipwise.audit.repairs.homes import Home
from pipwise.audit.repairs.mend import Mending
from pipwise.audit.repairs.users import User
from pipwise.decide.reasons import quoted
from pipwise.render.install_text import step_text


def mending_text(mending: Mending) -> str:
    """Before it is done."""
    lines = [f"{one.severity}: {one.message}" for one in mending.mended]
    lines += [f"left alone: {one.message} ({why})" for one, why in mending.left]
    if not mending.plan.steps:
        return "\n".join([*lines, "there is nothing to repair" if not mending.left else "nothing is done"])
    lines.append("what is done about it:")
    lines += [f"  {number}. {step_text(step)}" for number, step in enumerate(mending.plan.steps, 1)]
    return "\n".join(lines)


def homes_text(homes: tuple[Home, ...], file: str, name: str) -> str:
    """Commands that bring back what is still needed, where it belongs; '' where nothing was taken away."""
    lines = []
    again = [f"{one.project} ({one.package})" for one in homes if one.package]
    if again:
        lines.append(f"used again:   {', '.join(again)}")
    for one in homes:
        if one.application:
            wanted = quoted(f"{one.project}=={one.version}")
            lines.append(f"if needed:    {name} install --via app {wanted}")
    if any(not one.application and not one.package for one in homes):
        lines.append(f"if imported:  {name} install --env NAME -r {quoted(file)}")
    return "\n".join(lines)


def users_text(users: tuple[User, ...]) -> str:
    """Lines in files of others that need a change."""
    lines = [
        f"look at:      {one.path}:{one.line} needs {one.needs}, which goes: {one.text}" for one in users
    ]
    if users:
        lines.append("              let them start the new command, or a Python that has what they import")
    return "\n".join(lines)
