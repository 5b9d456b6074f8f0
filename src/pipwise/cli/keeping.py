"""Applications for the commands that install and run them: what is asked, and what is refused."""

from __future__ import annotations

from pipwise.cli.task import Task
from pipwise.cli.workshop import confirmed
from pipwise.errors import Refused
from pipwise.model.applications import Applications
from pipwise.model.decision import Situation
from pipwise.plan.ways.app import profile
from pipwise.system.look import Look


def refuse_foreign_keeper(look: Look, found: Applications | None) -> None:
    """Root runs no pipx, and no pip of pipx's, that somebody else could change. Raises ``Refused``."""
    if look.uid != 0 or found is None:
        return
    from pipwise.execute.trees import is_there
    from pipwise.facts.trust import distrust_python

    roots = [found.own, found.keeper.shared, *(one.root for one in found.there)]
    for python in [f"{root}/bin/python" for root in roots if root]:
        reason = distrust_python(look, python) if is_there(look, python) else ""
        if reason:
            raise Refused(reason, "root would run it", "give it to root, or move it away")


def with_profile(task: Task, *, asking: bool) -> Task:
    """The plan with a line for the shell's profile, where it leads to no command of what is kept and somebody says yes to it.

    A plan that was reviewed has it already, or is carried out without it.
    """
    situation = task.situation
    reviewed = task.agreed is not None or situation.wishes.profile
    if reviewed or not task.plan.kept or not task.plan.steps:
        return task
    if not _may_edit_profile(situation, yes=task.own.yes, asking=asking):
        return task
    situation = situation._replace(wishes=situation.wishes._replace(profile=True))
    steps = (*task.plan.steps, *profile(situation))
    return task._replace(situation=situation, plan=task.plan._replace(steps=steps))


def _may_edit_profile(situation: Situation, *, yes: bool, asking: bool) -> bool:
    """Only where nothing else leads to the commands, and somebody says yes."""
    found = situation.applications
    if found is None or found.profile is None or found.on_path or found.at_login:
        return False
    if yes or not asking or not situation.facts.asker.terminal:
        return yes
    from pipwise.render.kept_text import short

    home = situation.facts.asker.home
    place, profile = short(found.keeper.bin, home), short(found.profile.path, home)
    return confirmed(f"{place} is not on PATH. Add it by a line in {profile}?")


def application_command(look: Look, word: str) -> str:
    """The command of an application that PATH does not lead to, or ''."""
    from pipwise.facts.applications import command_in
    from pipwise.facts.keeper_places import pipx_home, uv_home
    from pipwise.facts.trust import distrust

    variables = {**look.environment, "HOME": look.home or ""}
    folders = dict.fromkeys(
        place[1]
        for everybody in ((True,) if look.uid == 0 else (False, True))
        for place in (
            pipx_home(look, variables, (99,), everybody=everybody),
            uv_home(variables, everybody=everybody),
        )
    )
    found = command_in(look, variables, tuple(folders), word) if "/" not in word else None
    if found and distrust(look, found):
        raise Refused(distrust(look, found), hint="do it as that user")
    return found or ""
