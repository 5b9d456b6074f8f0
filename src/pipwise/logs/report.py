"""What a log tells: every failure in it, in order, and for each what it is, whose Python it hit and where the call stands.

Every fact carries its line: ``Known(value, Source("log", "line 12"))``; what the log does not tell is ``Unknown``.
"""

from __future__ import annotations

from pipwise.model.known import Fact
from pipwise.model.value import Literal, NamedTuple


class Call(NamedTuple):
    """The command that failed."""

    words: tuple[str, ...]
    """Only the installer's own call, with its wrappers (sudo, env): what ``read_intent`` takes."""
    text: str
    """The whole line that it was found in, such as ``apt-get install -y x && pip3 install y``."""
    how: Literal[
        "shell-trace",
        "dockerfile",
        "prompt",
        "ci-step",
        "ansible",
        "make",
        "traceback",
        "message",
        "typed",
    ]
    """What kind of line it was."""


class Stand(NamedTuple):
    """The file in which the call stands."""

    path: str
    """``Dockerfile``, ``./install.sh``, ``roles/web/tasks/main.yml``, ``Makefile``; '' where only a title is told."""
    line: int | None
    kind: Literal["dockerfile", "script", "makefile", "ansible", "workflow", "action", "python"]
    title: str = ""
    """Name of the task, step, job or stage."""


class Cause(NamedTuple):
    """One thing in the log that explains why the call met this Python although a virtual environment was there."""

    code: str
    """See ``pipwise.logs.causes``: ``sudo-resets-path``, ``absolute-path``, ``source-under-dash`` …"""
    text: str
    line: int


class Need(NamedTuple):
    """What a build wanted, and the OS packages that have it."""

    missing: str
    """``Python.h``, ``pg_config``, ``gcc`` …"""
    packages: tuple[tuple[str, str], ...]
    """(family: debian, fedora, suse, arch, alpine, homebrew …; packages separated by blanks)."""
    line: int


class Failure(NamedTuple):
    """One thing that was refused or failed."""

    code: str
    """A prediction's code (``OUTCOME_CODES``), or one of ``LOG_CODES`` for what only logs know."""
    verdict: Literal["refused", "fails", "risky"]
    """``risky``: it was only warned, and the command went on."""
    tool: str
    """Who refused or failed: pip, uv, ensurepip, venv, conda, nox …"""
    wrapper: str
    """What ran that tool, where the log tells: poetry, pipenv, pip-sync, ansible, ensurepip …, or ''."""
    exit_status: int | None
    """The tool's own, by what it does in such a case."""
    first: int
    last: int
    """Lines of the message, counted from 1."""
    message: str
    """The text of the marker, or of the error, with the log's decorations taken off."""
    signatures: tuple[str, ...]
    """Ids of the signatures (catalog/markers) that it was recognised by."""
    family: Fact[str]
    """Whose marker it is: debian, arch, alpine, suse, gentoo, void, homebrew, nix, msys2, uv, conda, rpm."""
    platform: Fact[str]
    """A name that the table of platforms has (``debian:13``), as narrow as the log allows."""
    python: Fact[str]
    """``3.12``."""
    interpreter: Fact[str]
    """Path of the interpreter, its prefix or its standard library, as the log shows it."""
    call: Fact[Call]
    stand: Fact[Stand]
    root: Fact[bool]
    context: Fact[str]
    """A word of ``--context``: dockerfile, github-actions, gitlab, ci, ansible, script, terminal …"""
    ci: Fact[str]
    """github-actions, gitlab, jenkins, azure, circleci, travis …"""
    surroundings: Fact[str]
    """Finer than the context: buildkit, kaniko, home-assistant-add-on, cloud-init, jenkins, kali, raspberry-pi, wsl …"""
    packages: Fact[tuple[str, ...]]
    causes: tuple[Cause, ...]
    needs: tuple[Need, ...]
    after: tuple[str, ...]
    """What failed afterwards, for want of it."""
    repeats: int = 0
    """How often the same message stands in the log again (BuildKit's summary, Ansible's stderr_lines)."""


class Mention(NamedTuple):
    """A line that has the words and is no refusal: documentation, grep, a linter, a command that removes the marker."""

    line: int
    text: str
    why: str


class Report(NamedTuple):
    """Everything that was found in one log."""

    failures: tuple[Failure, ...]
    mentions: tuple[Mention, ...]
    lines: int
    """Number of lines of the log."""
    notes: tuple[tuple[str, int], ...] = ()
    """(id of a signature that is no failure, such as pip's "Defaulting to user installation"; its line)."""
    complete: bool = True
    """False where there was so much that reading ended before the end."""


def failure_that_matters(report: Report) -> Failure | None:
    """The first refusal; where there is none, the first failure; None where nothing failed."""
    refused = (one for one in report.failures if one.verdict == "refused")
    return next(refused, next(iter(report.failures), None))
