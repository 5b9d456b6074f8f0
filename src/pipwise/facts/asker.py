"""Who is asking: privileges, the user behind sudo, terminal and shell."""

from __future__ import annotations

from pipwise.facts.glance import text
from pipwise.model.host import Asker
from pipwise.model.value import Mapping
from pipwise.system.look import Look

_SHELLS = ("bash", "zsh", "fish", "dash", "ash", "ksh", "tcsh", "csh", "pwsh", "nu", "xonsh", "elvish")
_MOST_PARENTS = 6


def look_at_asker(look: Look, environment: Mapping[str, str]) -> Asker:
    """The caller as the system sees it; ``sudo_*`` are set only where sudo really changed the user to root."""
    account = look.account(look.uid)
    sudo_uid = environment.get("SUDO_UID", "")
    behind = (
        look.account(int(sudo_uid)) if look.uid == 0 and sudo_uid.isdecimal() and sudo_uid != "0" else None
    )
    return Asker(
        uid=look.uid,
        user=account.name if account else str(look.uid),
        home=look.home,
        sudo_uid=behind.uid if behind else None,
        sudo_user=behind.name if behind else "",
        sudo_home=behind.home if behind else None,
        terminal=look.terminal("stdin") and look.terminal("stderr"),
        shell=_shell(look, environment),
    )


def _shell(look: Look, environment: Mapping[str, str]) -> str:
    """The shell that called, from the chain of parents (proc(5)); else the login shell's name."""
    process = "self"
    for _ in range(_MOST_PARENTS):
        name, process = _name_and_parent(look, process)
        if name in _SHELLS:
            return name
        if process in ("", "0"):
            break
    login = environment.get("SHELL", "").rpartition("/")[2]
    return login if login in _SHELLS else ""


def _name_and_parent(look: Look, process: str) -> tuple[str, str]:
    """``stat`` has the name in brackets, which may contain brackets and spaces itself."""
    before, _, after = text(look, f"/proc/{process}/stat", 4096).rpartition(")")
    fields = after.split()
    return before.partition("(")[2].lstrip("-"), fields[1] if len(fields) > 1 else ""
