"""Bring the operating system's Pythons back to what their package manager says.

Copies that hide, replace or break what the OS brought are taken away (what they were is written down first), its own
files come back through its package manager, and settings that switch the refusal off are taken out. Applications among
them become applications of pipx's or uv's, and libraries that a service, a script or a project uses go into an
environment. What harms nobody is left alone, and so is what is another account's own: each mends what is theirs. --only
and --keep take codes of an audit or names; undo brings everything back.
"""

from __future__ import annotations

from pipwise.audit import audit
from pipwise.audit.repairs import Mending, Wanted, mend
from pipwise.audit.repairs.homes import Home, homes_of
from pipwise.audit.repairs.users import User, users_of
from pipwise.cli.carrying import Order, carry
from pipwise.cli.journals import ShouldLookAgain
from pipwise.cli.moving import Moves, moves_of, proofs_of
from pipwise.cli.places import state_of
from pipwise.cli.session import live_look
from pipwise.cli.words import Own
from pipwise.cli.workshop import confirmed, new_hands, own_name, refuse_facts, say
from pipwise.decide.reasons import quoted
from pipwise.errors import DONE, FINDINGS, ChoiceNeeded, UsageError, WorldChanged
from pipwise.model.value import NamedTuple
from pipwise.render.repair_json import Outcome
from pipwise.system.clock import now
from pipwise.system.look import Look
from pipwise.system.own_projects import own_projects

_LISTS = {"--only": "only", "--keep": "spare"}


class _Task(NamedTuple):
    own: Own
    look: Look
    words: tuple[str, ...]
    mending: Mending
    homes: tuple[Home, ...]
    users: tuple[User, ...]
    keep: str
    moves: Moves


def run(own: Own, words: tuple[str, ...]) -> int:
    """Look, show, ask, act, and look again; exit 0, 1 where something is left, or 3."""
    refuse_facts(own, "repair")
    for _ in range(3):
        try:
            return _attempt(own, words)
        except ShouldLookAgain:
            continue
    raise WorldChanged("somebody else keeps changing what is to be changed here", hint="try again later")


def _attempt(own: Own, words: tuple[str, ...]) -> int:
    look = live_look(own)
    report = audit(look, thorough=True)
    wanted = _wanted(words)
    mending = mend(report, wanted)
    users = users_of(report.survey, mending.removed)
    homes = homes_of(report.survey, mending, users)
    moves = moves_of(look, homes, wanted.keep)
    plan = mending.plan._replace(steps=(*moves.first, *mending.plan.steps, *moves.last))
    task = _Task(own, look, words, mending._replace(plan=plan), homes, users, wanted.keep, moves)
    _show(task)
    if own.plan or not mending.plan.steps:
        _json(task, Outcome(None, None))
        return FINDINGS if mending.left or mending.plan.steps else DONE
    if not own.yes:
        _may(look)
    return _act(task)


def _act(task: _Task) -> int:
    from pipwise.render.install_text import proof_lines
    from pipwise.render.repair_text import homes_text, users_text

    order = Order(task.mending.plan, ("repair", *task.words), "", state_of())
    hands = new_hands()
    carried = carry(task.look, hands, order)
    again = tuple(one for one in audit(task.look, thorough=True).damage if one.severity != "info")
    proofs = proofs_of(task.look, hands, task.moves)
    for one in again:
        say(f"left: {one.message}")
    name = own_name(task.look)
    said = [*homes_text(task.homes, f"{task.keep}.txt", name).split("\n"), *proof_lines(proofs)]
    for line in filter(None, (*said, *users_text(task.users, task.moves.environment).split("\n"))):
        say(line)
    say(f"undo:         {name} undo {carried.number}")
    _json(task, Outcome(carried.number or None, again, proofs))
    failed = any(not one.version or one.missing or "no" in (one.ran, one.imported) for one in proofs)
    return FINDINGS if again or failed else DONE


def _wanted(words: tuple[str, ...]) -> Wanted:
    given: dict[str, list[str]] = {"only": [], "spare": []}
    queue = list(words)
    while queue:
        name, equals, value = queue.pop(0).partition("=")
        if name not in _LISTS or not (equals or queue):
            raise UsageError(f"repair takes no {name!r}", hint="pipwise repair --only six --keep requests")
        given[_LISTS[name]] += (value if equals else queue.pop(0)).split(",")
    keep = f"{state_of()}/repair-{now().replace(':', '')}"
    return Wanted(keep, tuple(given["only"]), tuple(given["spare"]), own_projects())


def _show(task: _Task) -> None:
    from pipwise.render.repair_text import mending_text, users_text

    lines = mending_text(task.mending).split("\n") + users_text(task.users, task.moves.environment).split(
        "\n"
    )
    for line in filter(None, lines):
        say(line)
    if task.look.uid != 0 and any("root mends it" in why for _, why in task.mending.left):
        words = " ".join(quoted(word) for word in ("repair", *task.words))
        say(f"what the operating system owns is root's: sudo {own_name(task.look)} {words}")


def _may(look: Look) -> None:
    if not look.terminal("stdin"):
        raise ChoiceNeeded("nothing was done", "nobody is there to confirm it", "add --yes to go on")
    if not confirmed("Go on?"):
        raise ChoiceNeeded("nothing was done", "it was not confirmed")


def _json(task: _Task, outcome: Outcome) -> None:
    if task.own.json:
        import json

        from pipwise.render.repair_json import repair_json

        print(
            json.dumps(
                repair_json(task.mending, task.homes, task.users, outcome, task.moves.environment), indent=2
            )
        )
