"""Install where it belongs. Takes pip's own arguments and passes pip's own progress through.

The operating system's Python is never changed: what pip refuses, or should have refused, goes into the environment that
it is for. Everything is journaled before it happens, proved after it has happened, and taken back by `pipwise undo`.
"""

from __future__ import annotations

import json
from typing import NamedTuple

from pipwise.cli import screen
from pipwise.cli.asked import check, options_of, python_and_rest, wishes_of, without_override
from pipwise.cli.carrying import Order, carry, dry_carry
from pipwise.cli.journals import ShouldLookAgain
from pipwise.cli.session import decision_for, live_look, pip_words
from pipwise.cli.words import Own
from pipwise.cli.workshop import (
    confirmed,
    new_hands,
    own_name,
    refuse_dead,
    refuse_facts,
    refuse_foreign,
    say,
    step_down,
    workbench,
)
from pipwise.errors import (
    CHOICE_NEEDED,
    DONE,
    FINDINGS,
    ChoiceNeeded,
    CouldNotLook,
    Refused,
    WorldChanged,
)
from pipwise.execute import PlaceTaken
from pipwise.execute.prove import Wanted, what_to_prove
from pipwise.execute.provers import PROVERS
from pipwise.model.decision import Decision, Situation
from pipwise.model.known import Known, Unknown
from pipwise.model.plan import Plan, Proof
from pipwise.plan import WAYS, plan
from pipwise.plan.pip_settings import is_switched_on
from pipwise.render.install_text import before_lines, choice_lines, done_lines, plan_lines, proof_lines
from pipwise.system.hands import Hands
from pipwise.system.look import Look

_ATTEMPTS = 3


class _Task(NamedTuple):
    """One attempt: what was decided, from a look at the machine as it is now."""

    own: Own
    words: tuple[str, ...]
    look: Look
    hands: Hands
    situation: Situation
    decision: Decision
    plan: Plan


def run(own: Own, words: tuple[str, ...]) -> int:
    """Decide, act, prove; the exit code of the table."""
    refuse_facts(own, "install")
    hands = new_hands()
    step_down(live_look(own), hands)
    answered: set[str] = set()
    taken: PlaceTaken | None = None
    for _ in range(_ATTEMPTS):
        try:
            return _attempt(_decide(own, hands, words), answered)
        except ShouldLookAgain:
            continue
        except PlaceTaken as error:
            taken = error
    raise taken or WorldChanged(
        "somebody else keeps changing what is to be changed here", hint="try again later"
    )


def _decide(own: Own, hands: Hands, words: tuple[str, ...]) -> _Task:
    look = live_look(own)
    python, rest = python_and_rest(words)
    plain = without_override(rest)
    wishes = wishes_of(own, python, override=plain != rest)
    command = pip_words(look, ("install", *plain), python)
    wishes = wishes._replace(python=command[0] if python else "")
    situation, decision = decision_for(look, command, wishes)
    check(look, situation)
    root = decision.goal.root if decision.goal else ""
    lacking = next((one.python for one in situation.seen if one.root == root and not one.has_pip), "")
    bench = workbench(look, situation.directories, lacking)
    return _Task(own, words, look, hands, situation, decision, plan(situation, decision, bench))


def _attempt(task: _Task, answered: set[str]) -> int:
    decision = task.decision
    if task.own.plan:
        return _show_plan(task)
    for line in before_lines(task.situation, decision):
        if line not in answered:
            say(line)
            answered.add(line)
    if decision.chosen == "already-satisfied":
        wanted = what_to_prove(task.look, task.situation.intent, task.plan)
        return _finish(task, 0, _proofs(task, wanted, importing=False))
    if not decision.chosen or decision.chosen not in WAYS or not task.plan.steps:
        return _choices(task.situation, decision, task.look)
    if task.plan.root:
        refuse_foreign(task.look, task.plan.root)
        if not task.plan.fresh:
            refuse_dead(task.look, task.plan.root)
    if decision.ask not in answered:
        _ask(task)
        answered.add(decision.ask)
    return _carry_out(task)


def _show_plan(task: _Task) -> int:
    situation, decision, made = task.situation, task.decision, task.plan
    if task.own.json:
        from pipwise.render.install_json import plan_json

        print(json.dumps(plan_json(situation, decision, made), indent=2))
    else:
        screen.show("\n".join([*before_lines(situation, decision), *plan_lines(decision, made)]))
    return DONE if decision.chosen in WAYS else CHOICE_NEEDED


def _choices(situation: Situation, decision: Decision, look: Look) -> int:
    if not decision.chosen:
        via = situation.wishes.via
        asked = next((option for option in decision.options if option.option == via), None)
        if asked is not None:
            why = "; ".join(reason.text for reason in asked.reasons[:2])
            raise Refused(f"--via {via} is {asked.verdict} here", why, "pipwise why --explain pip install …")
        raise _no_way(situation, decision)
    for line in choice_lines(decision, own_name(look), situation):
        say(line)
    return CHOICE_NEEDED


def _no_way(situation: Situation, decision: Decision) -> CouldNotLook:
    """What is missing: a Python that answers, a place for an environment, or something that the questions tell."""
    what, target = "no way out can be recommended here", situation.facts.target
    if isinstance(target, Unknown) and not decision.goal:
        return CouldNotLook(what, target.why, "name a Python: pipwise install --python /usr/bin/python3 …")
    why = "; ".join(one.text for one in decision.flow if one.question in ("outcome", "environment"))
    if any(one.question == "environment" and one.answer == "none" for one in decision.flow):
        return CouldNotLook(what, why, "set HOME, or go into the directory of a project")
    return CouldNotLook(what, why, "pipwise why --explain pip install …")


def _ask(task: _Task) -> None:
    decision = task.decision
    if not decision.ask or task.own.yes:
        return
    if task.situation.facts.asker.terminal:
        if confirmed(f"{decision.ask}. Go on?"):
            return
        raise ChoiceNeeded("nothing was done", "it was not confirmed")
    for line in choice_lines(decision, own_name(task.look), task.situation):
        say(line)
    raise ChoiceNeeded(
        "a confirmation is needed, and nobody is there to give it", decision.ask, "add --yes to go on"
    )


def _carry_out(task: _Task) -> int:
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
    carried = carry(look, hands, order, data=data)
    if any(type(step).__name__ == "Remove" for step in task.plan.steps):
        say(f"what was broken is kept as {task.plan.root}.pipwise-{carried.started.replace(':', '')}")
    return _finish(task, carried.number, _proofs(task, wanted))


def _digest(situation: Situation) -> str:
    import hashlib

    return hashlib.sha256(repr(situation.facts).encode("utf-8", "surrogateescape")).hexdigest()


def _proofs(task: _Task, wanted: Wanted, *, importing: bool = True) -> tuple[Proof, ...]:
    return PROVERS[task.plan.proof](task.look, task.hands, task.plan, wanted, importing)


def _finish(task: _Task, number: int, proofs: tuple[Proof, ...]) -> int:
    situation, decision = task.situation, task.decision
    for line in [*proof_lines(proofs), *done_lines(situation, decision, own_name(task.look), number)]:
        say(line)
    return _show_json(task, number, proofs)


def _show_json(task: _Task, number: int, proofs: tuple[Proof, ...]) -> int:
    if task.own.json:
        from pipwise.render.install_json import install_json

        print(json.dumps(install_json(task.situation, task.decision, task.plan, proofs, number), indent=2))
    return FINDINGS if any(not proof.version or proof.missing for proof in proofs) else DONE
