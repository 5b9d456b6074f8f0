"""From what was found to the steps that mend it, in the order in which they are safe: written down, removed, brought back."""

from __future__ import annotations

from typing import NamedTuple

from pipwise.audit import Report
from pipwise.audit.damage import Damage
from pipwise.audit.installed import Installed
from pipwise.audit.repairs.reinstall import reinstall
from pipwise.audit.repairs.removal import bases_of, files_to_remove
from pipwise.audit.repairs.settings import without_line
from pipwise.model.plan import Plan, RemoveFiles, Step, WriteFile


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


def mend(report: Report, wanted: Wanted) -> Mending:
    """Only what is an error or a warning; what harms nobody is left alone."""
    chosen = [one for one in report.damage if one.severity != "info" and _is_wanted(one, wanted)]
    by_metadata = {one.metadata: one for each in report.survey.installed.values() for one in each}
    mended: list[Damage] = []
    left: list[tuple[Damage, str]] = []
    copies: dict[str, Installed] = {}
    packages: dict[str, None] = {}
    files: dict[str, None] = {}
    lines: dict[str, list[int]] = {}
    for one in chosen:
        repair = one.repair
        kind = repair.kind if repair else "none"
        subject = repair.subject if repair else ""
        copy = by_metadata.get(subject)
        if copy is not None and (copy.place.path, copy.distribution.name) in wanted.own:
            left.append((one, "pipwise itself runs from there"))
            continue
        match kind:
            case "remove-distribution" if copy is not None:
                copies[subject] = copy
            case "reinstall-package":
                packages[subject] = None
                copies |= {copy.metadata: copy for copy in _in_its_place(report, one)}
            case "restore-marker":
                packages[_marker_package(report, subject)] = None
            case "remove-file" if "~" in subject.rpartition("/")[2] or one.code == "command":
                files |= dict.fromkeys(_below(report, subject))
            case "edit":
                path, _, number = subject.rpartition(":")
                lines.setdefault(path, []).append(int(number))
            case _:
                left.append((one, repair.text if repair else "it has to be looked at by somebody"))
                continue
        mended.append(one)
    removed = tuple(copies.values())
    steps = _steps(report, wanted, removed, tuple(files), lines, tuple(name for name in packages if name))
    return Mending(Plan("repair", "", False, tuple(steps), (), "none"), tuple(mended), tuple(left), removed)


def _steps(
    report: Report,
    wanted: Wanted,
    removed: tuple[Installed, ...],
    files: tuple[str, ...],
    lines: dict[str, list[int]],
    packages: tuple[str, ...],
) -> list[Step]:
    survey = report.survey
    steps: list[Step] = []
    if removed:
        steps.append(WriteFile(f"{wanted.keep}.txt", _requirements(removed), 0o600))
    for one in removed:
        paths = files_to_remove(survey, one)
        if paths:
            keep = f"{wanted.keep}.{len(steps)}"
            steps.append(RemoveFiles(paths, keep, bases_of(one.place.path), f"remove {one.title}"))
    if files:
        bases = tuple(
            base for python in survey.pythons for place in python.places for base in bases_of(place.path)
        )
        steps.append(RemoveFiles(files, f"{wanted.keep}.{len(steps)}", bases, "remove what is left over"))
    steps += [without_line(survey.look, path, numbers) for path, numbers in lines.items()]
    places = {place.path: None for python in survey.pythons for place in python.places if place.role == "os"}
    places |= {python.stdlib: None for python in survey.pythons}
    back = reinstall(survey.owned, packages, tuple(places)) if packages else None
    return [*steps, back] if back else steps


def _requirements(removed: tuple[Installed, ...]) -> str:
    """What is taken away, so that it can be installed again where it belongs."""
    lines = [f"{one.distribution.name}=={one.distribution.version}\n" for one in removed]
    return "# Taken out of the operating system's Python by pipwise repair.\n" + "".join(dict.fromkeys(lines))


def _is_wanted(one: Damage, wanted: Wanted) -> bool:
    subject = one.repair.subject.rpartition("/")[2] if one.repair else ""
    words = {one.code, one.path, subject, subject.partition("-")[0].lower()}
    return (not wanted.only or bool(words & {*wanted.only})) and not words & {*wanted.spare}


def _in_its_place(report: Report, one: Damage) -> list[Installed]:
    """The copies that hide what is brought back, as soon as it is there again."""
    named = {said.where for said in one.evidence}
    return [copy for copy in report.survey.foreign() if copy.metadata in named]


def _marker_package(report: Report, marker: str) -> str:
    return report.survey.owned.owners.get(marker, "")


def _below(report: Report, path: str) -> list[str]:
    look = report.survey.look
    if look.stat(path, follow=False).kind != "directory":
        return [path]
    return [f"{path}/{name}" for name, stat in look.walk(path) if stat.kind != "directory"]
