"""Aliases for pip and Python in the start-up files of the shell in use."""

from __future__ import annotations

from pipwise.facts.glance import text
from pipwise.model.value import NamedTuple
from pipwise.system.look import Look

_FILES = {
    "bash": (".bashrc", ".bash_aliases", ".bash_profile", ".profile"),
    "zsh": (".zshrc", ".zprofile", ".zsh_aliases"),
    "fish": (".config/fish/config.fish",),
    "ksh": (".kshrc", ".profile"),
}


class Alias(NamedTuple):
    """What a word stands for, and the file that says so."""

    words: tuple[str, ...]
    where: str


def alias_of(look: Look, program: str, home: str, shell: str) -> Alias | None:
    """The last alias of that name in the shell's own files, or None. What those files source is not followed."""
    found: Alias | None = None
    for name in _FILES.get(shell, ()):
        path = f"{home}/{name}"
        content = text(look, path)
        if f"alias {program}" not in content:
            continue
        for line in content.splitlines():
            words = _words(line.strip(), program)
            found = Alias(words, path) if words else found
    return found


def _words(line: str, program: str) -> tuple[str, ...]:
    """``alias pip='pip3 --user'``, and fish's ``alias pip 'pip3'``."""
    rest = line.removeprefix("alias ").lstrip()
    if not line.startswith("alias ") or not rest.startswith((f"{program}=", f"{program} ")):
        return ()
    value = rest[len(program) + 1 :].strip()
    quote = value[:1] if value[:1] in ("'", '"') else ""
    value = value[1:].partition(quote)[0] if quote else value.partition("#")[0].partition(";")[0]
    return tuple(value.split())
