"""What an installer will do with an intent in these facts."""

from __future__ import annotations

from pipwise.model.facts import Settings
from pipwise.model.host import PathFact
from pipwise.model.interpreter import Distribution, Layout, Marker
from pipwise.model.known import Fact, Unknown
from pipwise.model.value import Literal, NamedTuple


class Evidence(NamedTuple):
    """One thing that an outcome or a reason stands on."""

    text: str
    where: str = ""


class Harm(NamedTuple):
    """One thing that would be damaged or put at risk."""

    code: str
    text: str


class Outcome(NamedTuple):
    """The prediction: verdict, stable code, exit status and destination."""

    verdict: Literal["allowed", "refused", "risky", "fails", "unknown"]
    code: str
    exit_status: int | None
    """None where it cannot be known."""
    destination: str | None
    """The directory that pure-Python distributions land in, or None where nothing is installed."""
    evidence: tuple[Evidence, ...] = ()
    harms: tuple[Harm, ...] = ()
    message: str = ""
    """What the tool itself will say, where that is known."""
    lacking: tuple[str, ...] = ()
    """OS packages that a build wanted and did not find, in the names of the system that it ran on."""


class Target(NamedTuple):
    """The flat list of leaves that decide what an installer does: all that ``predict`` may know of the world.

    Leaves that could not be had are Unknown; whatever depends on one is predicted as ``unknown``, never guessed.
    """

    tool: str
    """pip, uv, pipx, ensurepip; ``''`` where the program is not found."""
    version: Fact[str]
    vendor: Fact[str]
    """Whose patches the tool carries: debian, fedora, msys2, termux, upstream."""
    python: Fact[tuple[int, int, int]]
    prefix: Fact[str]
    venv: Fact[str]
    """``none``, ``isolated``, ``sees-system`` (--system-site-packages), ``broken``."""
    marker: Fact[Marker]
    owner: Fact[str]
    """``Owner.kind``."""
    layout: Fact[Layout]
    import_path: Fact[tuple[str, ...]]
    """Directories that the interpreter imports from, user site included where it is enabled."""
    user_site_enabled: Fact[bool | None]
    settings: Fact[Settings]
    """The tool's configuration outside the command line, environment variables included, in rising precedence."""
    installed: Fact[tuple[Distribution, ...]]
    root: bool
    cwd: str
    variables: tuple[tuple[str, str], ...] = ()
    """Other environment variables that the tool reads (CI, VIRTUAL_ENV, CONDA_PREFIX, PYTHONPATH …)."""
    paths: tuple[tuple[str, PathFact], ...] = ()
    """What stands at the paths that ``predict.paths_to_ask`` wanted to know about."""
    problem: str = ""
    """Why nothing can run at all: ``not-found``, ``not-executable``, ``bad-interpreter``, ``no-module`` …, or ''."""
    makes_venvs: Fact[bool] = Unknown("not asked")
    """Whether the interpreter's own venv and ensurepip are there, which Debian packages apart."""
