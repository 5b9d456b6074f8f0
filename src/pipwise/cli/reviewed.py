"""Plans that are reviewed before they run: written by ``install --plan-out``, and held against the world by ``apply``.

Nothing in a plan file is ever run. What was asked is decided anew, and has to come to the plan that stands in the file.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from pipwise.cli.forecast import seen
from pipwise.cli.plan_files import may_be_written, read_plan
from pipwise.cli.task import Task
from pipwise.cli.workshop import own_name, say
from pipwise.decide.reasons import quoted
from pipwise.decide.stood_on import stood_on
from pipwise.errors import ChoiceNeeded, WorldChanged
from pipwise.execute.expectations import expectations, sum_of_files
from pipwise.facts.resolution import absolute
from pipwise.facts.target import target_of
from pipwise.model.value import NamedTuple
from pipwise.plan import carries_out
from pipwise.render.plain import Plain
from pipwise.render.plan_file import Asked, Maker, Standing, comparable, plan_file
from pipwise.system.clock import now
from pipwise.system.look import Look


def write_plan(task: Task) -> None:
    """Write the plan of a task to the file that was asked for. Raises ``ChoiceNeeded`` for a way that is not carried out."""
    look, decision, own = task.look, task.decision, task.own
    if not carries_out(decision, task.plan):
        raise ChoiceNeeded(
            f"no plan was written: {decision.chosen or 'no way out'} is not carried out by pipwise",
            hint="pipwise install --plan … shows the commands",
        )
    path = absolute(own.plan_out, look.cwd)
    may_be_written(look, path)
    asked = Asked(task.words, own.via, own.env, own.offline, task.situation.wishes.profile)
    text = plan_file(asked, maker_of(look), now(), task.plan, _standing(task), decision.ask)
    task.hands.write(path, text.encode(), 0o600)
    say(f"the plan is in {path}; {own_name(look)} apply {quoted(own.plan_out)} carries it out")


def maker_of(look: Look) -> Maker:
    """Who asks, where."""
    account = look.account(look.uid)
    return Maker(look.uid, account.name if account else "", _machine(look), look.cwd)


class Reviewed(NamedTuple):
    """A plan file that was read."""

    path: str
    asked: Asked
    document: dict[str, Plain]

    def compare(self, task: Task) -> None:
        """Raises ``WorldChanged`` with what is another one now."""
        found = comparable(maker_of(task.look), task.plan, _standing(task))
        for why in _differences(self.document, found):
            hint = "make a new plan, and have a look at it"
            raise WorldChanged(f"{self.path} does not hold any more, and nothing was done", why, hint)


def reviewed_at(look: Look, path: str) -> Reviewed:
    """A plan file, if it was made by this user on this machine for this directory. Raises ``WorldChanged`` otherwise."""
    asked, document = read_plan(look, path)
    who, here = document.get("who"), maker_of(look)
    if not isinstance(who, dict) or who.get("uid") != here.uid:
        user = who.get("user") if isinstance(who, dict) else "somebody else"
        raise WorldChanged(
            f"{path} was made by {user}", f"this is {here.user or here.uid}", "make a new plan"
        )
    if who.get("machine") != here.machine:
        raise WorldChanged(f"{path} was made on another machine", hint="make a new plan here")
    if who.get("cwd") != here.cwd:
        cwd = str(who.get("cwd"))
        hint = f"cd {quoted(cwd)} && pipwise apply {quoted(path)}"
        raise WorldChanged(f"{path} was made in {cwd}", f"this is {here.cwd or 'no directory'}", hint)
    return Reviewed(path, asked, document)


def _standing(task: Task) -> Standing:
    look, situation = task.look, task.situation
    intent = seen(look, target_of(situation.facts, situation.intent), situation.intent)[1]
    named = (*intent.requirement_files, *intent.constraint_files, *intent.files_read)
    files = sum_of_files(look, dict.fromkeys(absolute(path, look.cwd) for path in named))
    stones = stood_on(situation, task.decision)
    return Standing(stones, files, expectations(look, task.hands, task.plan))


def _rows(value: Plain) -> list[dict[str, Plain]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _differences(old: dict[str, Plain], new: dict[str, Plain]) -> Iterator[str]:
    """What is another one now, the most telling difference first."""
    known = {str(one.get("name")): one for one in _rows(old.get("facts"))}
    for one in _rows(new["facts"]):
        was = known.get(str(one["name"]), one)
        if was.get("answer") != one["answer"]:
            yield f"{one['name']}: it was “{str(was.get('text'))[:200]}”, and is “{one['text']}”"
    if old.get("files") != new["files"]:
        yield "a requirements or constraints file has another content"
    if old.get("plan") != new["plan"]:
        yield _other_plan(old.get("plan"), new["plan"])
    for was, one in zip(_rows(old.get("expects")), _rows(new["expects"]), strict=False):
        if was.get("finds") != one["finds"]:
            yield f"step {one['step']} ({one['does']}) finds another state of things"
    if any(old.get(part) != value for part, value in new.items()):
        yield "the file says something else than pipwise writes for this plan"


def _other_plan(old: Plain, new: Plain) -> str:
    if not isinstance(old, dict) or not isinstance(new, dict):
        return "there is no plan in the file"
    if old.get("option") != new.get("option"):
        return f"the way out would be {new.get('option')}, and was {str(old.get('option'))[:60]}"
    for number, (was, one) in enumerate(
        zip(_rows(old.get("steps")), _rows(new.get("steps")), strict=False), 1
    ):
        part = next((key for key in one if was.get(key) != one[key]), "")
        if part:
            return f"step {number} would be another one: {part} is {_told(one[part], was.get(part))}"
    return "the plan would be another one"


def _told(new: Plain, old: Plain) -> str:
    """Two values; of two lists the first entries that differ."""
    if isinstance(new, list) and isinstance(old, list):
        pairs = ((one, was) for one, was in zip_longest(new, old) if one != was)
        new, old = next(pairs, (new, old))
    return f"“{str(new)[:200]}”, and was “{str(old)[:200]}”"


def _machine(look: Look) -> str:
    """A sum of what systemd or the kernel tells the machine by (machine-id(5) is not to be shown), or ''."""
    import hashlib

    for path in ("/etc/machine-id", "/var/lib/dbus/machine-id", "/proc/sys/kernel/hostname", "/etc/hostname"):
        try:
            name = look.read(path, 1000).strip()
        except OSError:
            continue
        if name not in (b"", b"uninitialized"):
            return hashlib.sha256(b"pipwise plan on " + name).hexdigest()[:32]
    return ""
