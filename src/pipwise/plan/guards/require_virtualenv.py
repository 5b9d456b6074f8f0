"""pip's own ``require-virtualenv`` in the user's pip.conf: outside a virtual environment pip then ends with exit status 3."""

from __future__ import annotations

import re

from pipwise.facts.ini import plain_ini, universal_newlines
from pipwise.plan.guards.guard import CannotEdit, Guard, Text

_MARK = "# pipwise guard"
_WAS = f"{_MARK}, in place of: "
_MADE = f"{_MARK}, with its section"
_UNENDED = f"{_MARK}, the line before had no end"
_LINE = "require-virtualenv = true"
_KEY = re.compile(r"\s*(?:--)?require[-_]virtualenv\s*[=:]\s*(.*?)\s*", re.IGNORECASE)
# strtobool of pip's _internal/utils/misc.py.
_TRUE = ("1", "true", "yes", "on", "t", "y")
_EFFECTS = (
    "outside a virtual environment pip install, uninstall, download, wheel and lock end with exit status 3",
    "so does pip install --user; before pip 24.1 pip check and pip freeze do so too",
    "in a conda environment, and with a Python of pyenv, uv or your own build, too: they are no virtual environments",
    "pipx, uv, virtualenv and python -m venv are not affected, nor is root (sudo pip), which has a file of its own",
    "past it, once: PIP_REQUIRE_VIRTUALENV=0 pip …",
)


def put_in(text: Text, pipwise: str) -> str:
    """One line in the section ``global``, with a comment above it that tells how it was. Raises ``CannotEdit``."""
    if not text:
        return (
            f"{_MADE}\n[global]\n{_LINE}\n"
            if text is None
            else f"{_MARK}, the file was empty\n[global]\n{_LINE}\n"
        )
    end = "\r\n" if "\r\n" in text else "\n"
    lines = text.splitlines(keepends=True)
    at = _global(text, lines)
    if at is None:
        return _at_the_end(text, end)
    for number in range(at + 1, len(lines)):
        if lines[number].startswith("["):
            break
        found = _KEY.fullmatch(lines[number].rstrip("\r\n"))
        if found and found[1].lower() in _TRUE:
            return text
        if found and lines[number + 1 : number + 2] and lines[number + 1][:1] in (" ", "\t"):
            raise _cannot()
        if found:
            return _replaced(lines, number, end)
    if not lines[at].endswith("\n"):
        return f"{text}{end}{_UNENDED}{end}{_LINE}{end}"
    return "".join([*lines[: at + 1], f"{_MARK}{end}{_LINE}{end}", *lines[at + 1 :]])


def take_out(text: str) -> Text:
    """What ``put_in`` has made undone, wherever it stands now."""
    end = "\r\n" if "\r\n" in text else "\n"
    lines = text.splitlines(keepends=True)
    at = next((number for number, line in enumerate(lines) if line.startswith(_MARK)), None)
    if at is None:
        return text
    mark = lines[at].rstrip("\r\n")
    before, after = lines[:at], lines[at + 1 :]
    if mark.startswith(_WAS):
        old = mark.removeprefix(_WAS)
        unended = not after[0].endswith("\n")
        return "".join([*before, old + ("" if unended else end), *after[1:]])
    if mark.startswith(_MADE) or mark.endswith("the file was empty"):
        rest = "".join([*before, *after[2:]])
        return (rest if after[2:] else _ended(rest, mark)) if rest or mark != _MADE else None
    rest = "".join([*before, *after[1:]])
    return rest.removesuffix(end) if mark == _UNENDED and not after[1:] else rest


def is_in(text: str) -> bool:
    """Whether it is set, by pipwise or by hand."""
    lines = text.splitlines(keepends=True)
    try:
        at = _global(text, lines)
    except CannotEdit:
        return False
    for line in lines[at + 1 :] if at is not None else ():
        if line.startswith("["):
            return False
        found = _KEY.fullmatch(line.rstrip("\r\n"))
        if found:
            return found[1].lower() in _TRUE
    return False


def _at_the_end(text: str, end: str) -> str:
    if text.endswith("\n"):
        return f"{text}{_MADE}{end}[global]{end}{_LINE}{end}"
    return f"{text}{end}{_MADE}, the line before had no end{end}[global]{end}{_LINE}{end}"


def _ended(rest: str, mark: str) -> str:
    if not mark.endswith("the line before had no end"):
        return rest
    return rest.removesuffix("\n").removesuffix("\r")


def _replaced(lines: list[str], number: int, end: str) -> str:
    old = lines[number]
    bare = old.rstrip("\r\n")
    new = f"{_WAS}{bare}{end}{_LINE}{old[len(bare) :]}"
    return "".join([*lines[:number], new, *lines[number + 1 :]])


def _cannot() -> CannotEdit:
    return CannotEdit(
        "it is no plain INI file",
        "pip may read it otherwise than it looks",
        f"write {_LINE} below [global] yourself",
    )


def _global(text: str, lines: list[str]) -> int | None:
    """The line of ``[global]``. Only files that read the same by hand and by configparser are edited."""
    if plain_ini(universal_newlines(text)) is None:
        raise _cannot()
    return next((number for number, line in enumerate(lines) if line.rstrip("\r\n") == "[global]"), None)


REQUIRE_VIRTUALENV = Guard(
    "require-virtualenv",
    "pip refuses outside virtual environments",
    _EFFECTS,
    "pip.conf",
    put_in,
    take_out,
    is_in,
)
