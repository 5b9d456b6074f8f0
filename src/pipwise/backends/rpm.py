"""What every front end of rpm shares: what is installed, who owns a path, and what packages say that they provide.

Source: rpm(8), rpm-queryformat(7); ``python3dist(NAME)`` and ``python3.12dist(NAME)`` are written by rpm's own generator
(pythondistdeps) from the metadata of what is packaged: exact by construction.
"""

from __future__ import annotations

from functools import partial

from pipwise.backends.question import Held, Offer, Offers, Owned, Question, lines_of, said
from pipwise.model.known import Unknown
from pipwise.model.value import Iterable
from pipwise.system.look import Answer

_FIELDS = "%{NAME}|%{EVR}\n"


def installed(packages: tuple[str, ...]) -> tuple[Question[Offers], ...]:
    """``rpm -q``: the exit status counts what is not installed."""
    return (Question(("rpm", "-q", "--qf", _FIELDS, *packages), _read_installed),)


def owners(paths: tuple[str, ...]) -> tuple[Question[Owned], ...]:
    """One question a path: rpm answers in order, but says nothing of which path it speaks."""
    return tuple(
        Question(("rpm", "-qf", "--qf", _FIELDS, path), partial(_read_owner, path=path)) for path in paths
    )


def spellings(project: str) -> tuple[str, ...]:
    """How a provide may spell a project: in normal form, and, as in EL 8 and before Fedora 33, with its dots."""
    return tuple(dict.fromkeys((project, project.replace("-", "."))))


def provide(project: str, python: str) -> str:
    """The provide of a project for one Python, or for the distribution's own."""
    return f"python{python or '3'}dist({project})"


def held_by(provides: Iterable[str], python: str) -> tuple[Held, ...]:
    """The projects among what a package provides, for one Python, or for any; extras are no projects."""
    wanted = provide("", python)[:-1] if python else "python"
    found: dict[str, Held] = {}
    for text in provides:
        capability, _, version = text.strip().partition(" = ")
        if capability.startswith(wanted) and "dist(" in capability and "[" not in capability:
            project = capability.partition("dist(")[2].removesuffix(")")
            found.setdefault(project, Held(project, version))
    return tuple(found.values())


def _read_installed(answer: Answer) -> Offers | Unknown:
    rows = [line.split("|") for line in lines_of(answer) if line.count("|") == 1]
    if not rows and b"not installed" not in answer.stdout + answer.stderr:
        return Unknown(said(answer))
    return tuple(Offer(name, "", version.removeprefix("(none):")) for name, version in rows)


def _read_owner(answer: Answer, path: str) -> Owned | Unknown:
    rows = [line.partition("|")[0] for line in lines_of(answer) if line.count("|") == 1]
    nobodys = b"not owned by any package" in answer.stdout or b"No such file" in answer.stdout + answer.stderr
    if not rows and not nobodys:
        return Unknown(said(answer))
    return ((path, rows[0]),) if rows else ()
