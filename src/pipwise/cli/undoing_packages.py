"""Before OS packages are taken back: what would happen is shown, and whoever may become root is asked."""

from __future__ import annotations

from pipwise.cli.words import Own
from pipwise.cli.workshop import goes_on, say
from pipwise.errors import ChoiceNeeded
from pipwise.execute.journal import RunRecord, StepRecord
from pipwise.model.value import TYPE_CHECKING
from pipwise.system.hands import Hands
from pipwise.system.look import Look

if TYPE_CHECKING:
    from pipwise.execute.manager import Manager


def agree(look: Look, hands: Hands, own: Own, run: RunRecord, steps: list[StepRecord]) -> None:
    """Where a run has changed OS packages, say what goes; where root is needed, ask. Raises ``ChoiceNeeded``."""
    changed = [one for one in steps if one.kind == "ChangePackages" and one.state in ("begun", "done")]
    if not changed or run.state not in ("begun", "done"):
        return
    from pipwise.execute.manager import Manager

    commands: list[str] = []
    for step in reversed(changed):
        manager = Manager(look, hands, str(step.what["manager"]), (), str(step.what["place"]))
        commands += _commands(manager, own, run, step)
    if not commands or look.uid == 0:
        return
    if not any(one.startswith("sudo ") for one in commands):
        return
    become = _become(look)
    if not become:
        plain = [one.removeprefix("sudo ") for one in commands]
        why = "root is needed, and there is no sudo, doas or pkexec here"
        raise _needed(plain, why, "run the commands above as root")
    if own.yes:
        return
    if not (look.terminal("stdin") and look.terminal("stderr")):
        raise _needed(
            commands, "a confirmation is needed, and nobody is there to give it", "add --yes to go on"
        )
    if not goes_on(f"root is needed for that, by {become}"):
        raise _needed(commands, "it was not confirmed", "")


def _needed(commands: list[str], why: str, hint: str) -> ChoiceNeeded:
    say("what would be run:")
    for line in commands:
        say(f"  {line}")
    return ChoiceNeeded("nothing was undone", why, hint)


def _become(look: Look) -> str:
    from pipwise.facts.becoming import becoming

    return "".join(becoming(look)).rpartition("/")[2]


def _commands(manager: Manager, own: Own, run: RunRecord, step: StepRecord) -> list[str]:
    """What takes one step back, as it would be pasted; it is said what goes and what comes."""
    from pipwise.decide.reasons import quoted
    from pipwise.execute.manager import installed
    from pipwise.execute.packages_back import orders_back, orders_to_mend, removing
    from pipwise.execute.packages_undone import difference
    from pipwise.execute.packages_world import unpacked

    before, after = unpacked(step.before), unpacked(step.after)
    if before is None:
        return []
    going = removing(step)
    found = difference(before, after, installed(manager), force=own.yes, removing=going)
    goes = (*found.broken, *found.new)
    for what, names in (("will be removed", goes), ("will be installed again", found.lost)):
        if names:
            say(f"{what}: {', '.join(names)}")
    killed = after is None and run.state == "begun"
    orders = (*orders_to_mend(manager, before, found, going, killed=killed), *orders_back(manager, found))
    sudo = ("sudo",) if manager.look.uid else ()
    words = [(*(sudo if order.root else ()), *order.argv) for order in orders]
    return [" ".join(quoted(word) for word in one) for one in words]
