"""Which tools of the operating system an installation endangers: what they declare, against the versions that would come."""

from __future__ import annotations

from collections.abc import Mapping

from pipwise.facts.asking import ask_all
from pipwise.facts.declared_needs import fits, needs_about
from pipwise.model.interpreter import Distribution, Environment
from pipwise.model.known import Unknown
from pipwise.model.preview import Endangered, Preview
from pipwise.system.look import Look

_MOST = 400


def with_endangered(
    look: Look, environment: Environment, preview: Preview, installed: tuple[tuple[Distribution, str], ...]
) -> Preview:
    """The preview with every requirement of an OS package's distribution that would not hold any more.

    What arrives itself, in another version, asks for what it likes: pip has seen to that.
    """
    owner = environment.owner
    manager = "" if isinstance(owner, Unknown) else owner.value.manager
    if not preview.system or not preview.arrivals or not manager:
        return preview
    from pipwise.backends import BACKENDS

    found = _violations(look, environment, preview, installed)
    paths = tuple(dict.fromkeys(path for _, path in found))[:_MOST]
    if not paths or manager not in BACKENDS:
        return preview
    answer = ask_all(look, BACKENDS[manager].owners(paths))
    if isinstance(answer, Unknown):
        return preview._replace(unknown=(*preview.unknown, f"whose the endangered are: {answer.why}"))
    owners = dict(answer)
    needed_by = _needed_by(look, manager) if owners else {}
    endangered = (
        one._replace(package=owners[path], users=_users(needed_by, owners[path]))
        for one, path in found
        if path in owners
    )
    return preview._replace(endangers=tuple(dict.fromkeys(endangered)))


def _violations(
    look: Look, environment: Environment, preview: Preview, installed: tuple[tuple[Distribution, str], ...]
) -> list[tuple[Endangered, str]]:
    from pipwise.facts.distributions import normalise

    coming = {normalise(one.name): one for one in preview.arrivals}
    python = environment.interpreter.version
    return [
        (Endangered("", one.name, one.version, line, arrival.version, ()), path)
        for one, path in installed
        if one.name not in coming
        for name, arrival in coming.items()
        for line in needs_about(look, path, one.kind, name, python)
        if not fits(line, arrival.version)
    ]


def _needed_by(look: Look, manager: str) -> Mapping[str, tuple[str, ...]]:
    """Package → those that depend on it, of the managers whose databases an audit reads."""
    from pipwise.audit.packages import READERS

    return READERS[manager](look).needed_by if manager in READERS else {}


def _users(needed_by: Mapping[str, tuple[str, ...]], package: str) -> tuple[str, ...]:
    """All that need it, be it through others, nearest first."""
    found: dict[str, None] = {}
    queue = [package]
    while queue:
        for one in needed_by.get(queue.pop(0), ()):
            if one not in found and one != package:
                found[one] = None
                queue.append(one)
    return tuple(found)
