"""Plug-ins by their name and by their entry points: whose they are."""

from __future__ import annotations

from pipwise.catalog.kinds.host import Host
from pipwise.catalog.kinds.spelling import bare
from pipwise.model.value import Iterable


def host_named(project: str) -> Host | None:
    """The host of that name."""
    from pipwise.catalog.kinds.hosts import HOSTS

    return next((host for host in HOSTS if host.project == project), None)


def host_by_name(project: str) -> Host | None:
    """The host of the most telling family that a project's (normalised) name belongs to."""
    from pipwise.catalog.kinds.hosts import HOSTS

    found = [
        (len(family), host)
        for host in HOSTS
        if project != host.project and project not in host.besides
        for family in host.families
        if fits(project, family)
    ]
    return max(found, key=lambda one: one[0])[1] if found else None


def host_by_group(project: str, groups: Iterable[str], summary: str) -> tuple[Host, str] | None:
    """The host that loads one of these entry-point groups, and that group; not where the project is that host.

    Filling a group does not make a plug-in: hypothesis, anyio and respx also bring one for pytest, and are libraries. The
    project's name or its summary has to speak of the host. Where two hosts load a group (hatch and hatchling do), it is
    the one that the project is named after.
    """
    from pipwise.catalog.kinds.hosts import HOSTS

    named = host_by_name(project)
    for group in groups:
        for host in (*((named,) if named else ()), *HOSTS):
            loads = any(fits(group, pattern) for pattern in host.groups)
            if loads and project != host.project and project not in host.besides:
                spoken = bare(host.project) in bare(project) or host.project in summary.lower()
                if host == named or spoken:
                    return host, group
    return None


def fits(name: str, pattern: str) -> bool:
    """Whether a name has the form of a pattern with at most one star, which stands for at least one character."""
    start, star, end = pattern.partition("*")
    if not star:
        return name == pattern
    return len(name) > len(start) + len(end) and name.startswith(start) and name.endswith(end)
