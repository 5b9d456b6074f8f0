"""Places that somebody else than root can write into: whoever can, runs code as everybody who starts Python."""

from __future__ import annotations

from collections.abc import Iterator

from pipwise.audit.damage import Damage
from pipwise.audit.survey import Survey
from pipwise.facts.glance import names
from pipwise.model.outcome import Evidence
from pipwise.system.look import Look, Stat

CODE = "writable"
SUMMARY = "somebody else than root can change what the OS's Python imports"


def check(survey: Survey) -> Iterator[Damage]:
    """The places of the OS's Pythons and what stands right in them; whoever owns /usr counts as root (mounted images)."""
    try:
        root = survey.look.stat("/usr").uid
    except OSError:
        return
    places = {
        place.path: place for python in survey.pythons for place in python.places if place.role != "user"
    }
    for path in (*places, *(python.stdlib for python in survey.pythons)):
        for one in (path, *(f"{path}/{name}" for name in names(survey.look, path))):
            stat = _stat(survey.look, one)
            who = _who(stat, root) if stat else ""
            if who:
                message = (
                    f"{one} can be changed by {who}: what is put there runs as everybody who starts Python"
                )
                evidence = (Evidence(f"mode {stat.mode & 0o7777:o}, owner {stat.uid}" if stat else "", one),)
                yield Damage(CODE, "error", "high", one, message, evidence)


def _stat(look: Look, path: str) -> Stat | None:
    try:
        return look.stat(path, follow=False)
    except OSError:
        return None


def _who(stat: Stat, root: int) -> str:
    if stat.kind == "link":
        return ""
    if stat.uid != root:
        return f"user {stat.uid}, whose it is"
    return "everybody" if stat.mode & 0o002 and not (stat.kind == "directory" and stat.mode & 0o1000) else ""
