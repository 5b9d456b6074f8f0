"""Who changes what is root's: root itself, or the caller through sudo, for one command and after being asked."""

from __future__ import annotations

from pipwise.cli.called import own_words
from pipwise.cli.words import Own
from pipwise.cli.workshop import confirmed, say, step_down
from pipwise.decide.reasons import quoted
from pipwise.errors import ChoiceNeeded
from pipwise.facts.resolution import find_program
from pipwise.facts.rights import may_as
from pipwise.model.plan import Divert, Plan
from pipwise.system.hands import Hands
from pipwise.system.look import Look

_MAKE_ROOT = ("sudo", "doas", "pkexec")


def settle(look: Look, hands: Hands, folder: str) -> bool:
    """Through sudo: become the user who asked where that user may change this directory. True where that was done."""
    sudo_uid = look.environment.get("SUDO_UID", "")
    account = look.account(int(sudo_uid)) if look.uid == 0 and sudo_uid.isdecimal() else None
    if account is None or not may_as(look, account, folder, "write"):
        return False
    return step_down(look, hands)


def become_or_print(
    own: Own, look: Look, words: tuple[str, ...], plan: Plan, *, able: bool = True
) -> tuple[str, ...]:
    """What makes root of the caller for the one command that needs it; nothing for root.

    Raises ``ChoiceNeeded`` with the command to paste, where it may not be asked, or is not one command (``able``).
    """
    if look.uid == 0 or own.plan:
        return ()
    found = next((one for one in _MAKE_ROOT if find_program(look, one, look.environment, "/")), "")
    able = able and all(isinstance(step, Divert) for step in plan.steps)
    terminal = look.terminal("stdin") and look.terminal("stderr")
    if (
        able
        and found
        and (own.yes or (terminal and confirmed(f"root is needed: run dpkg-divert by {found}?")))
    ):
        return (found,)
    called = own_words(look.environment.get("PATH", ""))
    # sudo has a PATH of its own, on which the caller's programs need not be.
    called = (find_program(look, called[0], look.environment, look.cwd or "/") or called[0], *called[1:])
    line = " ".join(quoted(word) for word in (found or "sudo", *called, *words))
    say("root is needed for that:")
    say(f"  {line}")
    hint = "add --yes to have it asked for" if able and found else ""
    raise ChoiceNeeded("nothing was done", "root is needed", hint)
