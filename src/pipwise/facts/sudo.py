"""What sudo leaves of the caller's environment, measured with sudo 1.9 on Debian."""

from __future__ import annotations

from pipwise.facts.glance import text
from pipwise.model.intent import Invocation
from pipwise.system.look import Account, Look

# sudo's own default in Debian's sudoers; read from the file where it can be.
_SECURE_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
_KEPT_BY_SUDO = ("TERM", "DISPLAY", "LANG", "LANGUAGE", "XAUTHORITY", "COLORS", "LS_COLORS")
_NOBODY_KNOWS = 2**32 - 1


def account_of(look: Look, user: str) -> Account:
    """The account behind ``-u NAME`` or ``-u #NUMBER``; one of nobody where there is none."""
    number = user.removeprefix("#")
    account = look.account(int(number)) if number != user and number.isdecimal() else look.account(user)
    if account is None and user in ("root", "#0"):
        return Account("root", 0, 0, "/root", "")
    return account or Account(user, _NOBODY_KNOWS, _NOBODY_KNOWS, "", "")


def by_sudo(look: Look, invocation: Invocation, account: Account) -> dict[str, str]:
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
