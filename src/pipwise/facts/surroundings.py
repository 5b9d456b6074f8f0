"""The environment, user and directory that a wrapped command gets: after sudo, ``env -i`` and assignments."""

from collections.abc import Mapping
from typing import NamedTuple

from pipwise.facts.glance import text
from pipwise.model.intent import Invocation
from pipwise.system.look import Account, Look

# sudo's own default in Debian's sudoers; read from the file where it can be.
_SECURE_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
_KEPT_BY_SUDO = ("TERM", "DISPLAY", "LANG", "LANGUAGE", "XAUTHORITY", "COLORS", "LS_COLORS")
_NOBODY_KNOWS = 2**32 - 1


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
        account = _account(look, invocation.become)
        uid = account.uid if account else _NOBODY_KNOWS
        home = account.home if account else None
        environment = _by_sudo(look, invocation, account or Account(invocation.become, uid, uid, "", ""))
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
    return Surroundings(environment, home, look.cwd, uid)


def _account(look: Look, user: str) -> Account | None:
    number = user.removeprefix("#")
    account = look.account(int(number)) if number != user and number.isdecimal() else look.account(user)
    return Account("root", 0, 0, "/root", "") if account is None and user in ("root", "#0") else account


def _by_sudo(look: Look, invocation: Invocation, account: Account) -> dict[str, str]:
    """What sudo leaves: by ``env_reset`` a few variables, with -E nearly all; its own path in any case (sudoers(5))."""
    caller = look.account(look.uid)
    own = {
        "USER": account.name,
        "LOGNAME": account.name,
        "SUDO_UID": str(look.uid),
        "SUDO_USER": caller.name if caller else str(look.uid),
    }
    if invocation.clean_environment:
        kept = {name: value for name, value in look.environment.items() if _is_kept(name)}
        own["HOME"] = account.home
    else:
        kept = dict(look.environment)
        if _sets_home(invocation) or "HOME" not in kept:
            own["HOME"] = account.home
    path = _secure_path(look)
    return {
        "PATH": look.environment.get("PATH", _SECURE_PATH),
        **kept,
        **own,
        **({"PATH": path} if path else {}),
    }


def _is_kept(name: str) -> bool:
    return name in _KEPT_BY_SUDO or name.startswith("LC_")


def _sets_home(invocation: Invocation) -> bool:
    """``sudo -H``, also in a cluster."""
    before = (
        invocation.words[: invocation.words.index(invocation.program)]
        if invocation.program in invocation.words
        else ()
    )
    return any(word == "--set-home" or (word[:1] == "-" != word[1:2] and "H" in word) for word in before)


def _secure_path(look: Look) -> str:
    """``secure_path`` of sudoers(5), where the file may be read; '' where there is none, and PATH is kept."""
    sudoers = text(look, "/etc/sudoers")
    if not sudoers:
        return _SECURE_PATH
    for line in sudoers.splitlines():
        before, found, after = line.split("#")[0].partition("secure_path")
        if found and before.split()[:1] == ["Defaults"]:
            return after.lstrip(" =\t").strip().strip('"')
    return ""
