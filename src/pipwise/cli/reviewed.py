"""Plans that are reviewed before they run: written by ``install --plan-out``, and held against the world by ``apply``.

Nothing in a plan file is ever run. What was asked is decided anew, and has to come to the plan that stands in the file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pipwise.cli.forecast import seen
from pipwise.cli.plan_files import may_be_written, read_plan
from pipwise.cli.workshop import own_name, say
from pipwise.decide.reasons import quoted
from pipwise.decide.stood_on import stood_on
from pipwise.errors import ChoiceNeeded, WorldChanged
from pipwise.execute.expectations import expectations, sum_of_files
from pipwise.facts.resolution import absolute
from pipwise.facts.target import target_of
from pipwise.plan import WAYS
from pipwise.render.plain import Plain
from pipwise.render.plan_file import Asked, Maker, Standing, comparable, plan_file
from pipwise.system.clock import now
from pipwise.system.look import Look

if TYPE_CHECKING:
    from pipwise.cli.commands.install import Task


def write_plan(task: Task) -> None:
    """Write the plan of a task to the file that was asked for. Raises ``ChoiceNeeded`` for a way that is not carried out."""
    look, decision, own = task.look, task.decision, task.own
    if decision.chosen not in WAYS:
        raise ChoiceNeeded(
            f"no plan was written: {decision.chosen or 'no way out'} is not carried out by pipwise",
            hint="pipwise install --plan … shows the commands",
        )
    path = absolute(own.plan_out, look.cwd)
    may_be_written(look, path)
    asked = Asked(task.words, own.via, own.env, own.offline)
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
        told, known = self.document.get("facts"), found["facts"]
        for old, new in zip(_rows(told), _rows(known), strict=False):
            if old.get("answer") != new.get("answer") or old.get("name") != new.get("name"):
                raise self._changed(
                    f"{new.get('name')}: it was “{old.get('text')}”, and is “{new.get('text')}”"
                )
        if self.document.get("files") != found["files"]:
            raise self._changed("a requirements or constraints file has another content")
        if self.document.get("plan") != found["plan"]:
            raise self._changed(_other_step(self.document.get("plan"), found["plan"]))
        for old, new in zip(_rows(self.document.get("expects")), _rows(found["expects"]), strict=False):
            if old != new:
                raise self._changed(f"step {new['step']} ({new['does']}) finds another state of things")
        if any(self.document.get(part) != found[part] for part in ("facts", "expects", "who")):
            raise self._changed("the file does not say what pipwise writes for this plan")

    def _changed(self, why: str) -> WorldChanged:
        hint = "make a new plan, and have a look at it"
        return WorldChanged(f"{self.path} does not hold any more, and nothing was done", why, hint)


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


def _other_step(old: Plain, new: Plain) -> str:
    if not isinstance(old, dict) or not isinstance(new, dict):
        return "the plan would be another one"
    if old.get("option") != new.get("option"):
        return f"the way out would be {new.get('option')}, and was {old.get('option')}"
    for number, (was, is_) in enumerate(
        zip(_rows(old.get("steps")), _rows(new.get("steps")), strict=False), 1
    ):
        part = next((key for key in is_ if was.get(key) != is_[key]), "")
        if part:
            return f"step {number} would be another one: {part} is {str(is_[part])[:200]}, and was {str(was.get(part))[:200]}"
    return "the plan would be another one"


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
