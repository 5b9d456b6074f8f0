"""The environment, user and directory that a wrapped command gets: after sudo, ``env -i`` and assignments."""

from __future__ import annotations

from os.path import join, normpath

from pipwise.model.intent import Invocation
from pipwise.model.value import Mapping, NamedTuple
from pipwise.system.look import Look


class Surroundings(NamedTuple):
    """What the command would find around it."""

    environment: Mapping[str, str]
    home: str | None
    cwd: str
    uid: int


def surroundings_of(look: Look, invocation: Invocation) -> Surroundings:
    """The command's own environment, home, working directory and user id."""
    environment, home, uid = dict(look.environment), look.home, look.uid
    if invocation.become:
        from pipwise.facts.sudo import account_of, by_sudo

        account = account_of(look, invocation.become)
        uid, home = account.uid, account.home or None
        environment = by_sudo(look, invocation, account)
    elif invocation.clean_environment:
        environment = {}
    for name, value in invocation.variables:
        if value is None:
            environment.pop(name, None)
        elif value == f"${name}":
            # ``sudo --preserve-env=NAME``: the caller's value is kept, where there is one.
            environment |= {name: look.environment[name]} if name in look.environment else {}
        else:
            environment[name] = value
    if "HOME" in environment:
        home = environment["HOME"].rstrip("/") or "/"
    cwd = normpath(join(look.cwd or "/", invocation.directory)) if invocation.directory else look.cwd
    return Surroundings(environment, home, cwd, uid)
