"""Bring the operating system's Pythons back to what their package manager says.

Copies that hide, replace or break what the OS brought are taken away (what they were is written down first), its own
files come back through its package manager, and settings that switch the refusal off are taken out. What harms nobody
is left alone. --only and --keep take codes of an audit or names; undo brings everything back.
"""

from __future__ import annotations

from pipwise.audit import audit
from pipwise.audit.repairs import Mending, Wanted, mend
from pipwise.cli.carrying import Order, carry
from pipwise.cli.places import state_of
from pipwise.cli.session import live_look
from pipwise.cli.words import Own
from pipwise.cli.workshop import confirmed, new_hands, own_name, refuse_facts, say
from pipwise.decide.reasons import quoted
from pipwise.errors import CHOICE_NEEDED, DONE, FINDINGS, ChoiceNeeded, UsageError
from pipwise.system.clock import now
from pipwise.system.look import Look

_LISTS = {"--only": "only", "--keep": "spare"}


def run(own: Own, words: tuple[str, ...]) -> int:
    """Look, show, ask, act, and look again; exit 0, 1 where something is left, or 3."""
    refuse_facts(own, "repair")
    look = live_look(own)
    mending = mend(audit(look), _wanted(look, words))
    _show(own, mending)
    if own.plan or not mending.plan.steps:
        return FINDINGS if mending.left or mending.plan.steps else DONE
    _may(own, look, words)
    hands = new_hands()
    carried = carry(look, hands, Order(mending.plan, ("repair", *words), "", state_of()))
    again = [one for one in audit(look).damage if one.severity != "info"]
    for one in again:
        say(f"left: {one.message}")
    say(f"undo:         {own_name(look)} undo {carried.number}")
    return FINDINGS if again else DONE


def _wanted(look: Look, words: tuple[str, ...]) -> Wanted:
    given: dict[str, list[str]] = {"only": [], "spare": []}
    queue = list(words)
    while queue:
        name, equals, value = queue.pop(0).partition("=")
        if name not in _LISTS or not (equals or queue):
            raise UsageError(f"repair takes no {name!r}", hint="pipwise repair --only six --keep requests")
        given[_LISTS[name]] += (value if equals else queue.pop(0)).split(",")
    keep = f"{state_of()}/repair-{now().replace(':', '')}"
    return Wanted(keep, tuple(given["only"]), tuple(given["spare"]), _own_projects())


def _own_projects() -> tuple[tuple[str, str], ...]:
    """What pipwise itself is imported from, with what it stands on; nothing where it has an environment of its own."""
    import sys
    from importlib.metadata import distributions

    if sys.prefix != sys.base_prefix:
        return ()
    needed = {
        "pipwise",
        "packaging",
        "platformdirs",
        "rich",
        "virtualenv",
        "markdown-it-py",
        "mdurl",
        "pygments",
    }
    needed |= {"distlib", "filelock"}
    found = ((str(one.locate_file("")), one.name.lower().replace("_", "-")) for one in distributions())
    return tuple((place, name) for place, name in found if name in needed)


def _show(own: Own, mending: Mending) -> None:
    from pipwise.render.install_text import step_text

    for one in mending.mended:
        say(f"{one.severity}: {one.message}")
    for one, why in mending.left:
        say(f"left alone: {one.message} ({why})")
    if not mending.plan.steps:
        say("there is nothing to repair")
        return
    say("what is done about it:")
    for number, step in enumerate(mending.plan.steps, 1):
        say(f"  {number}. {step_text(step)}")


def _may(own: Own, look: Look, words: tuple[str, ...]) -> None:
    if look.uid != 0:
        line = " ".join(quoted(word) for word in ("sudo", own_name(look), "repair", *words))
        raise ChoiceNeeded("nothing was done", "what the operating system owns is root's", line)
    if own.yes:
        return
    if not look.terminal("stdin"):
        raise ChoiceNeeded("nothing was done", "nobody is there to confirm it", "add --yes to go on")
    if not confirmed("Go on?"):
        raise ChoiceNeeded("nothing was done", "it was not confirmed")


__all__ = ["CHOICE_NEEDED", "run"]
