"""After a build that failed: the operating system's packages that it lacks, or have it built already."""

from __future__ import annotations

from pipwise.backends import BACKENDS, Offer
from pipwise.cli.task import Task
from pipwise.cli.workshop import own_name, say
from pipwise.decide.building import lack_of
from pipwise.decide.packages import package_of
from pipwise.errors import ToolFailed
from pipwise.facts.asking import ask_all
from pipwise.facts.managers import manager_of
from pipwise.facts.names_heard import without_lists
from pipwise.facts.names_place import python_of, where_of
from pipwise.facts.package_lists import why_refresh
from pipwise.logs.failed_builds import failed_builds
from pipwise.model.known import Known, Unknown
from pipwise.render.building_text import building_lines, ready_lines
from pipwise.system.look import Look


def tell(task: Task, error: ToolFailed) -> None:
    """Say what a failed build lacks, if it was one, and put into the error what is to be done."""
    failed = failed_builds(error.said)
    if failed is None:
        return
    look, facts = task.look, task.situation.facts
    manager = manager_of(look, facts.target)
    ready = _ready(task, failed.projects)
    if isinstance(manager, Known):
        version = python_of(facts.target)
        major, _, minor = version.partition(".")
        headers = (int(major), int(minor)) if version else None
        lack = lack_of(failed, where_of(manager.value, facts.host, version), headers)
        packages = _to_install(look, manager.value, lack.packages)
        for line in building_lines(look, manager.value, lack._replace(packages=packages)):
            say(line)
        if packages:
            fetch = " (lists first)" if why_refresh(look, manager.value) else ""
            error.hint = f"install what the build lacks{fetch}, and then the same again"
    for line in ready_lines(ready, own_name(look)):
        say(line)
    if ready and not error.hint:
        error.hint = "the operating system has it built already"


def _ready(task: Task, projects: tuple[str, ...]) -> list[tuple[str, str]]:
    """(requirement, package) of what was asked for by name and is there as an OS package, where that is a way from here."""
    way = next((one for one in task.decision.options if one.option == "os-package"), None)
    if way is None or way.verdict not in ("recommended", "possible"):
        return []
    found = []
    for named in task.situation.facts.names:
        package = package_of(named)
        if package and named.project in projects:
            found.append((f"{named.asked}{named.specifier}", package.package))
    return found


def _to_install(look: Look, manager: str, packages: tuple[str, ...]) -> tuple[str, ...]:
    """Without those that are installed, and those that the lists, where there are any, do not have."""
    if not packages:
        return ()
    backend = BACKENDS[manager]
    installed = ask_all(look, backend.installed(packages))
    there = set() if isinstance(installed, Unknown) else {one.package for one in installed if _is_there(one)}
    left = tuple(one for one in packages if one not in there)
    offers = without_lists(look, backend) or (ask_all(look, backend.candidates(left)) if left else ())
    if isinstance(offers, Unknown) or not offers:
        return left
    known = {one.package for one in offers if one.version}
    return tuple(one for one in left if one in known)


def _is_there(offer: Offer) -> bool:
    return offer.installed not in ("", None)
