"""Before OS packages are changed: what would happen is shown, and whoever may become root is asked."""

from __future__ import annotations

from pipwise.cli.words import Own
from pipwise.cli.workshop import confirmed, say
from pipwise.errors import ChoiceNeeded
from pipwise.facts.becoming import becoming
from pipwise.model.decision import Decision, Situation
from pipwise.model.facts import Facts
from pipwise.model.known import Known
from pipwise.model.plan import ChangePackages, Plan
from pipwise.model.value import Literal
from pipwise.plan import Workbench
from pipwise.plan.pip_settings import is_switched_on
from pipwise.plan.shares import left_out
from pipwise.system.hands import Hands
from pipwise.system.look import Look


def concerns(decision: Decision) -> bool:
    """Whether OS packages have a part in it."""
    return "os-package" in (decision.chosen, *(option for _, option in decision.assignments))


def bench_for(look: Look, situation: Situation, bench: Workbench) -> Workbench:
    """With what a package manager needs: how to become root, and whether its lists can be used."""
    from pipwise.decide.packages import manager_of
    from pipwise.facts.package_lists import why_refresh

    return bench._replace(become=becoming(look), lists=why_refresh(look, manager_of(situation)))


def prepare(
    look: Look, hands: Hands, own: Own, situation: Situation, decision: Decision, plan: Plan
) -> Literal["go", "there", "dry"]:
    """Show what would happen, and ask. ``there``: nothing is left to do; ``dry``: no more was asked for than to see it.

    Raises ``ChoiceNeeded`` with the command printed where nobody agrees.
    """
    steps = [step for step in plan.steps if isinstance(step, ChangePackages)]
    if not steps:
        raise _by_hand(situation, decision)
    _refuse_missing(situation, decision)
    for line in () if decision.is_split else left_out(situation):
        say(line)
    show(look, hands, steps)
    if is_switched_on(situation, "dry-run") or dict(situation.intent.arguments.options).get("dry_run"):
        say("it was a dry run: nothing was installed")
        return "dry"
    if not _changing(steps):
        return "go" if len(plan.steps) > len(steps) else "there"
    agree(look, own, situation.facts, steps)
    return "go"


def show(look: Look, hands: Hands, steps: list[ChangePackages]) -> None:
    """What would happen. Raises ``Refused`` where more would be removed than was named, ``CouldNotLook`` where nobody says."""
    fetched = any(step.action == "refresh" for step in steps)
    for step in steps:
        _show(look, hands, step, foreseeing=not fetched)


def agree(look: Look, own: Own, facts: Facts, steps: list[ChangePackages]) -> None:
    """Ask once for all of it. Root in a place that is thrown away is asked nothing. Raises ``ChoiceNeeded``."""
    changing = _changing(steps)
    disposable = facts.host.disposable
    thrown_away = isinstance(disposable, Known) and disposable.value.proven
    as_root = _needs_root(changing) and look.uid != 0
    if as_root and not any(step.become for step in changing):
        _print(changing, "root is needed, and there is no sudo, doas or pkexec here; as root:", root=True)
        raise ChoiceNeeded("nothing was done", "root is needed", "run the command above as root")
    if own.yes or (look.uid == 0 and thrown_away):
        return
    if not facts.asker.terminal:
        _print(changing, "what would be run:", root=look.uid == 0)
        raise ChoiceNeeded(
            "a confirmation is needed, and nobody is there to give it",
            "nothing was done",
            "add --yes to go on",
        )
    become = next((step.become[0] for step in changing if step.become), "")
    how = f"root is needed for that, by {become.rpartition('/')[2]}. " if as_root else ""
    if not confirmed(f"{how}Go on?"):
        _print(changing, "by hand it is:", root=look.uid == 0)
        raise ChoiceNeeded("nothing was done", "it was not confirmed")


def _changing(steps: list[ChangePackages]) -> list[ChangePackages]:
    return [step for step in steps if step.packages or step.action == "refresh"]


def _show(look: Look, hands: Hands, step: ChangePackages, *, foreseeing: bool) -> None:
    """What is known of one step. Before the lists are fetched the manager cannot say what it would do."""
    from pipwise.execute.manager import installed
    from pipwise.execute.packages import foresee, manager_of, refuse, tells_now
    from pipwise.render.packages_text import foreseen_lines, source_lines

    if step.action == "refresh":
        say("the package lists are missing or old: they are fetched first")
        return
    for line in source_lines(step):
        say(line)
    if foreseeing and step.packages and tells_now(look, step):
        manager = manager_of(look, hands, step)
        foreseen = foresee(manager, step, installed(manager))
        refuse(manager, step, foreseen)
        for line in foreseen_lines(step, foreseen):
            say(line)


def _needs_root(changing: list[ChangePackages]) -> bool:
    from pipwise.backends.changes.orders import orders_for

    return any(
        order.root
        for one in changing
        for order in orders_for(one.manager, one.action, one.packages, one.place)
    )


def _print(changing: list[ChangePackages], what: str, *, root: bool) -> None:
    """The commands to be pasted, by root or by somebody who has sudo."""
    from pipwise.render.packages_text import plain_command

    say(what)
    for step in changing:
        say(f"  {plain_command(step, root=root)}")


def _refuse_missing(situation: Situation, decision: Decision) -> None:
    from pipwise.plan.ways.os_package import missing

    names = missing(situation, decision)
    if names:
        raise ChoiceNeeded(
            f"the operating system has no package that fits {', '.join(names)}",
            "nothing was done",
            "leave it out, or leave out --via: an environment has room for all of it",
        )


def _by_hand(situation: Situation, decision: Decision) -> ChoiceNeeded:
    """A manager that pipwise does not work by itself."""
    option = next((one for one in decision.options if one.option == "os-package"), None)
    commands = [text for one in (option.commands if option else ()) for _, text in one.display]
    if not commands:
        return ChoiceNeeded("which package it would be is not known", "nothing was done", "see pipwise name")
    say("it comes from the operating system; pipwise leaves this to you:")
    for text in commands:
        say(f"  {text}")
    return ChoiceNeeded(
        "nothing was done", "this package manager is not worked by pipwise", "run the command above"
    )
