"""Why somebody has to be asked before an application is kept."""

from __future__ import annotations

from pipwise.model.decision import Answered, Situation
from pipwise.model.known import Known
from pipwise.model.value import Mapping


def why_ask_to_keep(situation: Situation, answers: Mapping[str, Answered]) -> str:
    """Root changes what all users have; and what an old pip left of the same project is replaced."""
    found = situation.applications
    copies = [one for one in found.copies if one.mine] if found else []
    if copies:
        there = ", ".join(f"{one.project} {one.version} in {one.place}" for one in copies)
        return f"an old pip has left {there}, which is replaced"
    disposable = situation.facts.host.disposable
    thrown_away = isinstance(disposable, Known) and disposable.value.proven
    if answers["who"].answer == "root" and not situation.wishes.via and not thrown_away:
        where = f": into {found.keeper.home} and {found.keeper.bin}" if found else ""
        return f"root installs it for all users{where}"
    return ""
