"""What was asked for, whichever tool it was asked of."""

from __future__ import annotations

from pipwise.model.value import Literal, NamedTuple

Value = str | int | bool | tuple[str, ...]


class Invocation(NamedTuple):
    """A command line seen through its wrappers: which program, with which arguments, as whom, with which environment."""

    words: tuple[str, ...]
    tool: Literal["pip", "uv", "pipx", "pipwise", "ensurepip", "python", "other"]
    program: str
    """The word that is looked up on PATH: pip3, /usr/bin/python3, uv …"""
    module: bool
    """True for ``python -m pip``."""
    python_flags: tuple[str, ...]
    """Flags before ``-m``: -I, -S, -E, -s …"""
    arguments: tuple[str, ...]
    """What the tool itself gets."""
    variables: tuple[tuple[str, str | None], ...] = ()
    """Set (or, with None, removed) in front of the command."""
    clean_environment: bool = False
    """``env -i``, or sudo without -E."""
    script: str = ""
    """The path in ``python pip.whl/pip …``: the pip that is run stands there."""
    become: str = ""
    """The user that sudo, doas, su or pkexec turns into, or ''."""
    directory: str = ""
    """Where ``env -C`` or ``sudo -D`` goes first, or ''."""


class Requirement(NamedTuple):
    """One thing to install, as it was written."""

    text: str
    name: str
    """Normalised project name (PEP 503), or '' where only a build or a download would tell."""
    extras: tuple[str, ...]
    specifier: str
    marker: str
    kind: Literal["named", "path", "archive", "url", "vcs", "invalid"]
    editable: bool = False
    origin: str = ""
    """The requirements file that it stands in, or '' for the command line."""


class Problem(NamedTuple):
    """Something in the command line that the tool itself would refuse."""

    code: str
    exit_status: int
    text: str


class Arguments(NamedTuple):
    """A tool's command line, parsed by that tool's own option table."""

    command: str
    """install, uninstall, ``pip install`` (uv), ``tool install`` (uv) … or '' where none is given."""
    options: tuple[tuple[str, Value], ...]
    """Option's destination name → value as typed; only what was given, in the order of first use."""
    operands: tuple[str, ...]
    problem: Problem | None
    """What the tool's parser stops at, or None."""


class Intent(NamedTuple):
    """What was asked: tool, command, requirements, files and options."""

    invocation: Invocation
    arguments: Arguments
    requirements: tuple[Requirement, ...]
    requirement_files: tuple[str, ...] = ()
    constraint_files: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    purpose: Literal["install", "uninstall", "inspect", "run", "other"] = "other"
    files_read: tuple[str, ...] = ()
    """Requirements files whose lines are among the requirements; the others nobody has read."""
    files_odd: tuple[str, ...] = ()
    """Those of them that are no text in their encoding."""
