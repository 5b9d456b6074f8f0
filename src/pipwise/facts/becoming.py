"""How one command can be made root's."""

from __future__ import annotations

from pipwise.facts.resolution import find_program
from pipwise.system.look import Look

_PROGRAMS = ("sudo", "doas", "pkexec")


def becoming(look: Look) -> tuple[str, ...]:
    """The words to put before a command; empty for root itself, and where there is no such program."""
    if look.uid == 0:
        return ()
    for program in _PROGRAMS:
        path = find_program(look, program, look.environment, look.cwd)
        if path:
            return (path,)
    return ()
