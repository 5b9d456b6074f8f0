"""Interpreters on PATH and those that uv has installed itself, in the order in which uv tries them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain

from pipwise.facts.uv_paths import is_directory
from pipwise.facts.uv_request import IMPLEMENTATIONS, Request, parse_version_request
from pipwise.facts.uv_seen import Seen, suits
from pipwise.system.look import Look


def on_path(look: Look, request: Request, environment: Mapping[str, str]) -> Iterator[str]:
    """Candidates in PATH's order; within a directory the likeliest name first, ``python3.N`` last and newest first."""
    search = environment.get("UV_PYTHON_SEARCH_PATH", environment.get("PATH", ""))
    seen: set[str] = set()
    for folder in search.split(":"):
        if not folder or not is_directory(look, folder) or look.realpath(folder) in seen:
            continue
        seen.add(look.realpath(folder))
        # The directory is only listed where none of the plain names is good enough.
        for name in chain(executable_names(request), _minor_names(look, folder, request)):
            path = f"{folder.rstrip('/')}/{name}"
            if look.may(path, "execute") and not is_directory(look, path):
                yield path


def executable_names(request: Request) -> list[str]:
    """Names that uv tries in each directory of PATH."""
    version, variant = request.version, request.variant[:1] if request.variant in ("t", "d") else ""
    names = ["python" + ".".join(map(str, version[:count])) for count in range(len(version), -1, -1)]
    if not version:
        names = ["python3", "python"] if request.kind == "range" else ["python", "python3"]
    if variant:
        names = [spelled for name in names for spelled in (name + variant, name)]
    if request.implementation:
        own = [name.replace("python", request.implementation, 1) for name in names]
        return [*own, *names]
    if request.kind == "any":
        names += [f"{name}{major}" for name in IMPLEMENTATIONS for major in ("", "3")]
    return names


def _minor_names(look: Look, folder: str, request: Request) -> Iterator[str]:
    if len(request.version) > 1:
        return
    stems = ("python3.", f"{request.implementation}.") if request.implementation else ("python3.",)
    found: list[tuple[int, str]] = []
    for name in look.list(folder) if _listable(look, folder) else ():
        stem = next((stem for stem in stems if name.startswith(stem)), "")
        minor = name[len(stem) :].removesuffix("t") if stem else ""
        if minor.isdigit() and len(minor) <= 2 and int(minor) >= 6:
            found.append((int(minor), name))
    yield from (name for _, name in sorted(found, reverse=True))


def _listable(look: Look, folder: str) -> bool:
    return look.may(folder, "read")


def managed(look: Look, request: Request, environment: Mapping[str, str], home: str | None) -> Iterator[str]:
    """The Pythons below uv's own directory, newest first (uv ``crates/uv-python/src/managed.rs``)."""
    root = managed_root(environment, home)
    if not root:
        return
    try:
        names = look.list(root)
    except OSError:
        return
    found: list[tuple[tuple[int, ...], str, str]] = []
    for name in names:
        parts = name.split("-")
        version = parse_version_request(parts[1]) if len(parts) == 5 and parts[0] in IMPLEMENTATIONS else None
        if version is None or len(version.version) < 2 or not _is_own_directory(look, f"{root}/{name}"):
            continue
        if suits(request, Seen("", False, version.version, parts[0])) is not False and _platform(
            look, parts[2]
        ):
            found.append((version.version, name, f"{version.version[0]}.{version.version[1]}"))
    for _, name, minor in sorted(found, reverse=True):
        impl, _, platform = name.partition("-")
        link = f"{root}/{impl}-{minor}-{platform.partition('-')[2]}"
        stem = link if is_directory(look, link) and len(request.version) < 3 else f"{root}/{name}"
        yield f"{stem}/bin/{'python' if impl == 'cpython' else impl}{minor}"


def is_managed(look: Look, executable: str, environment: Mapping[str, str], home: str | None) -> bool:
    """Whether an interpreter, or the one that its venv is made from, is one of uv's own."""
    root = managed_root(environment, home)
    return bool(root) and look.realpath(executable).startswith(f"{look.realpath(root).rstrip('/')}/")


def managed_root(environment: Mapping[str, str], home: str | None) -> str:
    """UV_PYTHON_INSTALL_DIR, else ``uv/python`` in the user's data directory."""
    own = environment.get("UV_PYTHON_INSTALL_DIR")
    data = data_directory(environment, home)
    return own or (f"{data}/uv/python" if data else "")


def data_directory(environment: Mapping[str, str], home: str | None) -> str:
    """The user's data directory as the XDG base directory specification has it; relative values do not count."""
    own = environment.get("XDG_DATA_HOME", "")
    return own if own.startswith("/") else f"{home}/.local/share" if home else ""


def _is_own_directory(look: Look, path: str) -> bool:
    try:
        return look.stat(path, follow=False).kind == "directory"
    except OSError:
        return False


def _platform(look: Look, word: str) -> bool:
    return word == {"darwin": "macos", "win32": "windows"}.get(look.platform, look.platform)
