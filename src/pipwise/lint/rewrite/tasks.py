"""Ansible's pip tasks: the OS package where modules import it, else an environment made with the host's interpreter."""

from __future__ import annotations

import re

from pipwise.lint.report import Analysis
from pipwise.lint.rewrite.place import is_debian, sees_system
from pipwise.lint.rewrite.playbook import Placed, document_of, tasks_of
from pipwise.lint.rewrite.task_commands import by_command
from pipwise.lint.rewrite.task_packages import by_package, packages_for
from pipwise.lint.rewrite.task_preparation import preparation, root_of, without_variable
from pipwise.lint.rewrite.task_users import users_of
from pipwise.lint.rewrite.yaml_edits import with_entries, without_entry
from pipwise.lint.sites import Site
from pipwise.lint.sources.yaml_nodes import Document, child, items, plain
from pipwise.model.finding import Edit, Fix
from pipwise.model.value import TYPE_CHECKING

if TYPE_CHECKING:
    from yaml import Node

_OVERRIDES = ("break_system_packages", "executable", "extra_args")
_SAFE_EXTRA = re.compile(r"\A(?:\s*--(?:break-system-packages|user))+\s*\Z")
_OTHERS = (
    "RedHat",
    "Fedora",
    "CentOS",
    "Suse",
    "Archlinux",
    "Alpine",
    "FreeBSD",
    "Darwin",
    "Windows",
    "Gentoo",
)


def fixes(analysis: Analysis) -> dict[int, Fix]:
    """One fix a task that is refused, or would be, or goes past the marker."""
    document = document_of(analysis.data)
    tasks = list(tasks_of(document)) if document is not None else []
    found: dict[int, Fix] = {}
    prepared: dict[int, Edit] = {}
    for site in analysis.sites:
        placed = next((one for one in reversed(tasks) if one.start <= site.effect.start), None)
        if placed is None or document is None or not _wants(site) or _elsewhere(placed):
            continue
        module = placed.start == site.effect.start and dict(site.effect.call.command.module).get("module")
        fix = (
            _fix(analysis, document, tasks, placed, site, prepared)
            if module == "pip"
            else by_command(analysis, document, placed, site, prepared)
        )
        found |= {site.effect.start: fix} if fix is not None else {}
    return found


def _wants(site: Site) -> bool:
    if dict(site.effect.call.command.module).get("virtualenv") or site.intent.purpose != "install":
        return False
    hypothetical = site.marked is not None and site.verdict == "unknown"
    return site.verdict == "refused" or site.outcome.code == "overridden" or hypothetical


def _elsewhere(placed: Placed) -> bool:
    """Whether the task runs on systems of other families alone, whose packages have other names."""
    when = child(placed.node, "when")
    told = " ".join(plain(one) for one in items(when))
    return any(name in told for name in _OTHERS) and "Debian" not in told and "Ubuntu" not in told


def _fix(
    analysis: Analysis,
    document: Document,
    tasks: list[Placed],
    placed: Placed,
    site: Site,
    prepared: dict[int, Edit],
) -> Fix | None:
    written = _written(placed)
    if written is None:
        return None
    refused = site.verdict == "refused" or (
        site.platform is None and is_debian(site) and site.verdict == "unknown"
    )
    packages = packages_for(site, tasks)
    if packages is not None:
        fix = by_package(document, placed, *written, packages, sure=refused)
        if fix is not None:
            return fix
    return _by_environment(analysis, document, tasks, placed, site, written[1], prepared)


def _written(placed: Placed) -> tuple[Node, Node] | None:
    """The module's key and its arguments; None for ``action:`` and the like."""
    node = placed.node
    return next(((key, value) for key, value in node.value if plain(key).rpartition(".")[2] == "pip"), None)


def _by_environment(
    analysis: Analysis,
    document: Document,
    tasks: list[Placed],
    placed: Placed,
    site: Site,
    value: Node,
    prepared: dict[int, Edit],
) -> Fix | None:
    root = root_of(analysis.path, placed)
    given = {"virtualenv": root, "virtualenv_command": "/usr/bin/python3 -m venv"}
    given |= {"virtualenv_site_packages": "true"} if sees_system(site) else {}
    edits = with_entries(document, value, given, "name") or with_entries(
        document, value, given, "requirements"
    )
    extra = dict(site.effect.call.command.module).get("extra_args", "")
    if not edits or (("--break" in extra or "--user" in extra) and not _SAFE_EXTRA.match(extra)):
        return None
    for name in _OVERRIDES:
        edits += (
            without_entry(document, value, name) if name != "extra_args" or _SAFE_EXTRA.match(extra) else []
        )
    edits += without_variable(document, placed)
    if placed.first not in prepared:
        before = preparation(document, placed, site)
        if before is not None:
            prepared[placed.first] = before
    edits += [prepared[placed.first]] if placed.first in prepared else []
    users = users_of(document, tasks, site, root)
    title = f"give the task an environment: {root}"
    return Fix(title, users.certain and site.verdict == "refused", tuple(sorted({*edits, *users.edits})))
