"""Why a call met the operating system's Python although there was a virtual environment: what the log shows of it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipwise.intent.command_line import read_invocation
from pipwise.logs.calls import Found
from pipwise.logs.groups import Group
from pipwise.logs.lines import Line
from pipwise.logs.report import Cause
from pipwise.logs.shapes import shown_in

CAUSES = {
    "venv-active": "a virtual environment is active at the prompt",
    "venv-activated-before": "a virtual environment was activated before",
    "venv-made-before": "a virtual environment was made before, and nothing shows that it was activated",
    "sudo-resets-path": "sudo sets its own PATH, so the pip of the virtual environment is not found",
    "absolute-path": "the command names the operating system's program by its path, past the virtual environment",
    "source-under-dash": "sh has no source: the virtual environment was never activated (write . instead, or use bash)",
    "activation-missing": "the file that activates the virtual environment is not there",
    "new-shell-per-step": "every step has a shell of its own: what an earlier step activated is gone",
    "venv-without-pip": "the virtual environment has no pip, so the next pip on PATH answers",
    "venv-moved": "the virtual environment was moved or copied: its programs name the old place",
    "alias": "an alias stands for the program",
    "system-flag": "--system tells uv to pass by the virtual environment",
    "user-option": "--user does not change which Python is asked, and is refused like any other installation",
}

_VENV_PROMPT = re.compile(r"^(?:\((?!base\b)[\w./ -]+\) ?)")
_ACTIVATE = re.compile(
    r"(?:^|[\s;&])(?:source|\.) +\S*(?:bin|Scripts)/activate|Scripts[\\/]activate(?:\.bat|\.ps1)?\b"
)
_MADE = re.compile(r"python[\d.]* -m venv +\S|\bvirtualenv +\S|\buv venv\b")
_HINT = re.compile(r"activat|source|venv|virtualenv|/bin/|alias|Run |RUN |TASK|aliased")
_LINES = (
    (
        "source-under-dash",
        re.compile(
            r"(?:sh|dash): \d+: source: not found|/bin/sh: (?:line \d+: )?source: not found|source: not found"
        ),
    ),
    ("activation-missing", re.compile(r"bin/activate: No such file or directory")),
    ("venv-moved", re.compile(r"\S*/bin/(?:pip|python)\S*: .*(?:bad interpreter|required file not found)")),
    ("alias", re.compile(r"\balias pip3?=|pip3? is aliased to")),
    (
        "venv-without-pip",
        re.compile(
            r"(?:v?env|virtualenv)\S*/bin/python\S*: No module named pip|venv --without-pip|-m venv .*--without-pip"
        ),
    ),
)


def find_causes(
    lines: list[Line], group: Group, before: Iterable[int], found: Found | None
) -> tuple[Cause, ...]:
    """What the lines before a refusal, and its own call, say about a virtual environment that was passed by."""
    seen: dict[str, int] = {}
    for hit in group.hits:
        if hit.signature.cause:
            seen.setdefault(hit.signature.cause, lines[hit.first].number)
    steps = _environment(lines, before, seen)
    if found is not None:
        _by_call(found, lines[found.at].number, seen, steps=steps)
    return tuple(Cause(code, CAUSES[code], line) for code, line in seen.items())


def _environment(lines: list[Line], before: Iterable[int], seen: dict[str, int]) -> bool:
    """Fill in what is seen before the refusal; whether another step began after the activation."""
    activated = other_step = False
    for index in sorted(before):
        text = lines[index].text
        if not _HINT.search(text[:2000]) or "path/to/venv" in text:
            continue  # nothing, or a marker's own advice
        for code, pattern in _LINES:
            if pattern.search(text[:2000]):
                seen.setdefault(code, lines[index].number)
        if _ACTIVATE.search(text[:2000]):
            activated, other_step = True, False
            seen["venv-activated-before"] = lines[index].number
        elif activated and _begins_step(text):
            other_step = True
        elif _MADE.search(text[:2000]):
            seen.setdefault("venv-made-before", lines[index].number)
    if activated:
        seen.pop("venv-made-before", None)
    return other_step


def _begins_step(text: str) -> bool:
    """A new step of Actions, a new RUN of an image build, a new shell of Ansible."""
    if text.startswith(("##[group]Run ", "Run ", "TASK [", "::group::Run ")):
        return True
    shown = shown_in(text)
    return shown is not None and shown.how == "dockerfile"


def _by_call(found: Found, line: int, seen: dict[str, int], *, steps: bool) -> None:
    invocation = read_invocation(found.call.words)
    active = bool(_VENV_PROMPT.match(found.shown.prompt)) or "venv-activated-before" in seen
    if _VENV_PROMPT.match(found.shown.prompt):
        seen["venv-active"] = line
    if active and invocation.become:
        seen["sudo-resets-path"] = line
    if (active or "venv-made-before" in seen) and invocation.program.startswith(
        ("/usr/", "/bin/", "/opt/homebrew/")
    ):
        seen["absolute-path"] = line
    if steps and "venv-activated-before" in seen:
        seen["new-shell-per-step"] = line
    if "--system" in found.call.words:
        seen.setdefault("system-flag", line)
    if "--user" in found.call.words:
        seen["user-option"] = line
