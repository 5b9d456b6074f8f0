"""uv's search for an interpreter, in its order of places (uv ``crates/uv-python/src/discovery.rs``, ``virtualenv.rs``)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

from pipwise.facts.uv_installed import managed, on_path
from pipwise.facts.uv_options import resolve
from pipwise.facts.uv_project import is_directory, is_file, upward
from pipwise.facts.uv_request import Request, unsupported
from pipwise.facts.uv_seen import Seen, see, suits
from pipwise.system.look import Look

Source = Literal["parent", "active", "conda", "discovered", "base-conda", "managed", "path-first", "path"]
Order = Literal["managed", "system", "only-managed", "only-system"]


class Search(NamedTuple):
    """What is looked for, and where uv would take it from."""

    request: Request
    environments: Literal["explicit-system", "only-system", "any"]
    """A venv unless a system Python is named; only a system Python (``--system``); either."""
    order: Order = "managed"


class Place(NamedTuple):
    """Where the search starts."""

    environment: Mapping[str, str]
    home: str | None
    directory: str
    parent: str = ""
    """The interpreter behind ``python -m uv``."""


class Found(NamedTuple):
    """The interpreter that uv settles on, or why there is none."""

    path: str | None
    code: str = ""
    text: str = ""


class _Hitch(NamedTuple):
    """Something on the way that ends the search, or is reported where nothing else is found."""

    text: str


def find_interpreter(look: Look, search: Search, place: Place) -> Found:
    """The first interpreter that suits, as uv would take it."""
    request = search.request
    if why := unsupported(request):
        return Found(None, "invalid-python-request", f"Invalid version request: {why}")
    if request.kind in ("directory", "file"):
        return _provided(look, request, place)
    if request.kind == "name":
        return _named(look, search, place)
    hitch = ""
    for source, candidate in _candidates(look, search, place):
        if isinstance(candidate, _Hitch):
            hitch = hitch or candidate.text
            continue
        seen = see(look, candidate)
        if seen.broken:
            text = f"{candidate} is {seen.broken}"
            if source == "active" and seen.broken != "not-executable" and _is_venv(look, _root(candidate)):
                return Found(None, "broken-virtual-environment", text)
            hitch = hitch or ("" if source == "path" else text)
        elif _allowed(search, source, seen) and suits(request, seen) is not False:
            return Found(candidate)
    if hitch:
        return Found(None, "broken-virtual-environment", hitch)
    return _nothing(search)


def venv_python(look: Look, root: str) -> str:
    """The interpreter of an environment's root: bin/python, else bin/python3, else the former as what is missing."""
    stem = root.rstrip("/")
    first = f"{stem}/bin/python"
    return (
        first
        if see(look, first).broken in ("", "not-executable") or not is_file(look, f"{first}3")
        else f"{first}3"
    )


def _candidates(look: Look, search: Search, place: Place) -> Iterator[tuple[Source, str | _Hitch]]:
    if place.parent:
        yield "parent", place.parent
    if search.environments != "only-system":
        yield from _environments(look, place)
    conda = _conda(look, place)
    if conda and conda[1]:
        yield "base-conda", venv_python(look, conda[0])
    yield from _installed(look, search, place)


def _environments(look: Look, place: Place) -> Iterator[tuple[Source, str | _Hitch]]:
    active = place.environment.get("VIRTUAL_ENV")
    if active:
        yield "active", venv_python(look, resolve(place.directory, active))
    conda = _conda(look, place)
    if conda and not conda[1]:
        yield "conda", venv_python(look, conda[0])
    found = _around(look, place.directory)
    if found is not None:
        yield "discovered", found if isinstance(found, _Hitch) else venv_python(look, found)


def _installed(look: Look, search: Search, place: Place) -> Iterator[tuple[Source, str | _Hitch]]:
    own = [("managed", path) for path in managed(look, search.request, place.environment, place.home)]
    found = on_path(look, search.request, place.environment)
    path = (("path" if count else "path-first", path) for count, path in enumerate(found))
    match search.order:
        case "only-managed":
            yield from own  # type: ignore[misc]  # the words are Source's
        case "only-system":
            yield from path  # type: ignore[misc]
        case "system":
            yield from path  # type: ignore[misc]
            yield from own  # type: ignore[misc]
        case _:
            yield from own  # type: ignore[misc]
            yield from path  # type: ignore[misc]


def _allowed(search: Search, source: Source, seen: Seen) -> bool:
    virtual = seen.virtual or source == "conda"
    match search.environments:
        case "any":
            return True
        case "only-system":
            return not virtual
        case _:
            return source == "parent" or (virtual and source not in ("managed", "path"))


def _conda(look: Look, place: Place) -> tuple[str, bool] | None:
    """CONDA_PREFIX and whether it is the base environment, which uv takes for a system Python."""
    prefix = place.environment.get("CONDA_PREFIX")
    if not prefix:
        return None
    path = resolve(place.directory, prefix)
    if is_file(look, f"{path}/conda-meta/pixi"):
        return path, False
    if place.environment.get("_CONDA_ROOT") == prefix:
        return path, True
    named = place.environment.get("CONDA_DEFAULT_ENV")
    if named is None or named in (prefix, path.rpartition("/")[2]) or path == "/":
        return path, False
    return path, True


def _around(look: Look, directory: str) -> str | _Hitch | None:
    """The venv that the directory is in, or the nearest ``.venv``: a directory, or a file that names one."""
    for place in upward(directory):
        if _is_venv(look, place):
            return place
        path = f"{place.rstrip('/')}/.venv"
        try:
            kind = look.stat(path, follow=False).kind
        except OSError:
            continue
        if kind == "file":
            path = _redirected(look, path, place)
            if not path:
                return _Hitch(f"{place}/.venv is a file that names no environment")
        if kind != "other":
            return path if _is_venv(look, path) else _Hitch(f"{path} has no pyvenv.cfg")
    return None


def _redirected(look: Look, path: str, place: str) -> str:
    """The environment that a ``.venv`` file names; measured with uv 0.13.9, older ones step over such a file."""
    try:
        target = look.read(path, 5000).decode("utf-8", "replace").removesuffix("\n")
    except OSError:
        return ""
    return f"{place.rstrip('/')}/{target}" if target and not target.startswith("/") else target


def _is_venv(look: Look, root: str) -> bool:
    return is_file(look, f"{root.rstrip('/')}/pyvenv.cfg")


def _root(executable: str) -> str:
    return executable.rpartition("/")[0].rpartition("/")[0]


def _provided(look: Look, request: Request, place: Place) -> Found:
    path = resolve(place.directory, request.text)
    if request.kind == "file" and "/" not in request.text:
        # It is run by that name, and a name without a slash is looked for on PATH.
        folders = place.environment.get("PATH", "").split(":")
        found = (f"{folder}/{request.text}" for folder in folders if folder)
        path = next((candidate for candidate in found if not see(look, candidate).broken), "/nonexistent")
    if request.kind == "directory" or is_directory(look, path):
        path = venv_python(look, path)
    match see(look, path).broken:
        case "":
            return Found(path)
        case "not-executable":
            return Found(None, "broken-interpreter", f"{path} cannot be run")
        case _:
            return Found(
                None,
                "no-interpreter",
                f"No virtual environment or system Python installation found at {path}",
            )


def _named(look: Look, search: Search, place: Place) -> Found:
    """``--python NAME``: a program on PATH, which has to be a venv's unless ``--system`` or nothing is to be changed."""
    for folder in place.environment.get("PATH", "").split(":"):
        path = resolve(place.directory, f"{folder}/{search.request.text}")
        seen = see(look, path)
        if not seen.broken and _allowed(
            search._replace(environments=search.environments), "path-first", seen
        ):
            return Found(path)
    return _nothing(search)


def _nothing(search: Search) -> Found:
    what = f" for {search.request.text}" if search.request.text else ""
    if search.environments == "explicit-system":
        return Found(None, "no-virtual-environment", f"No virtual environment found{what}")
    return Found(None, "no-interpreter", f"No Python installation found{what}")
