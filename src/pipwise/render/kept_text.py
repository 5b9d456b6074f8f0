"""Applications for people: what will be done with them, and how to use them."""

from __future__ import annotations

from pipwise.decide.keeping import is_in_the_way
from pipwise.decide.reasons import quoted
from pipwise.decide.subject import named_of
from pipwise.facts.distributions import normalise
from pipwise.facts.shell_profile import line_for
from pipwise.model.applications import Applications
from pipwise.model.decision import Decision, Situation


def before_keeping(situation: Situation, decision: Decision) -> list[str]:
    """Who keeps it, and what stands in the way."""
    found = situation.applications
    if found is None:
        return []
    lines = _there(situation, found) if decision.chosen == "app" else _host(situation, found)
    if not lines:
        lines = [f"it becomes an application of its own, kept by {_by(found)}"]
    for one in found.copies if "nothing to do" not in lines[0] else ():
        base = f"{one.project} {one.version} of an old {'pip' if one.mine else 'sudo pip'} is in {one.place}"
        if one.mine:
            lines.append(f"{base}: it is replaced")
        else:
            lines.append(
                f"{base} and stays; to remove it: "
                f"sudo python3 -m pip uninstall --break-system-packages {one.project}"
            )
    return lines


def _by(found: Applications) -> str:
    keeper = found.keeper
    if keeper.path.startswith(f"{found.own}/") and found.own:
        return f"pipwise's own pipx ({found.own})"
    brought = "" if keeper.path else f"; pipwise brings one up for itself in {found.own}"
    return f"{keeper.name} ({keeper.why}{brought})"


def _there(situation: Situation, found: Applications) -> list[str]:
    """Nothing to do where all of it is there as it was asked for."""
    there = {one.project: one for one in found.there}
    upgrade = dict(situation.intent.arguments.options).get("upgrade")
    wanted = [there.get(normalise(one.name)) for one in situation.intent.requirements]
    if upgrade or not all(one and one.fits and not is_in_the_way(situation, one.project) for one in wanted):
        return []
    texts = ", ".join(f"{one.project} {one.version}" for one in wanted if one)
    return [f"{texts} is there already, as an application that {found.keeper.name} keeps: nothing to do"]


def _host(situation: Situation, found: Applications) -> list[str]:
    host = next((one.kind.host for one in named_of(situation)), "")
    if any(one.project == normalise(host) for one in found.there):
        return [f"it goes into {host}, an application that {found.keeper.name} keeps here"]
    return [f"{host} is not here as an application yet: it is installed first, by {_by(found)}"]


def after_keeping(situation: Situation, decision: Decision, name: str) -> list[str]:
    """What PATH lacks, in the words of the caller's shell; and how to upgrade."""
    found = situation.applications
    if found is None:
        return []
    names = [one.name or one.text for one in situation.intent.requirements]
    lines = _path(situation, found)
    return [*lines, f"upgrade:      {name} install --upgrade {' '.join(quoted(one) for one in names)}"]


def short(path: str, home: str | None) -> str:
    """A path below the home directory as people write it."""
    return f"~{path.removeprefix(home)}" if home and path.startswith(f"{home}/") else path


def _path(situation: Situation, found: Applications) -> list[str]:
    if found.on_path:
        return []
    asker = situation.facts.asker
    line = line_for(asker.shell, asker.home or "", found.keeper.bin)
    place = short(found.keeper.bin, asker.home)
    profile = short(found.profile.path, asker.home) if found.profile else ""
    if situation.wishes.profile and profile:
        said = f"new shells have {place} on PATH, by {profile}; in this one:"
    elif found.at_login:
        said = f"{place} is on PATH from your next login on; in this shell:"
    elif profile:
        said = f"{place} is not on PATH; put this line into {profile}:"
    else:
        said = f"{place} is not on PATH; for this shell:"
    return [said, f"              {line}"]
