"""How a guard stands, and the steps that set it up or take it away."""

from __future__ import annotations

from pipwise.facts.guard_places import File
from pipwise.model.plan import EditFile, MakeDirectory, Plan, Remove, Step, WriteFile
from pipwise.model.value import Literal, NamedTuple
from pipwise.plan.guards import CannotEdit, Guard


class Guarded(NamedTuple):
    """One guard and its file, now and as it would be."""

    guard: Guard
    path: str
    """'' where it has no place here."""
    state: Literal["absent", "present", "outdated", "unknown"]
    problem: str
    """Why it cannot be set up here, or ''."""
    hint: str
    text: str | None
    """The file's content now."""
    wanted: str | None
    """With the guard."""


def guarded(guard: Guard, file: File, pipwise: str) -> Guarded:
    """A guard in its file."""
    if file.problem:
        return Guarded(guard, file.path, "unknown", file.problem, "", file.text, file.text)
    there = guard.is_in(file.text or "")
    try:
        wanted = guard.put_in(file.text, pipwise)
    except CannotEdit as error:
        state: Literal["present", "absent"] = "present" if there else "absent"
        problem = f"{error.what}: {error.why}"
        return Guarded(guard, file.path, state, problem, error.hint, file.text, file.text)
    if not there:
        return Guarded(guard, file.path, "absent", "", "", file.text, wanted)
    return Guarded(
        guard, file.path, "present" if wanted == file.text else "outdated", "", "", file.text, wanted
    )


def nowhere(guard: Guard, why: str) -> Guarded:
    """A guard that has no place here."""
    return Guarded(guard, "", "unknown", why, "", None, None)


def setting_up(found: list[Guarded]) -> Plan:
    """Every file that lacks its guard gets it; nothing else in it changes."""
    steps = [step for one in found if one.wanted != one.text for step in _write(one, one.wanted)]
    return Plan("guard", "", False, tuple(steps), ())


def taking_away(found: list[Guarded]) -> Plan:
    """The guard is taken out; a file that was made for it goes."""
    steps = [step for one in found for step in _write(one, one.guard.take_out(one.text or ""))]
    return Plan("guard", "", False, tuple(steps), ())


def replaces(one: Guarded) -> bool:
    """Whether setting it up takes the place of something that somebody wrote."""
    left = (one.wanted or "").splitlines()
    return any(line not in left for line in (one.guard.take_out(one.text or "") or "").splitlines())


def _write(one: Guarded, content: str | None) -> list[Step]:
    if content == one.text:
        return []
    if content is None:
        return [Remove(one.path)]
    if one.text is None:
        return [MakeDirectory(one.path.rpartition("/")[0] or "/"), WriteFile(one.path, content, 0o644)]
    return [EditFile(one.path, content, _digest(one.text))]


def _digest(text: str) -> str:
    import hashlib

    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()
