"""A local hook in ``.pre-commit-config.yaml``: ``pipwise lint`` looks at what is about to be committed."""

from __future__ import annotations

import re

from pipwise.decide.reasons import quoted
from pipwise.plan.guards.guard import CannotEdit, Guard, Text

_BEGIN = "# >>> pipwise guard >>>"
_END = "# <<< pipwise guard <<<"
_UNENDED = " (the line before had no end)"
_MADE = " (the file was not there)"
_EMPTY = " (in place of: repos: [])"
_ENTRY = (
    "- repo: local",
    "  hooks:",
    "    - id: pipwise-lint",
    "      name: pipwise lint",
    "      entry: {pipwise} lint",
    "      language: system",
    "      types: [text]",
)
_EFFECTS = (
    "pre-commit runs pipwise lint on the files of each commit: what it finds stops the commit",
    "whoever works on the project needs pipwise on PATH for that; git commit --no-verify goes past it",
)
_REPOS = re.compile(r"repos:[ \t]*(\[[ \t]*\])?[ \t]*(#.*)?")


def put_in(text: Text, pipwise: str) -> str:
    """One entry at the end of ``repos``, indented as its neighbours. Raises ``CannotEdit`` for what is no plain list."""
    text = take_out(text) if text else text
    if text is None:
        return "\n".join([_BEGIN + _MADE, "repos:", *_entry("", pipwise), _END, ""])
    end = "\r\n" if "\r\n" in text else "\n"
    lines = text.splitlines(keepends=True)
    at = next((number for number, line in enumerate(lines) if line.startswith("repos:")), None)
    found = _REPOS.fullmatch(lines[at].rstrip("\r\n")) if at is not None else None
    if (
        at is None
        or found is None
        or any(line.startswith(("\t", "---", "...", "%")) for line in lines[at + 1 :])
    ):
        raise CannotEdit(
            "its repos is no plain list",
            "it is not edited by guesswork",
            f"add yourself:\n{_by_hand(pipwise)}",
        )
    if found[1]:
        return _in_place_of_empty(lines, at, end, pipwise)
    indent, last = _list(lines, at)
    block = end.join([f"{indent}{_BEGIN}", *_entry(indent, pipwise), f"{indent}{_END}", ""])
    if not lines[last].endswith("\n"):
        return f"{text}{end}{block.replace(_BEGIN, _BEGIN + _UNENDED, 1)}"
    return "".join([*lines[: last + 1], block, *lines[last + 1 :]])


def take_out(text: str) -> Text:
    """The text as it was before; None where the file was made for it."""
    lines = text.splitlines(keepends=True)
    begin = next((number for number, line in enumerate(lines) if line.strip().startswith(_BEGIN)), None)
    if begin is None:
        return text
    end = next((number for number in range(begin, len(lines)) if lines[number].strip() == _END), None)
    if end is None:
        return text
    mark = lines[begin].strip()
    before, after = lines[:begin], lines[end + 1 :]
    if mark == _BEGIN + _MADE:
        return "".join([*before, *after]) or None
    if mark.startswith(f"{_BEGIN} (in place of: "):
        rest = lines[begin][len(lines[begin].rstrip("\r\n")) :] if lines[end].endswith("\n") else ""
        return "".join([*before, mark.removeprefix(f"{_BEGIN} (in place of: ")[:-1] + rest, *after])
    whole = "".join(before)
    if mark == _BEGIN + _UNENDED and not after:
        whole = whole.removesuffix("\n").removesuffix("\r")
    return whole + "".join(after)


def is_in(text: str) -> bool:
    """Whether the hook stands there, put in by pipwise or by hand."""
    return re.search(r"(?m)^\s*(?:- )?id:\s*pipwise-lint\s*$", text) is not None


def _entry(indent: str, pipwise: str) -> list[str]:
    return [f"{indent}{line}".replace("{pipwise}", quoted(pipwise)) for line in _ENTRY]


def _by_hand(pipwise: str) -> str:
    return "\n".join(_entry("  ", pipwise))


def _in_place_of_empty(lines: list[str], at: int, end: str, pipwise: str) -> str:
    bare = lines[at].rstrip("\r\n")
    closing = lines[at][len(bare) :]
    block = [f"{_BEGIN} (in place of: {bare})", "repos:", *_entry("", pipwise), _END]
    return "".join([*lines[:at], end.join(block), closing, *lines[at + 1 :]])


def _list(lines: list[str], at: int) -> tuple[str, int]:
    """(the indentation of the items, the last line of the list with anything but a comment)."""
    indent: str | None = None
    last = at
    for number in range(at + 1, len(lines)):
        line = lines[number].rstrip("\r\n")
        content = line.lstrip(" ")
        if not content or content.startswith("#"):
            continue
        own = line[: len(line) - len(content)]
        if indent is None and not content.startswith("- "):
            break
        indent = own if indent is None else indent
        if len(own) < len(indent) or (own == indent and not content.startswith("-")):
            break
        last = number
    if indent is None:
        raise CannotEdit("its repos is no list", "it is not edited by guesswork", "mend the file first")
    return indent, last


PRE_COMMIT = Guard(
    "pre-commit",
    "pipwise lint looks at each commit",
    _EFFECTS,
    ".pre-commit-config.yaml",
    put_in,
    take_out,
    is_in,
)
