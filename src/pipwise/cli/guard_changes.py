"""``guard install`` and ``remove``: what would change is shown first, and who has to be asked is asked."""

from __future__ import annotations

from pipwise.cli.guarding import SHELLS, look_at_guards
from pipwise.cli.journals import ShouldLookAgain, open_state
from pipwise.cli.making import Making, make
from pipwise.cli.places import state_of
from pipwise.cli.words import Own
from pipwise.cli.workshop import goes_on, own_name, say
from pipwise.errors import DONE, ChoiceNeeded, Refused
from pipwise.execute import undo
from pipwise.execute.foresee import foresee
from pipwise.execute.journal import Journal, RunRecord
from pipwise.execute.undo import is_open
from pipwise.plan.guarded import Guarded, replaces, setting_up, taking_away
from pipwise.render.guard_text import difference
from pipwise.system.hands import Hands
from pipwise.system.look import Look


def install(own: Own, look: Look, hands: Hands, names: list[str]) -> int:
    """Set guards up. Raises ``Refused`` where a file cannot be edited without guessing."""
    found = look_at_guards(look, names)
    for one in found:
        if one.problem:
            what = f"{one.guard.name}: {one.path or one.guard.file} is not changed"
            raise Refused(what, one.problem, one.hint)
    plan = setting_up(found)
    shown = [line for one in found if one.wanted != one.text for line in ("", *difference(one, one.wanted))]
    if not plan.steps:
        say(f"{', '.join(names)}: set up already")
        return DONE
    if not own.plan:
        _say_first(found, shown)
        _ask(own, look, found)
    making = Making(plan, ("guard", "install", *names), tuple(shown))
    number = make(own, look, hands, making)
    if not own.plan:
        _say_done(look, names, number)
    return DONE


def remove(own: Own, look: Look, hands: Hands, names: list[str]) -> int:
    """Take guards away: the run that set them up is taken back where its files are still as it left them."""
    found = [one for one in look_at_guards(look, names) if one.state in ("present", "outdated")]
    if not found:
        say(f"{', '.join(names)}: not set up")
        return DONE
    if not own.plan and not own.json and _undone(look, hands, names):
        say(f"{', '.join(names)}: taken away; every file is as it was")
        return DONE
    plan = taking_away(look_at_guards(look, [one.guard.name for one in found]))
    if not plan.steps:
        raise Refused(f"{found[0].path}: what stands there was not put in by pipwise", "it is left as it is")
    shown = [line for one in found for line in ("", *difference(one, one.guard.take_out(one.text or "")))]
    making = Making(plan, ("guard", "remove", *names), tuple(shown))
    number = make(own, look, hands, making)
    if not own.plan:
        say(f"{', '.join(names)}: taken away")
        say(f"undo:         {own_name(look)} undo {number}" if number else "")
    return DONE


def _say_first(found: list[Guarded], shown: list[str]) -> None:
    for one in found:
        if one.wanted != one.text:
            for line in (
                f"{one.guard.name}: {one.guard.summary}",
                *(f"  {text}" for text in one.guard.effects),
            ):
                say(line)
    for line in shown:
        say(line, fold=False)
    say()


def _ask(own: Own, look: Look, found: list[Guarded]) -> None:
    """The one rule for asking: only where something that somebody wrote is replaced."""
    replaced = [one.path for one in found if one.wanted != one.text and replaces(one)]
    if not replaced or own.yes:
        return
    if look.terminal("stdin") and look.terminal("stderr"):
        if goes_on(f"a line of {replaced[0]} is replaced"):
            return
        raise ChoiceNeeded("nothing was done", "it was not confirmed")
    raise ChoiceNeeded(
        "a confirmation is needed", f"a line of {replaced[0]} is replaced", "add --yes to go on"
    )


def _say_done(look: Look, names: list[str], number: int) -> None:
    if set(names) & set(SHELLS):
        say("it is there in every new shell")
    say(
        f"undo:         {own_name(look)} {f'undo {number}' if number else f'guard remove {chr(32).join(names)}'}"
    )


def _undone(look: Look, hands: Hands, names: list[str]) -> bool:
    try:
        journal = open_state(look, hands, state_of())
    except ShouldLookAgain:
        journal = open_state(look, hands, state_of())
    if journal is None:
        return False
    run = _run_of(journal, names)
    foreseen = foresee(look, journal, run) if run is not None else None
    # Undo puts back what it can; here it is all of the files or none, so that this is one run that can be undone itself.
    if run is None or foreseen is None or foreseen.left or foreseen.why:
        run = None
    else:
        undo(look, hands, journal, run)
    journal.close()
    return run is not None


def _run_of(journal: Journal, names: list[str]) -> RunRecord | None:
    """The run that set up exactly these."""
    for run in journal.runs():
        if is_open(run) and run.argv[:2] == ("guard", "install") and set(run.argv[2:]) == set(names):
            return run
    return None
