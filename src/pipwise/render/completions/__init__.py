"""What completes a line in each shell: a few words that ask pipwise itself, so that the registers are the only list."""

from __future__ import annotations

from pipwise.system.resources import read as read_resource

SHELLS = ("bash", "zsh", "fish", "powershell")


def script(shell: str) -> str:
    """The text for one of ``SHELLS``."""
    return read_resource("pipwise.render.completions", f"{shell}.txt").decode()
