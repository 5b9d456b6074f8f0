"""What the operating system owns is removed by its own manager, never by pip: here it is said how."""

from __future__ import annotations

from pipwise.backends import BACKENDS
from pipwise.cli.workshop import say
from pipwise.decide.reasons import quoted
from pipwise.model.lives import Lives
from pipwise.system.look import Look


def say_how(look: Look, lives: tuple[Lives, ...]) -> None:
    """The commands for what only root may remove."""
    sudo = [] if look.uid == 0 else ["sudo"]
    packages: dict[str, list[str]] = {}
    for one in lives:
        if one.where == "os-package":
            packages.setdefault(one.role, []).append(one.owner)
        else:
            words = [*sudo, one.python, "-m", "pip", "uninstall", "--break-system-packages", one.project]
            say(f"{one.project}: only root may remove it from {one.place}:")
            say(f"    {' '.join(quoted(word) for word in words)}")
    for manager, names in packages.items():
        order = BACKENDS[manager].remove(tuple(dict.fromkeys(names))) if manager in BACKENDS else None
        say("pip is not used on what the operating system owns; its own manager removes it:")
        if order:
            say(f"    {' '.join(quoted(word) for word in (*(sudo if order.root else ()), *order.argv))}")
