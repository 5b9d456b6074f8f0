"""Uninstall where it is installed. Takes the arguments of `pip uninstall`.

It is looked for in the environments that install would use here, among the project's dependencies and the applications of
pipx and uv, in the user site and beside the operating system's packages, and removed there with that place's own means.
What the operating system owns is never removed by pip. `--for FILE.py` takes it out of a script's own list.
"""

from __future__ import annotations

import json

from pipwise.cli import screen
from pipwise.cli.asked import HOPELESS, python_and_rest, wishes_of, without_override
from pipwise.cli.carrying import Order, carry
from pipwise.cli.equipment import read_named
from pipwise.cli.journals import ShouldLookAgain
from pipwise.cli.os_removal import agree_to, removal_of, say_how
from pipwise.cli.session import live_look, pip_words, situation_of
from pipwise.cli.uninstall_choice import choose
from pipwise.cli.uninstall_means import removals
from pipwise.cli.words import Own
from pipwise.cli.workshop import goes_on, new_hands, own_name, refuse_facts, say, step_down
from pipwise.errors import CHOICE_NEEDED, DONE, FINDINGS, ChoiceNeeded, UsageError, WorldChanged
from pipwise.execute.gone import imported_from, modules_at
from pipwise.facts.whereabouts import find_lives
from pipwise.model.decision import Situation
from pipwise.model.lives import Lives
from pipwise.model.plan import Plan
from pipwise.model.value import NamedTuple
from pipwise.plan.ways.uninstall import removal_plan
from pipwise.render.install_text import step_text
from pipwise.render.uninstall_text import gone_line, where_line
from pipwise.system.hands import Hands
from pipwise.system.look import Look

_BY_ROOT = ("os-package", "override")


class _Task(NamedTuple):
    own: Own
    words: tuple[str, ...]
    look: Look
    situation: Situation
    chosen: tuple[Lives, ...]
    """What is removed here; what only root may remove is in ``left``."""
    left: tuple[Lives, ...]
    plan: Plan


def run(own: Own, words: tuple[str, ...]) -> int:
    """Remove and prove; 0 also where nothing of that name is installed."""
    refuse_facts(own, "uninstall")
    hands = new_hands()
    step_down(live_look(own), hands)
    for _ in range(3):
        try:
            return _attempt(_decide(own, words), hands)
        except ShouldLookAgain:
            continue
    raise WorldChanged("somebody else keeps changing what is to be changed here", hint="try again later")


def _decide(own: Own, words: tuple[str, ...]) -> _Task:
    look = live_look(own)
    if own.for_:
        read_named(look, own.for_)
    python, rest = python_and_rest(words)
    wishes = wishes_of(own._replace(via=""), python, override=False)
    command = pip_words(look, ("uninstall", *without_override(rest)), python)
    situation = situation_of(look, command, wishes._replace(python=command[0] if python else ""))
    _check(situation)
    names = tuple(dict.fromkeys(one.name or one.text for one in situation.intent.requirements))
    if not names:
        raise UsageError("there is nothing to uninstall", hint="pipwise uninstall PACKAGE")
    meant = []
    for name in names:
        lives = tuple(one for one in situation.lives or () if one.project == name)
        if lives:
            meant.append(choose(own, own_name(look), lives, terminal=situation.facts.asker.terminal))
        else:
            say(f"{name} is not installed: {_looked_at(situation)}")
    left = tuple(one for one in meant if one.where in _BY_ROOT and (look.uid or one.where == "os-package"))
    chosen = tuple(one for one in meant if one not in left)
    return _Task(own, words, look, situation, chosen, left, _plan(look, situation, chosen))


def _check(situation: Situation) -> None:
    """Raises ``UsageError`` for what pip itself would stop at, wherever it looks."""
    problem, outcome = situation.intent.arguments.problem, situation.outcome
    if problem and problem.exit_status and problem.code != "unknown-command":
        raise UsageError(problem.text, hint="pipwise uninstall --help")
    if outcome.code in HOPELESS:
        raise UsageError(outcome.message or outcome.code, hint="pipwise uninstall --help")


def _plan(look: Look, situation: Situation, chosen: tuple[Lives, ...]) -> Plan:
    if chosen and chosen[0].where == "script-env":
        from pipwise.intent.script_edit import without_projects
        from pipwise.plan.ways.script import script_plan

        path, old = chosen[0].place, look.read(chosen[0].place)
        return script_plan(
            path, old, without_projects(old, [one.project for one in chosen], path), (), "gone"
        )
    return removal_plan(removals(look, situation, chosen))


def _looked_at(situation: Situation) -> str:
    if situation.wishes.script:
        return f"{situation.wishes.script} does not ask for it"
    if situation.wishes.env:
        return f"it is not in the environment {situation.wishes.env}"
    return "no environment of this place, no application and no Python here has it"


def _attempt(task: _Task, hands: Hands) -> int:
    for one in (*task.chosen, *task.left):
        say(where_line(one))
    if task.own.plan:
        return _show_plan(task)
    packages = removal_of(task.look, task.situation, task.left) if not task.plan.steps else None
    if packages is not None:
        return _by_manager(task, hands, packages)
    if task.left:
        say_how(task.look, task.left)
    if not task.plan.steps:
        return _report(task, 0, (), CHOICE_NEEDED if task.left else DONE)
    _confirm(task)
    modules = [(one, modules_at(task.look, one)) for one in task.chosen]
    state = task.situation.directories.state
    order = Order(task.plan, ("uninstall", *task.words), "", state, keep=bool(state))
    number = carry(task.look, hands, order).number
    return _prove(task, number, modules)


def _by_manager(task: _Task, hands: Hands, packages: Plan) -> int:
    """The operating system's own, by its own manager: shown and agreed to first, and never more than was named."""
    agree_to(task.look, hands, task.own, task.situation, packages)
    state = task.situation.directories.state
    number = carry(
        task.look, hands, Order(packages, ("uninstall", *task.words), "", state, keep=bool(state))
    ).number
    modules = [(one, modules_at(task.look, one)) for one in task.left]
    return _prove(task._replace(left=()), number, modules)


def _show_plan(task: _Task) -> int:
    lines = ["plan:", *(f"  {number}. {step_text(step)}" for number, step in enumerate(task.plan.steps, 1))]
    screen.show("\n".join(lines if task.plan.steps else ["plan: nothing to do"]))
    return CHOICE_NEEDED if task.left else DONE


def _confirm(task: _Task) -> None:
    """Only what other users and the operating system's programs may import is asked about: all else is taken back by undo."""
    shared = [one for one in task.chosen if one.where == "override"]
    if not shared or task.own.yes or dict(task.situation.intent.arguments.options).get("yes"):
        return
    why = f"every user's programs may import it from {shared[0].place}"
    if not task.situation.facts.asker.terminal:
        raise ChoiceNeeded(
            "a confirmation is needed, and nobody is there to give it", why, "add --yes to go on"
        )
    if not goes_on(why):
        raise ChoiceNeeded("nothing was done", "it was not confirmed")


def _prove(task: _Task, number: int, modules: list[tuple[Lives, tuple[str, ...]]]) -> int:
    """Looked for again as before; what is still there elsewhere is said."""
    now = find_lives(task.look, task.situation)
    removed, failed = [], False
    for one, names in modules:
        if any((each.where, each.project, each.place) == (one.where, one.project, one.place) for each in now):
            say(f"NOT proved: {one.project} is still in {one.place}")
            failed = True
            continue
        removed.append(one)
        say(gone_line(one, imported_from(task.look, one, names)))
    for each in now:
        say(f"it stays: {where_line(each)}")
    if number:
        say(f"undo: {own_name(task.look)} undo {number}")
    return _report(
        task, number, tuple(removed), FINDINGS if failed else CHOICE_NEEDED if task.left else DONE, now
    )


def _report(
    task: _Task, number: int, removed: tuple[Lives, ...], code: int, now: tuple[Lives, ...] | None = None
) -> int:
    if task.own.json:
        from pipwise.render.uninstall_json import uninstall_json

        print(
            json.dumps(
                uninstall_json(number, removed, (task.situation.lives or ()) if now is None else now),
                indent=2,
            )
        )
    return code
