"""The Python of a platform of the table, as far as its row describes it."""

from __future__ import annotations

from pipwise.catalog.platforms import Platform
from pipwise.catalog.platforms.layouts import layout_of, site_directories
from pipwise.catalog.platforms.versions import numbers
from pipwise.facts.certain_paths import WORKING_DIRECTORY
from pipwise.facts.target import target_of
from pipwise.model.facts import Facts
from pipwise.model.intent import Intent, Invocation
from pipwise.model.interpreter import Environment, Interpreter, Layout, Marker, Owner, PipCopy
from pipwise.model.known import Fact, Known, Source, Unknown
from pipwise.model.outcome import Target
from pipwise.system.caching import lru_cache

# Stand-ins inside an interpreter whose owner and marker are known although its version or its layout is not: they are read
# by ``platform_target`` alone, as Unknown.
_NO_LAYOUT = Layout((), "", "", "", "", "", "")
_NO_VERSION = (0, 0, 0)
_HOMEBREW = (
    *("/opt/homebrew/", "/home/linuxbrew/.linuxbrew/"),
    *("/usr/local/opt/python", "/usr/local/Cellar/python"),
)


def python_of(platform: Platform, intent: Intent, home: str) -> Fact[Environment]:
    """The interpreter of the row with what stands around it; Unknown where the command names another one."""
    if not platform.python:
        return Unknown(f"the {platform.where} does not say where its Python is")
    other = _another_python(platform, intent.invocation)
    if other:
        return Unknown(f"the {platform.where} does not tell of {other}")
    prefixed = bool(dict(intent.arguments.options).get("prefix_path"))
    return _known(platform, home, prefixed=prefixed, pipx=intent.invocation.tool == "pipx")


@lru_cache(256)
def _known(platform: Platform, home: str, *, prefixed: bool, pipx: bool) -> Known[Environment]:
    """The same for one command as for the next: lint asks for each call of a repository."""
    source = Source("catalogue", platform.where)
    interpreter = _interpreter(platform, home, prefixed=prefixed, pipx=pipx)
    return Known(
        Environment(
            interpreter=interpreter,
            venv=None,
            marker=_marker(platform, interpreter, source),
            owner=Known(Owner(platform.row.owner, _manager(platform)), source),  # type: ignore[arg-type]  # the table's kinds
            pip=_pip(platform, interpreter, source),
            distributions=Unknown("which distributions are installed there is not in the table"),
            user_site_enabled=True,
            import_path=_import_path(interpreter),
        ),
        source,
    )


def _another_python(platform: Platform, invocation: Invocation) -> str:
    """The program, where it names a Python that is not the one of the row: another directory, another version."""
    program = invocation.program
    folder, _, name = program.rpartition("/")
    if invocation.tool in ("uv", "pipx"):
        return ""
    if folder and folder != platform.python.rpartition("/")[0] and not _is_homebrews(platform, folder):
        return program
    asked = numbers(name.lstrip("abcdefghijklmnopqrstuvwxyz"))
    known = numbers(platform.python_version)
    return program if len(asked) > 1 and known and asked != known[: len(asked)] else ""


def _is_homebrews(platform: Platform, folder: str) -> bool:
    """Whether Homebrew keeps its Pythons there, under names that lead to the same ones (docs.brew.sh/Homebrew-and-Python)."""
    return platform.row.owner == "homebrew" and f"{folder}/".startswith(_HOMEBREW)


def _interpreter(platform: Platform, home: str, *, prefixed: bool, pipx: bool) -> Interpreter:
    prefix = _prefix(platform)
    minor = _minor(platform)
    sites = site_directories(platform.row.layout, prefix, minor) if minor and platform.row.layout else ()
    importable = sites[:2] if platform.row.layout == "debian" else sites
    return Interpreter(
        executable=platform.python,
        version=(*minor, _micro(platform)) if minor else _NO_VERSION,
        implementation="cpython",
        prefix=prefix,
        base_prefix=prefix,
        stdlib=_stdlib(platform),
        layout=_layout(platform, home, prefixed=prefixed),
        path=(*_library(platform), *importable),
        site_packages=sites,
        has_venv=True,
        has_ensurepip=not platform.row.venv.startswith("apt install") or pipx,
    )


def _minor(platform: Platform) -> tuple[int, int] | None:
    version = numbers(platform.python_version)
    return (version[0], version[1]) if len(version) > 1 else None


def _micro(platform: Platform) -> int:
    """0 where the table does not say it: nothing that an installer does here hangs on it."""
    return (*numbers(platform.python_version), 0, 0)[2]


def _layout(platform: Platform, home: str, *, prefixed: bool) -> Layout:
    """Fedora's ``/usr/local`` is for its own prefix alone: with ``--prefix`` its pip does what CPython's layout says."""
    kind, minor = platform.row.layout, _minor(platform)
    if not kind or minor is None:
        return _NO_LAYOUT
    return layout_of("cpython" if kind == "fedora" and prefixed else kind, _prefix(platform), minor, home)


def _stdlib(platform: Platform) -> str:
    minor = _minor(platform)
    if platform.marker_path:
        return platform.marker_path.rpartition("/")[0]
    lib = "lib64" if platform.row.layout == "fedora" else "lib"
    return f"{_prefix(platform)}/{lib}/python{minor[0]}.{minor[1]}" if minor else ""


def _library(platform: Platform) -> tuple[str, ...]:
    minor, stdlib = _minor(platform), _stdlib(platform)
    if minor is None:
        return ()
    return (f"{_prefix(platform)}/lib/python{minor[0]}{minor[1]}.zip", stdlib, f"{stdlib}/lib-dynload")


def _prefix(platform: Platform) -> str:
    separator = "\\" if platform.row.system == "win32" and "\\" in platform.python else "/"
    return platform.python.rpartition(separator)[0].removesuffix("/bin")


def _import_path(interpreter: Interpreter) -> tuple[str, ...]:
    library = tuple(path for path in interpreter.path if path not in interpreter.site_packages)
    packages = tuple(path for path in interpreter.path if path in interpreter.site_packages)
    user = (interpreter.layout.user_site,) if interpreter.layout.user_site else ()
    return (*library, *user, *packages)


def _marker(platform: Platform, interpreter: Interpreter, source: Source) -> Fact[Marker]:
    path = platform.marker_path or f"{interpreter.stdlib or '…'}/EXTERNALLY-MANAGED"
    match platform.marker:
        case "yes":
            return Known(Marker(path, "present"), source)
        case "no":
            return Known(Marker(path, "absent"), source)
        case _:
            return Unknown(f"the {platform.where} does not say whether there is a marker")


def _manager(platform: Platform) -> str:
    row = platform.row
    if row.owner in ("os", "homebrew"):
        return row.package_manager.replace("/", " ").partition(" ")[0]
    return row.owner if row.owner in ("uv", "conda", "pyenv") else ""


def _pip(platform: Platform, interpreter: Interpreter, source: Source) -> Fact[PipCopy | None]:
    """Known where the table has one version, or ``none``; a range is for ``platform.pip`` to say."""
    if platform.pip == "none":
        return Known(None, source)
    if not platform.pip or platform.pip[0] in "<>" or not platform.pip.replace(".", "").isdigit():
        return Unknown(f"the version of pip there is not known{': ' + platform.pip if platform.pip else ''}")
    return Known(pip_copy(platform, interpreter, platform.pip), source)


def pip_copy(platform: Platform, interpreter: Interpreter, version: str) -> PipCopy:
    """A pip of that version where the platform has its pip."""
    if platform.row.layout == "debian":
        location = f"{interpreter.prefix}/lib/python3/dist-packages"
    else:
        location = (
            f"{interpreter.prefix}/lib/python{interpreter.version[0]}.{interpreter.version[1]}/site-packages"
        )
    return PipCopy(version, location, platform.row.vendor)  # type: ignore[arg-type]  # the table's vendors


def platform_target(facts: Facts, intent: Intent) -> Target:
    """The leaves for ``predict``; what stands in for a version or a layout that nobody knows is Unknown there."""
    target = target_of(facts, intent)._replace(cwd=WORKING_DIRECTORY)
    if isinstance(target.python, Known) and target.python.value == _NO_VERSION:
        why = Unknown("the version of Python there is not known")
        target = target._replace(python=why, layout=why, import_path=why)
    if isinstance(target.layout, Known) and not target.layout.value.schemes:
        target = target._replace(layout=Unknown("where installers put files there is not known"))
    if intent.invocation.tool == "pipx":
        silent = Unknown("the version of pipx there is not known")
        target = target._replace(
            version=next((tool.version for tool in facts.tools if tool.name == "pipx"), silent)
        )
    active = isinstance(facts.target, Known) and facts.target.value.venv is not None
    if _wants_environment(intent) and not active:
        target = target._replace(prefix=Unknown("no-virtual-environment: No virtual environment found"))
    return target


def _wants_environment(intent: Intent) -> bool:
    """uv changes a Python outside of environments only where it is named; there is no environment on a fresh machine."""
    options = dict(intent.arguments.options)
    command = intent.arguments.command if intent.invocation.tool == "uv" else ""
    if command not in ("pip install", "pip sync", "pip uninstall") or options.get("system"):
        return False
    elsewhere = command != "pip uninstall" and (options.get("target") or options.get("prefix"))
    return not elsewhere and "/" not in str(options.get("python", ""))
