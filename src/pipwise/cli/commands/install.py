"""Install where it belongs. Takes pip's own arguments and passes pip's own progress through.

The operating system's Python is never changed: what pip refuses, or should have refused, goes into the environment that
it is for. Everything is journaled before it happens, proved after it has happened, and taken back by `pipwise undo`.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial

from pipwise.cli import os_packages, screen
from pipwise.cli.asked import check, options_of, python_and_rest, wishes_of, without_override
from pipwise.cli.carrying import Order, carry, dry_carry
from pipwise.cli.equipment import equip
from pipwise.cli.journals import ShouldLookAgain
from pipwise.cli.keeping import refuse_foreign_keeper, with_profile
from pipwise.cli.no_way import no_way
from pipwise.cli.overriding import confirm, looked_ahead, powerful, unforeseen, wants_root, why_not
from pipwise.cli.session import decision_for, live_look, pip_words
from pipwise.cli.task import Task
from pipwise.cli.words import Own
from pipwise.cli.workshop import (
    become_caller,
    goes_on,
    new_hands,
    own_name,
    refuse_dead,
    refuse_facts,
    refuse_foreign,
    say,
    workbench,
)
from pipwise.errors import (
    CHOICE_NEEDED,
    DONE,
    FINDINGS,
    ChoiceNeeded,
    Refused,
    ToolFailed,
    WorldChanged,
)
from pipwise.execute import PlaceTaken
from pipwise.execute.prove import Wanted, what_to_prove
from pipwise.execute.provers import PROVERS
from pipwise.model.decision import Decision, Situation
from pipwise.model.known import Known
from pipwise.model.plan import Proof
from pipwise.plan import carries_out, plan
from pipwise.plan.pip_settings import is_switched_on
from pipwise.render.install_text import before_lines, choice_lines, done_lines, plan_lines, proof_lines
from pipwise.render.stepped_text import stepped_line
from pipwise.system.hands import Hands
from pipwise.system.look import Look

_ATTEMPTS = 3


def run(own: Own, words: tuple[str, ...]) -> int:
    """Decide, act, prove; the exit code of the table."""
    refuse_facts(own, "install")
    hands = new_hands()
    return carry_through(own, hands, words, stepped=become_caller(live_look(own), hands))


def carry_through(
    own: Own,
    hands: Hands,
    words: tuple[str, ...],
    agreed: Callable[[Task], None] | None = None,
    *,
    stepped: str = "",
    profile: bool = False,
) -> int:
    """Decide and act, and do so anew where somebody else came between.

    ``stepped``: who had called sudo. ``profile``: the shell's profile is to lead to applications, as it was reviewed.
    """
    by_sudo = bool(stepped) and wants_root(own, words)
    answered: set[str] = set()
    taken: PlaceTaken | None = None
    for _ in range(_ATTEMPTS):
        try:
            task = _decide(own, hands, words, by_sudo=by_sudo, profile=profile)
            if stepped:
                say(stepped_line(task.plan, stepped))
                stepped = ""
            return _attempt(task._replace(agreed=partial(agreed, task) if agreed else None), answered)
        except ShouldLookAgain:
            continue
        except PlaceTaken as error:
            taken = error
    raise taken or WorldChanged(
        "somebody else keeps changing what is to be changed here", hint="try again later"
    )


def _decide(own: Own, hands: Hands, words: tuple[str, ...], *, by_sudo: bool, profile: bool) -> Task:
    look = live_look(own)
    python, rest = python_and_rest(words)
    plain = without_override(rest)
    wishes = wishes_of(own, python, override=plain != rest)
    command = pip_words(look, ("install", *plain), python)
    wishes = wishes._replace(python=command[0] if python else "", profile=profile)
    command = ("sudo", *command) if by_sudo else command
    situation, decision = decision_for(look, command, wishes)
    check(look, situation)
    situation = looked_ahead(look, situation, decision)
    root = decision.goal.root if decision.goal else ""
    lacking = next((one.python for one in situation.seen if one.root == root and not one.has_pip), "")
    bench = equip(look, situation, decision, workbench(look, situation.directories, lacking))
    if os_packages.concerns(decision):
        bench = os_packages.bench_for(look, situation, bench)
    return Task(own, words, look, hands, situation, decision, plan(situation, decision, bench))


def _attempt(task: Task, answered: set[str]) -> int:
    decision = task.decision
    if task.own.plan or task.own.plan_out:
        task = with_profile(task, asking=bool(task.own.plan_out))
    if task.own.plan_out:
        from pipwise.cli.reviewed import write_plan

        write_plan(task)
    if task.own.plan or task.own.plan_out:
        return _show_plan(task)
    if task.agreed is not None:
        task.agreed()
    for line in before_lines(task.situation, decision):
        if line not in answered:
            say(line)
            answered.add(line)
    unforeseen(task.situation, decision)
    there_already = not task.plan.steps and (task.plan.proof == "script" or bool(task.plan.kept))
    if decision.chosen == "already-satisfied" or there_already:
        wanted = what_to_prove(task.look, task.situation.intent, task.plan)
        return _finish(task, 0, _proofs(task, wanted, importing=False))
    if os_packages.concerns(decision) and (task.plan.steps or not decision.is_split):
        ended = _packages(task, answered)
        if ended is not None:
            return ended
    if not task.plan.steps or not carries_out(decision, task.plan):
        return _choices(task.situation, decision, task.look)
    return _agreed(task, answered)


def _packages(task: Task, answered: set[str]) -> int | None:
    """What would be done to the operating system's packages is shown, and agreed to; an exit code where that is all."""
    if "packages" in answered:
        return None
    ready = os_packages.prepare(task.look, task.hands, task.own, task.situation, task.decision, task.plan)
    if ready == "dry":
        return _show_json(task, 0, ())
    if ready == "there":
        return _finish(task, 0, _proofs(task, what_to_prove(task.look, task.situation.intent, task.plan)))
    answered.add("packages")
    return None


def _agreed(task: Task, answered: set[str]) -> int:
    """Nothing that is somebody else's, or dead, is touched; whoever has to be asked is asked once."""
    decision = task.decision
    if task.plan.root:
        refuse_foreign(task.look, task.plan.root)
        if not task.plan.fresh:
            refuse_dead(task.look, task.plan.root)
    if decision.ask not in answered:
        if decision.chosen == "override":
            confirm(task.look, task.situation, decision)
        else:
            _ask(task)
        answered.add(decision.ask)
    return _carry_out(_kept(task) if task.plan.kept else task)


def _kept(task: Task) -> Task:
    """An application: nothing that is not root's is run by root, and the shell's profile may lead to its command."""
    refuse_foreign_keeper(task.look, task.situation.applications)
    return with_profile(task, asking=True)


def _show_plan(task: Task) -> int:
    situation, decision, made = task.situation, task.decision, task.plan
    if task.own.json:
        from pipwise.render.install_json import plan_json

        print(json.dumps(plan_json(situation, decision, made), indent=2))
    else:
        screen.show("\n".join([*before_lines(situation, decision), *plan_lines(decision, made)]))
    return DONE if carries_out(decision, made) else CHOICE_NEEDED


def _choices(situation: Situation, decision: Decision, look: Look) -> int:
    if not decision.chosen:
        via = situation.wishes.via
        asked = next((option for option in decision.options if option.option == via), None)
        if asked is not None:
            why = why_not(situation, asked) or "; ".join(reason.text for reason in asked.reasons[:2])
            raise Refused(f"--via {via} is {asked.verdict} here", why, "pipwise why --explain pip install …")
        raise no_way(situation, decision)
    for line in choice_lines(decision, own_name(look), situation):
        say(line)
    return CHOICE_NEEDED


def _ask(task: Task) -> None:
    decision = task.decision
    if not decision.ask or task.own.yes:
        return
    if task.situation.facts.asker.terminal:
        if goes_on(decision.ask):
            return
        raise ChoiceNeeded("nothing was done", "it was not confirmed")
    for line in choice_lines(decision, own_name(task.look), task.situation):
        say(line)
    from pipwise.cli.meant import command_meant

    hint = command_meant(task.own, task.words, task.situation.facts.names) or "add --yes to go on"
    raise ChoiceNeeded("a confirmation is needed, and nobody is there to give it", decision.ask, hint)


def _carry_out(task: Task) -> int:
    """A dry run may need an environment to ask in; nothing of that stays. In an image build no journal does."""
    look, hands, situation = task.look, task.hands, task.situation
    options = options_of(situation)
    disposable = situation.facts.host.disposable
    keep = not (isinstance(disposable, Known) and disposable.value.kind == "image-build")
    order = Order(task.plan, ("install", *task.words), _digest(situation), situation.directories.state, keep)
    wanted = what_to_prove(look, situation.intent, task.plan)
    data = options.get("json_report_file") == "-" and not task.own.json
    if options.get("dry_run") or is_switched_on(situation, "dry-run"):
        dry_carry(look, hands, order, data=data)
        say("it was a dry run: nothing was installed, and nothing is left of it")
        return _show_json(task, 0, ())
    hands = powerful(hands, (getattr(step, "argv", ()) for step in task.plan.steps))
    try:
        carried = carry(look, hands, order, data=data, check=task.agreed)
    except ToolFailed as error:
        from pipwise.cli.building import tell

        tell(task, error)
        raise
    for step in task.plan.steps:
        if type(step).__name__ == "Remove":
            say(f"what was broken is kept as {step.path}.pipwise-{carried.started.replace(':', '')}")  # type: ignore[union-attr]  # a Remove, told without its import
    return _finish(task, carried.number, _proofs(task, wanted))


def _digest(situation: Situation) -> str:
    import hashlib

    return hashlib.sha256(repr(situation.facts).encode("utf-8", "surrogateescape")).hexdigest()


def _proofs(task: Task, wanted: Wanted, *, importing: bool = True) -> tuple[Proof, ...]:
    return PROVERS[task.plan.proof](task.look, task.hands, task.plan, wanted, importing)


def _finish(task: Task, number: int, proofs: tuple[Proof, ...]) -> int:
    situation, decision = task.situation, task.decision
    for line in [*proof_lines(proofs), *done_lines(situation, decision, own_name(task.look), number)]:
        say(line)
    return _show_json(task, number, proofs)


def _show_json(task: Task, number: int, proofs: tuple[Proof, ...]) -> int:
    if task.own.json:
        from pipwise.render.install_json import install_json

        print(json.dumps(install_json(task.situation, task.decision, task.plan, proofs, number), indent=2))
    return FINDINGS if any(not one.version or one.missing or one.ran == "no" for one in proofs) else DONE
