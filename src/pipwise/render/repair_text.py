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
    lines += [f"goes along: {one.title}, which needs what is taken away" for one in mending.followed]
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
    if any(not (one.application or one.library or one.package) for one in homes):
        lines.append(f"if imported:  {name} install --env NAME -r {quoted(file)}")
    return "\n".join(lines)


def users_text(users: tuple[User, ...], environment: str) -> str:
    """Lines in files of others, with the change that each needs; the environment has the libraries."""
    return "\n".join(f"look at:      {one.path}:{one.line} {_change(one, environment)}" for one in users)


def _change(one: User, environment: str) -> str:
    if one.served:
        return f"{one.how} {one.needs}; {one.served} will do, and nothing is to be changed: {one.text}"
    if one.how == "starts":
        return f"starts a command of {one.needs}, which goes: see that it finds the new one: {one.text}"
    return f"{one.how} {one.needs}, which goes: let it run with {environment}/bin/python: {one.text}"
