"""Plug-ins by their name and by their entry points: whose they are."""

from __future__ import annotations

from collections.abc import Iterable

from pipwise.catalog.kinds.host import Host


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


def host_by_group(project: str, groups: Iterable[str]) -> tuple[Host, str] | None:
    """The host that loads one of these entry-point groups, and that group; not where the project is the host itself."""
    from pipwise.catalog.kinds.hosts import HOSTS

    for group in groups:
        for host in HOSTS:
            if project != host.project and any(fits(group, pattern) for pattern in host.groups):
                return host, group
    return None


def fits(name: str, pattern: str) -> bool:
    """Whether a name has the form of a pattern with at most one star, which stands for at least one character."""
    start, star, end = pattern.partition("*")
    if not star:
        return name == pattern
    return len(name) > len(start) + len(end) and name.startswith(start) and name.endswith(end)
