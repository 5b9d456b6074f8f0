"""From what was found to the steps that mend it, in the order in which they are safe: written down, removed, brought back."""

from __future__ import annotations

from functools import partial

from pipwise.audit import Report
from pipwise.audit.damage import Damage
from pipwise.audit.installed import Installed
from pipwise.audit.repairs.diversion import undivert
from pipwise.audit.repairs.following import followed
from pipwise.audit.repairs.removal import may_go
from pipwise.audit.repairs.scope import beyond
from pipwise.audit.repairs.steps import Todo, steps_of
from pipwise.model.plan import Plan
from pipwise.model.value import NamedTuple


class Wanted(NamedTuple):
    """What is to be mended, and where what is taken away is kept."""

    keep: str
    """A directory of this run's own in the state directory."""
    only: tuple[str, ...] = ()
    """Codes or names of projects and packages; all where it is empty."""
    spare: tuple[str, ...] = ()
    """Codes or names that are left as they are."""
    own: tuple[tuple[str, str], ...] = ()
    """(place, project) that pipwise itself is imported from: nobody cuts off the branch that they sit on."""


class Mending(NamedTuple):
    """The plan, and what it does not do."""

    plan: Plan
    mended: tuple[Damage, ...]
    left: tuple[tuple[Damage, str], ...]
    """With the reason."""
    removed: tuple[Installed, ...]
    followed: tuple[Installed, ...] = ()
    """Of those, what harms nobody, and would not get what it needs any more."""


def mend(report: Report, wanted: Wanted) -> Mending:
    """Only what is an error or a warning; what harms nobody is left alone."""
    copies = {one.metadata: one for each in report.survey.installed.values() for one in each}
    chosen = [one for one in report.damage if one.severity != "info"]
    todo = Todo()
    mended: list[Damage] = []
    left: list[tuple[Damage, str]] = []
    for one in chosen:
        if not _is_wanted(one, wanted, copies.get(one.path)):
            continue
        why = beyond(report.survey, one.path) or _take_up(report, one, copies, wanted, todo)
        if why:
            left.append((one, why))
        else:
            mended.append(one)
    harmful = dict(todo.copies)
    todo.copies, held = followed(report.survey, todo.copies, partial(_stays, report, wanted))
    for one in [one for one in mended if one.repair and one.repair.subject in held]:
        mended.remove(one)
        left.append((one, held[one.repair.subject if one.repair else ""]))
    steps = steps_of(report.survey, todo, wanted.keep)
    removed = tuple(todo.copies.values())
    also = tuple(one for path, one in todo.copies.items() if path not in harmful)
    plan = Plan("repair", "", False, tuple(steps), (), "none")
    return Mending(plan, tuple(mended), tuple(left), removed, also)


def _take_up(report: Report, one: Damage, copies: dict[str, Installed], wanted: Wanted, todo: Todo) -> str:
    """Put what mends a finding among the things to do; why that cannot be done, or ''."""
    repair = one.repair
    subject = repair.subject if repair else ""
    copy = copies.get(subject)
    match repair.kind if repair else "none":
        case "remove-distribution" if copy is not None:
            if (copy.place.path, copy.distribution.name) in wanted.own:
                return "pipwise itself runs from there"
            todo.copies[subject] = copy
        case "reinstall-package":
            todo.packages[subject] = None
            todo.copies |= {found.metadata: found for found in _in_its_place(report, one, wanted)}
        case "restore-marker":
            diversion = undivert(report.survey, subject)
            package = report.survey.owned.owners.get(subject, "")
            if diversion:
                todo.tools.append(diversion)
            elif package:
                todo.packages[package] = None
            else:
                return repair.text if repair else ""
        case "remove-file" if "~" in subject.rpartition("/")[2] or one.code == "command":
            todo.files |= dict.fromkeys(_below(report, subject))
        case "edit":
            path, _, number = subject.rpartition(":")
            todo.lines.setdefault(path, []).append(int(number))
        case _:
            return repair.text if repair else "it has to be looked at by somebody"
    return ""


def _stays(report: Report, wanted: Wanted, one: Installed) -> str:
    """Why a distribution is not moved, or ''."""
    if {one.distribution.name, one.metadata.rpartition("/")[2]} & {*wanted.spare}:
        return "it is kept"
    if (one.place.path, one.distribution.name) in wanted.own:
        return "pipwise itself runs from there"
    if one.place.by:
        return f"{one.place.by} puts it on the path"
    return beyond(report.survey, one.metadata)


def _is_wanted(one: Damage, wanted: Wanted, copy: Installed | None) -> bool:
    subject = one.repair.subject.rpartition("/")[2] if one.repair else ""
    words = {one.code, one.path, subject, subject.partition("-")[0].lower()}
    words |= {copy.distribution.name} if copy else set()
    return (not wanted.only or bool(words & {*wanted.only})) and not words & {*wanted.spare}


def _in_its_place(report: Report, one: Damage, wanted: Wanted) -> list[Installed]:
    """The copies that hide what is brought back, as soon as it is there again."""
    named = {said.where for said in one.evidence}
    return [
        copy
        for copy in report.survey.foreign()
        if copy.metadata in named
        and not beyond(report.survey, copy.metadata)
        and (copy.place.path, copy.distribution.name) not in wanted.own
    ]


def _below(report: Report, path: str) -> list[str]:
    look = report.survey.look
    paths = [path]
    if look.stat(path, follow=False).kind == "directory":
        paths = [f"{path}/{name}" for name, _ in look.walk(path)]
    return [one for one in paths if may_go(report.survey, one)]
