"""One Python interpreter as it describes itself, and what stands around it."""

from __future__ import annotations

from pipwise.model.known import Fact
from pipwise.model.value import Literal, NamedTuple


class Scheme(NamedTuple):
    """A sysconfig installation scheme, with ``{base}`` and ``{userbase}`` left open where it has them."""

    name: str
    purelib: str
    platlib: str
    scripts: str
    data: str


class Venv(NamedTuple):
    """What ``pyvenv.cfg`` says (PEP 405), and whether the environment can still run."""

    root: str
    home: str
    system_site_packages: bool
    broken: str | None
    """Why it does not run any more (its base interpreter is gone …), or None."""


class Marker(NamedTuple):
    """The ``EXTERNALLY-MANAGED`` file of PEP 668 as its bytes stand; each installer reads it in its own way."""

    path: str
    state: Literal["absent", "present", "malformed", "unreadable", "not-a-file"]
    """``malformed`` is a file that the specification's reader cannot use; ``not-a-file`` a directory or dangling link."""
    problem: Literal[
        "", "empty", "not-ini", "no-section", "no-error-key", "duplicate-key", "encoding", "bom"
    ] = ""
    errors: tuple[tuple[str, str], ...] = ()
    """Keys of ``[externally-managed]`` as written, with their text."""


class Owner(NamedTuple):
    """Whose Python it is. What ``os`` owns is protected, marked or not."""

    kind: Literal["os", "uv", "conda", "pyenv", "homebrew", "python.org", "image", "user", "unknown"]
    manager: str
    """The package manager that owns it: apt, dnf, zypper, pacman, apk, xbps, portage, nix, brew, uv, conda, pyenv … or ''."""
    package: str = ""


class PipCopy(NamedTuple):
    """The pip that would run."""

    version: str
    location: str
    """Directory (or archive) that holds the ``pip`` package."""
    vendor: Literal["debian", "fedora", "msys2", "termux", "upstream"]
    """Whose patches it carries; Debian's ``hands-off-system-packages`` (before 25.1) leaves apt's files alone."""


class Distribution(NamedTuple):
    """One installed distribution (``*.dist-info`` or ``*.egg-info``) that the interpreter can import."""

    name: str
    version: str
    location: str
    """The directory that holds its metadata directory."""
    has_record: bool
    installer: str
    """First line of INSTALLER, or ''."""
    kind: str = "dist-info"
    """dist-info, egg-info (a directory), egg-info-file (distutils), egg-link-file."""


class Layout(NamedTuple):
    """Where an interpreter's installers put files: its sysconfig schemes and which of them is preferred for what."""

    schemes: tuple[Scheme, ...]
    default: str
    """``sysconfig.get_default_scheme()``."""
    prefix: str
    user: str
    home: str
    """Names that ``sysconfig.get_preferred_scheme`` gives (bpo-43976), or their stand-ins before 3.10."""
    user_base: str
    user_site: str
    distutils: tuple[tuple[str, str], ...] = ()
    """Purelib by distutils, where pip still asks it (Python before 3.10): ``default``, ``user``, and ``prefix``,
    ``home``, ``root`` as templates with ``{base}`` open."""


class Interpreter(NamedTuple):
    """An interpreter as it described itself when it was asked with ``-I -B``."""

    executable: str
    """The path by which it was called."""
    version: tuple[int, int, int]
    implementation: str
    prefix: str
    base_prefix: str
    stdlib: str
    """``sysconfig.get_path("stdlib", default scheme)``: where PEP 668 looks for the marker."""
    layout: Layout
    path: tuple[str, ...]
    """``sys.path`` of an isolated start: no user site, no PYTHONPATH."""
    site_packages: tuple[str, ...]
    """``site.getsitepackages()``."""
    has_venv: bool
    has_ensurepip: bool


class Environment(NamedTuple):
    """An interpreter with what stands around it on this machine."""

    interpreter: Interpreter
    venv: Venv | None
    marker: Fact[Marker]
    owner: Fact[Owner]
    pip: Fact[PipCopy | None]
    """``Known(None)``: there is no pip that this interpreter can import."""
    distributions: Fact[tuple[Distribution, ...]]
    user_site_enabled: bool | None
    """``site.ENABLE_USER_SITE`` as the asked command would meet it."""
    import_path: tuple[str, ...]
    """``sys.path`` as the asked command would have it."""
