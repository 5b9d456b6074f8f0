"""What was meant by a name that is probably none of PyPI's: the other way round, from packages, modules and commands."""

from __future__ import annotations

from pipwise.catalog.names import (
    Where,
    projects_of_command,
    projects_of_module,
    projects_of_package,
)
from pipwise.catalog.spelling import normalise
from pipwise.model.names import Named

_MOST = 3
_NO_PROJECTS = ("standard-library", "requirements-file")
"""What is named instead are modules, or words of a command."""


def meant_by(named: Named, where: Where) -> tuple[str, ...]:
    """Projects that were probably meant, best first; none where the name stands for itself."""
    if named.mistake is not None:
        return () if named.mistake.code in _NO_PROJECTS else _others(named.mistake.instead, named)
    if named.packages:
        return ()
    owners = (
        *projects_of_package(named.asked, where),
        *projects_of_module(named.asked),
        *projects_of_command(named.asked),
    )
    return _others(tuple(owner.project for owner in owners if owner.how != "convention"), named)


def _others(projects: tuple[str, ...], named: Named) -> tuple[str, ...]:
    """Each once, without the name itself and without words that are no names, such as ``-r requirements.txt``."""
    own = normalise(named.asked)
    found = [
        one
        for one in dict.fromkeys(projects)
        if normalise(one) != own and one[:1].isalnum() and " " not in one
    ]
    return tuple(found[:_MOST])
