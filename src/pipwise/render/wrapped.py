"""Lines for people: at most 80 columns, or what the terminal has, and no word broken; what is to be pasted stays whole."""

from __future__ import annotations

from pipwise.system.terminal import columns

WIDTH = 80
_LEAST = 24
# A line that begins as a command does; prose may begin with the name of a tool, but not with what is asked of it.
_COMMAND = (
    r"(?:[$-] )?(?:(?:\S*/)?(?:sudo|doas|env|[A-Z_]+=\S*) )*(?:\S*/)?"
    r"(?:(?:pipwise|pipx|uv) [a-z-]|pip[\d.]* (?:install|uninstall|config|cache)\b|python[\d.]* -"
    r"|(?:apt|apt-get|dnf|yum|zypper|apk|brew|conda|nix|pkg|pkg_add|xbps-install|emerge) (?:-|[a-z]*install|update|add|remove)\b"
    r"|pacman -|export |source |\. \S|(?:RUN|ENV) |chmod |chown |rm )"
)
_SHORT = 8


def page() -> int:
    """The width to write for: that of the terminal, where it is narrower than what reads well."""
    found = columns(1)
    return min(WIDTH, found) if found >= _LEAST else WIDTH


def wrapped(text: str, indent: str, hang: int = 2) -> str:
    """A text as lines; ``indent`` before the first, ``hang`` blanks before the others. Runs of blanks become one.

    textwrap does it as well, and its import takes milliseconds.
    """
    return "\n".join(fold(text.split(), page(), indent, " " * hang))


def fold(words: list[str], width: int, first: str, hang: str) -> list[str]:
    """Words as lines; the last line is no short word alone, where the one before can spare another."""
    lines: list[list[str]] = [[]]
    used = len(first)
    for word in words:
        if lines[-1] and used + 1 + len(word) > width:
            lines.append([])
            used = len(hang)
        if not word and not lines[-1]:
            continue
        used += len(word) + bool(lines[-1])
        lines[-1].append(word)
    if len(lines) > 1 and len(lines[-1]) == 1 and len(lines[-1][0]) < _SHORT and len(lines[-2]) > 2:
        word = lines[-2][-1]
        if len(hang) + len(word) + 1 + len(lines[-1][0]) <= width:
            lines[-1].insert(0, lines[-2].pop())
    return [f"{hang if at else first}{' '.join(line)}".rstrip() for at, line in enumerate(lines)]


def is_command(text: str) -> bool:
    """Whether a line is meant to be pasted."""
    import re

    if ": " not in text:
        return re.match(_COMMAND, text.lstrip()) is not None
    # A step says what it is for, and then its command; a command by itself has no colon and blank.
    purpose, _, rest = text.partition(": ")
    return len(purpose) < _SHORT * 8 and ": " not in rest and re.match(_COMMAND, rest) is not None
