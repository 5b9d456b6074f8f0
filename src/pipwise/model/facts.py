"""The frozen tree of what is true of one environment."""

from __future__ import annotations

from pipwise.model.call import Call
from pipwise.model.host import Asker, Host, PathFact, Place, Project
from pipwise.model.interpreter import Environment
from pipwise.model.known import Fact
from pipwise.model.names import Named
from pipwise.model.value import NamedTuple


class Setting(NamedTuple):
    """One option of an installer that is set outside the command line; later ones win."""

    section: str
    """``global``, a command's name, ``:env:`` for environment variables."""
    key: str
    value: str
    where: str
    """The file, or the environment variable."""
    level: str = ""
    """pip's word for its place in the order: global, user, site, env (PIP_CONFIG_FILE), env_var."""


class Settings(NamedTuple):
    """An installer's settings in rising precedence, and the files that could not be read."""

    values: tuple[Setting, ...]
    problems: tuple[tuple[str, str], ...] = ()
    """(path, why) of files that the installer itself would stumble over."""


class Tool(NamedTuple):
    """An installer found on the machine."""

    name: str
    path: str
    version: Fact[str]
    managed_by: str = ""
    """The version manager whose shim it is (recognised without being run), or ''."""


class Contradiction(NamedTuple):
    """Two facts about the caller's environment that do not fit, such as VIRTUAL_ENV and PATH."""

    code: str
    text: str


class Resolution(NamedTuple):
    """How the program that was asked for was found."""

    program: str
    path: str | None
    """The file that would run, or None where nothing of that name is found (exit status 127)."""
    interpreter: str | None
    """The interpreter behind it: itself, or its shebang's."""
    shim_of: str = ""
    problem: str = ""


class Facts(NamedTuple):
    """Everything that the stages may know about one command in one place. Partial facts are Unknown, never absent."""

    schema: str
    host: Host
    asker: Asker
    place: Fact[Place]
    project: Fact[Project | None]
    environment: tuple[tuple[str, str], ...]
    """The variables that installers read, as the command would get them."""
    resolution: Fact[Resolution]
    target: Fact[Environment]
    """The interpreter that the asked command would change."""
    others: tuple[Environment, ...]
    pip_settings: Fact[Settings]
    uv_settings: Fact[Settings]
    tools: tuple[Tool, ...]
    paths: tuple[tuple[str, PathFact], ...]
    contradictions: tuple[Contradiction, ...]
    names: tuple[Named, ...] = ()
    """What the asked names stand for on this platform; empty where nobody has looked."""
    call: Call = Call()
    """Where the command stands, and who will import what it installs."""
