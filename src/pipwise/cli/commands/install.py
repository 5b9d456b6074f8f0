"""Install where it belongs. Takes pip's own arguments and passes pip's own progress through.

The operating system's Python is never changed: what pip refuses, or should have refused, goes into the environment that
it is for. Everything is journaled before it happens, proved after it has happened, and taken back by `pipwise undo`.
"""

from __future__ import annotations

import json

from pipwise.cli.session import decision_for, live_look, pip_words
from pipwise.cli.words import Own
from pipwise.cli.workshop import (
    confirmed,
    new_hands,
    open_journal,
    own_name,
    refuse_facts,
    say,
    step_down,
    workbench,
)
from pipwise.errors import CHOICE_NEEDED, DONE, FINDINGS, ChoiceNeeded, CouldNotLook, UsageError
from pipwise.execute import Run, carry_out, prove
from pipwise.execute.journal import Journal
from pipwise.model.decision import Decision, Situation, Wishes
from pipwise.model.plan import Plan, Proof
from pipwise.plan import CARRIED_OUT, plan
from pipwise.render.install_text import before_lines, choice_lines, done_lines, plan_lines, proof_lines
from pipwise.system.clock import now
from pipwise.system.hands import Hands
from pipwise.system.look import Look

# Wrong whichever Python it goes to: not worth making an environment for.
_HOPELESS = (
    "no-requirements",
    "requirements-file-missing",
    "invalid-requirement",
    "path-missing",
    "invalid-configuration",
)


def run(own: Own, words: tuple[str, ...]) -> int:
    """Decide, act, prove; the exit code of the table."""
    refuse_facts(own, "install")
    hands = new_hands()
    step_down(live_look(own), hands)
    look = live_look(own)
    wishes = _wishes(own, words)
    situation, decision = decision_for(look, pip_words(look, ("install", *words), wishes.python), wishes)
    _check(situation)
    made = plan(situation, decision, workbench(situation.directories))
    if own.plan:
        return _show_plan(own, situation, decision, made)
    for line in before_lines(situation, decision):
        say(line)
    if decision.chosen == "already-satisfied":
        return _finish(own, look, situation, decision, made, 0)
    if not decision.chosen or decision.chosen not in CARRIED_OUT or not made.steps:
        return _choices(situation, decision)
    _ask(own, situation, decision)
    number = _carry_out(look, hands, situation, made, words)
    return _finish(own, look, situation, decision, made, number)


def _wishes(own: Own, words: tuple[str, ...]) -> Wishes:
    if own.env and not own.env.replace("-", "a").replace("_", "a").replace(".", "a").isalnum():
        raise UsageError(
            f"--env {own.env}: not a name", "letters, digits, dots, dashes and underscores make one"
        )
    if own.env.startswith("."):
        raise UsageError(f"--env {own.env}: a name does not begin with a dot")
    python, override = "", False
    for position, word in enumerate(words):
        if word == "--":
            break
        if word == "--python" and position + 1 < len(words):
            python = words[position + 1]
        elif word.startswith("--python="):
            python = word.partition("=")[2]
        override = override or (len(word) > 4 and "--break-system-packages".startswith(word))
    return Wishes(own.via or ("override" if override else ""), own.env, python, own.yes)


def _check(situation: Situation) -> None:
    outcome = situation.outcome
    if outcome.code in _HOPELESS:
        raise UsageError(outcome.message or outcome.code, hint="pipwise install --help")
    if situation.intent.arguments.problem and situation.intent.arguments.problem.code != "unknown-command":
        raise UsageError(situation.intent.arguments.problem.text, hint="pip install --help")
    via = situation.wishes.via
    from pipwise.decide.options import OPTIONS

    names = [option.name for option in OPTIONS]
    if via and via not in names:
        raise UsageError(f"--via {via}: there is no such way", f"the ways are {', '.join(names)}")


def _show_plan(own: Own, situation: Situation, decision: Decision, made: Plan) -> int:
    if own.json:
        from pipwise.render.install_json import plan_json

        print(json.dumps(plan_json(situation, decision, made), indent=2))
    else:
        print("\n".join([*before_lines(situation, decision), *plan_lines(decision, made)]))
    return DONE if decision.chosen in CARRIED_OUT else CHOICE_NEEDED


def _choices(situation: Situation, decision: Decision) -> int:
    if not decision.chosen:
        why = decision.options[0].reasons[0].text if decision.options else "nothing fits"
        raise CouldNotLook("no way out can be recommended here", why, "pipwise why --explain pip install …")
    for line in choice_lines(decision, own_name(), situation):
        say(line)
    return CHOICE_NEEDED


def _ask(own: Own, situation: Situation, decision: Decision) -> None:
    if not decision.ask or own.yes:
        return
    if situation.facts.asker.terminal:
        if confirmed(f"{decision.ask}. Go on?"):
            return
        raise ChoiceNeeded("nothing was done", "it was not confirmed")
    for line in choice_lines(decision, own_name(), situation):
        say(line)
    raise ChoiceNeeded(
        "a confirmation is needed, and nobody is there to give it", decision.ask, "add --yes to go on"
    )


def _carry_out(look: Look, hands: Hands, situation: Situation, made: Plan, words: tuple[str, ...]) -> int:
    journal, lasting = open_journal(hands, situation.directories)
    run = Run(look, hands, journal, ("install", *words), _digest(situation), now())
    number = carry_out(run, made)
    if not lasting and made.root:
        _keep_inside(hands, journal, made.root)
    journal.close()
    return number if lasting else 0


def _keep_inside(hands: Hands, journal: Journal, root: str) -> None:
    hands.make_directory(f"{root}/.pipwise", 0o755)
    journal.copy_to(f"{root}/.pipwise/journal.sqlite3")
    say(f"the journal of this run stands in {root}/.pipwise")


def _digest(situation: Situation) -> str:
    import hashlib

    return hashlib.sha256(repr(situation.facts).encode("utf-8", "surrogateescape")).hexdigest()


def _finish(own: Own, look: Look, situation: Situation, decision: Decision, made: Plan, number: int) -> int:
    proofs: tuple[Proof, ...] = prove(look, made.root, made.prove) if made.root and made.prove else ()
    for line in [*proof_lines(proofs), *done_lines(situation, decision, own_name(), number)]:
        say(line)
    if own.json:
        from pipwise.render.install_json import install_json

        print(json.dumps(install_json(situation, decision, made, proofs, number), indent=2))
    return FINDINGS if any(not proof.version or proof.missing for proof in proofs) else DONE
