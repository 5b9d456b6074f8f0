"""The environment, user and directory that a wrapped command gets: after sudo, ``env -i`` and assignments."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from pipwise.model.intent import Invocation
from pipwise.system.look import Look

# sudo's own default in Debian's sudoers; read from the file where it can be.
_SECURE_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
_KEPT_BY_SUDO = ("TERM", "DISPLAY", "LANG", "LANGUAGE", "XAUTHORITY", "COLORS", "LS_COLORS", "SUDO_UID", "SUDO_USER")


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
        account = look.account(invocation.become)
        uid = account.uid if account else 0
        home = account.home if account else "/root"
    if invocation.clean_environment:
        environment = _reset(environment, invocation.become, look, home)
    elif invocation.become and home:
        environment["HOME"] = home
    for name, value in invocation.variables:
        if value is None:
            environment.pop(name, None)
        else:
            # ``sudo --preserve-env=NAME`` is recorded as ``$NAME``: the caller's value is kept.
            environment[name] = look.environment.get(name, "") if value == f"${name}" else value
    if not invocation.become and "HOME" in dict(invocation.variables):
        home = environment.get("HOME") or home
    return Surroundings(environment, home, look.cwd, uid)


def _reset(environment: Mapping[str, str], become: str, look: Look, home: str | None) -> dict[str, str]:
    if not become:
        return {}
    kept = {name: value for name, value in environment.items() if name in _KEPT_BY_SUDO or name.startswith("LC_")}
    return kept | {"PATH": _secure_path(look), "HOME": home or "/root", "USER": become, "LOGNAME": become}


def _secure_path(look: Look) -> str:
    """``secure_path`` of sudoers(5), where the file may be read."""
    try:
        text = look.read("/etc/sudoers", 100_000).decode("utf-8", "replace")
    except OSError:
        return _SECURE_PATH
    for line in text.splitlines():
        words = line.split("#")[0].partition("secure_path")
        if words[1] and words[0].split()[:1] == ["Defaults"]:
            return words[2].lstrip(" =\t").strip().strip('"') or _SECURE_PATH
    return _SECURE_PATH
