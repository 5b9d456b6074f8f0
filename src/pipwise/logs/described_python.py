"""The Python that a failure in a log is about: the catalogue's, with what the log itself shows of it."""

from __future__ import annotations

from pipwise.catalog.platforms import Platform
from pipwise.facts.platform_python import python_of
from pipwise.logs.report import Failure
from pipwise.model.intent import Intent
from pipwise.model.interpreter import Environment, Interpreter, Layout, Marker, Owner
from pipwise.model.known import Fact, Known, Source, Unknown

_SILENT = Unknown("the log does not tell")
_NO_LAYOUT = Layout((), "", "", "", "", "", "")
_OWNERS: dict[str, tuple[str, str]] = {
    "debian": ("os", "apt"),
    "arch": ("os", "pacman"),
    "alpine": ("os", "apk"),
    "suse": ("os", "zypper"),
    "gentoo": ("os", "portage"),
    "void": ("os", "xbps"),
    "nix": ("os", "nix"),
    "msys2": ("os", "pacman"),
    "rpm": ("os", "dnf"),
    "homebrew": ("homebrew", "brew"),
    "uv": ("uv", "uv"),
    "conda": ("conda", "conda"),
    "termux": ("os", "pkg"),
}
"""Family → kind and manager of the owner."""
_MARKED = ("externally-managed-environment", "marker-warns")
_NO_ENVIRONMENT = (
    "no-virtual-environment",
    "no-record",
    "distutils-installed",
    "permission-denied",
    "not-found",
    "no-module",
)
"""What is said where no virtual environment is in use: there is a Python, of which nothing else is known."""


def environment_of(
    failure: Failure, base: Fact[Environment], platform: Platform | None, intent: Intent
) -> Fact[Environment]:
    """The environment that was to be changed; a refusal proves that it is marked and that it is no virtual one."""
    if failure.code in _NO_ENVIRONMENT and isinstance(base, Unknown):
        return Known(_stand_in(failure), Source("log", f"line {failure.first}"))
    if failure.code not in _MARKED:
        return base
    if isinstance(base, Unknown) and platform is not None and platform.python:
        # The command names its Python in another way than the table does; the marker's text says whose it is.
        plain = intent._replace(invocation=intent.invocation._replace(program="python3"))
        base = python_of(platform, plain, "")
    if isinstance(base, Unknown):
        base = Known(_stand_in(failure), Source("log", f"line {failure.first}"))
    environment = base.value
    if is_vague(failure, platform):
        environment = _without_version(environment)
    interpreter = _with_version(environment.interpreter, failure)
    source = Source("log", f"line {failure.first}")
    path = _marker_path(environment.marker, failure)
    errors = (("Error", failure.message),) if failure.message else ()
    marker = Marker(path, "present", "", errors)
    owner = environment.owner
    if isinstance(failure.family, Known) and failure.family.value in _OWNERS:
        kind, manager = _OWNERS[failure.family.value]
        owner = Known(Owner(kind, manager), failure.family.source)  # type: ignore[arg-type]  # the table's kinds
    environment = environment._replace(interpreter=interpreter, marker=Known(marker, source), owner=owner)
    return Known(environment, source)


def is_vague(failure: Failure, platform: Platform | None) -> bool:
    """Whether the log shows the system and not its version, and ``--on`` has not said it either."""
    if (
        platform is None
        or not isinstance(failure.platform, Known)
        or platform.asked != failure.platform.value
    ):
        return False
    return ":" not in platform.asked and bool(platform.version) and isinstance(failure.python, Unknown)


def _without_version(environment: Environment) -> Environment:
    """What is the same in every version of the system."""
    unknown = Unknown("the log does not show which version of the system it is")
    interpreter = environment.interpreter._replace(version=(0, 0, 0), layout=_NO_LAYOUT, stdlib="")
    marker = environment.marker
    if isinstance(marker, Known):
        marker = Known(marker.value._replace(path="…/EXTERNALLY-MANAGED"), marker.source)
    return environment._replace(interpreter=interpreter, marker=marker, pip=unknown, import_path=())


def _with_version(interpreter: Interpreter, failure: Failure) -> Interpreter:
    """The version that the log shows, where the catalogue has none."""
    if interpreter.version != (0, 0, 0) or not isinstance(failure.python, Known):
        return interpreter
    major, _, minor = failure.python.value.partition(".")
    return interpreter._replace(version=(int(major), int(minor), 0)) if minor.isdecimal() else interpreter


def _marker_path(known: Fact[Marker], failure: Failure) -> str:
    if isinstance(failure.interpreter, Known) and "/lib" in failure.interpreter.value:
        return f"{failure.interpreter.value}/EXTERNALLY-MANAGED"
    return known.value.path if isinstance(known, Known) else "…/EXTERNALLY-MANAGED"


def _stand_in(failure: Failure) -> Environment:
    """An interpreter of which only its being there is known; its version and its layout are stand-ins."""
    path = failure.interpreter.value if isinstance(failure.interpreter, Known) else ""
    prefix = path.partition("/lib/")[0].partition("/bin/")[0] if path else ""
    executable = path if "/bin/" in path else f"{prefix}/bin/python3" if prefix else "python3"
    interpreter = Interpreter(
        executable,
        (0, 0, 0),
        "cpython",
        prefix,
        prefix,
        "",
        _NO_LAYOUT,
        (),
        (),
        has_venv=True,
        has_ensurepip=True,
    )
    return Environment(interpreter, None, _SILENT, _SILENT, _SILENT, _SILENT, None, ())
