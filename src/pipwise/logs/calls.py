"""The command that a message answers: the nearest line before it that shows one, else one that is told afterwards."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipwise.intent.command_line import read_invocation
from pipwise.logs.lines import Line
from pipwise.logs.report import Call
from pipwise.logs.shapes import Shown, shown_in
from pipwise.logs.simple_commands import simple_commands
from pipwise.model.value import NamedTuple

_CHANGES = ("install", "uninstall", "sync")
_WRAPPERS = {
    "pipenv": ("pip", "pipenv"),
    "poetry": ("pip", "poetry"),
    "pip-sync": ("pip", "pip-sync"),
    "get-pip.py": ("pip", ""),
    "conda": ("conda", ""),
    "mamba": ("conda", ""),
    "nox": ("nox", ""),
}
_BEFORE = 400
_AFTER = 60
_ON_ITS_WAY = (" -m venv", "virtualenv ", "uv venv")


class Found(NamedTuple):
    """A call with the index of its line and what that line showed."""

    call: Call
    at: int
    shown: Shown
    wrapper: str = ""


class Range(NamedTuple):
    """Where to look for what belongs to a message: its neighbours end it. Indices into the stretch."""

    start: int
    first: int
    last: int
    end: int


def find_call(lines: list[Line], where: Range, tool: str) -> Found | None:
    """The call of this tool that the message answers, or None."""
    step = lines[where.first].step
    before = range(where.first, max(where.start, where.first - _BEFORE) - 1, -1)
    after = range(where.last, min(where.end, where.last + _AFTER, len(lines)))
    for indices in (before, after):
        found = _best(_calls(lines, indices, tool, step))
        if found:
            return found
    return None


def _best(found: Iterable[Found]) -> Found | None:
    """The nearest; one that only a sentence names gives way to the next that stands by itself."""
    weak = None
    for one in found:
        if one.call.how != "message" and not one.wrapper:
            return one
        weak = weak or one
    return weak


def _calls(lines: list[Line], indices: Iterable[int], tool: str, step: str) -> Iterator[Found]:
    for index in indices:
        line = lines[index]
        if step and line.step and line.step != step:
            continue
        shown = shown_in(_listed(lines, index))
        if shown is None:
            continue
        found = _call(shown, tool)
        if found is not None:
            words, wrapper = found
            text = _continued(lines, index, shown.command)
            yield Found(Call(words, text, shown.how), index, shown, wrapper)  # type: ignore[arg-type]  # SHAPES has Call's words


def _listed(lines: list[Line], index: int) -> str:
    """The line, with the elements of a list that goes on below it."""
    text = lines[index].text
    if not text.rstrip().endswith(": ["):
        return text
    for line in lines[index + 1 : index + 60]:
        text += line.text.strip()
        if line.text.strip().startswith("]"):
            break
    return text


def _call(shown: Shown, tool: str) -> tuple[tuple[str, ...], str] | None:
    """(words of the installer's call, wrapper) among the simple commands of a line."""
    for words in simple_commands(shown.command):
        inner = _inner(words)
        if inner is not None:
            return _call(shown._replace(command=inner), tool)
        if _is_call(words, tool):
            return words, ""
        name = _program(words)
        if name in _WRAPPERS and (_WRAPPERS[name][0] == tool):
            return words, _WRAPPERS[name][1]
    return None


def _inner(words: tuple[str, ...]) -> str | None:
    """The command in ``bash -c '…'``, ``sudo -u x sh -c``, ``su -c`` and the like."""
    for position, word in enumerate(words[:-1]):
        if word in ("-c", "-lc", "-ec", "-exc", "-xec") and words[position - 1].rpartition("/")[2] in (
            *("sh", "bash", "dash", "zsh", "ash", "su", "-e", "-o"),
        ):
            return words[position + 1]
    return None


def _program(words: tuple[str, ...]) -> str:
    invocation = read_invocation(words)
    name = invocation.program.rpartition("/")[2]
    if invocation.tool == "python":
        name = next(
            (word.rpartition("/")[2] for word in invocation.arguments if not word.startswith("-")), name
        )
    return name


def _is_call(words: tuple[str, ...], tool: str) -> bool:
    """Whether these words are a call of the tool that changes something (venv: one that makes an environment)."""
    if tool == "venv":
        return any(one in f" {' '.join(words)}" for one in _ON_ITS_WAY)
    invocation = read_invocation(words)
    arguments = invocation.arguments
    if any(word.startswith(("[options]", "<requirement")) for word in arguments):
        return False
    if invocation.tool == "pip" and tool in ("pip", ""):
        return any(word in _CHANGES for word in arguments)
    if invocation.tool == "uv" and tool in ("uv", ""):
        return "pip" in arguments[:4] and any(word in _CHANGES for word in arguments)
    return invocation.tool == "ensurepip" and tool in ("pip", "ensurepip", "")


def _continued(lines: list[Line], index: int, command: str) -> str:
    """The command with the lines that a backslash joins to it."""
    text = command
    for line in lines[index + 1 : index + 12]:
        if not lines[index].text.rstrip().endswith("\\"):
            break
        text = f"{text} {line.text.strip().rstrip(chr(92)).strip()}"
        index += 1
    return text
