"""uv's search for an interpreter, in its order of places (uv ``crates/uv-python/src/discovery.rs``)."""

from __future__ import annotations

from collections.abc import Iterator

from pipwise.facts.uv_installed import is_managed, managed, on_path
from pipwise.facts.uv_near import Hitch, Place, conda_prefix, environments, is_venv, venv_python
from pipwise.facts.uv_options import resolve
from pipwise.facts.uv_paths import is_directory
from pipwise.facts.uv_request import Request, unsupported
from pipwise.facts.uv_seen import Seen, see, suits
from pipwise.model.value import Literal, NamedTuple
from pipwise.system.look import Look

Source = Literal["parent", "active", "conda", "discovered", "base-conda", "managed", "path-first", "path"]
Order = Literal["managed", "system", "only-managed", "only-system"]


class Search(NamedTuple):
    """What is looked for, and where uv would take it from."""

    request: Request
    environments: Literal["explicit-system", "only-system", "any"]
    """A venv unless a system Python is named; only a system Python (``--system``); either."""
    order: Order = "managed"


class Found(NamedTuple):
    """The interpreter that uv settles on, or why there is none."""

    path: str | None
    code: str = ""
    text: str = ""


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
        if isinstance(candidate, Hitch):
            if candidate.fatal:
                return Found(None, "broken-virtual-environment", candidate.text)
            hitch = hitch or candidate.text
            continue
        seen = see(look, candidate)
        if seen.broken:
            text = f"{candidate} is {seen.broken}"
            if source == "active" and seen.broken != "not-executable" and is_venv(look, _root(candidate)):
                return Found(None, "broken-virtual-environment", text)
            hitch = hitch or ("" if source == "path" else text)
        elif (
            _allowed(search, source, seen)
            and suits(request, seen) is not False
            and _preferred(look, search, source, candidate, place)
        ):
            return Found(candidate)
    if hitch:
        return Found(None, "broken-virtual-environment", hitch)
    return _nothing(search)


def _candidates(look: Look, search: Search, place: Place) -> Iterator[tuple[Source, str | Hitch]]:
    if place.parent:
        yield "parent", place.parent
    if search.environments != "only-system":
        yield from environments(look, place)
    conda = conda_prefix(look, place)
    if conda and conda[1]:
        yield "base-conda", venv_python(look, conda[0])
    yield from _installed(look, search, place)


def _installed(look: Look, search: Search, place: Place) -> Iterator[tuple[Source, str | Hitch]]:
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


def _preferred(look: Look, search: Search, source: Source, executable: str, place: Place) -> bool:
    """``satisfies_python_preference``: what is active counts as asked for; what is only found near has to be of the kind."""
    if search.order not in ("only-managed", "only-system") or source in (
        "parent",
        "active",
        "conda",
        "managed",
    ):
        return True
    own = is_managed(look, executable, place.environment, place.home)
    return own == (search.order == "only-managed")


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
        if not seen.broken and _allowed(search, "path-first", seen):
            return Found(path)
    return _nothing(search)


def _nothing(search: Search) -> Found:
    what = f" for {search.request.text}" if search.request.text else ""
    if search.environments == "explicit-system":
        return Found(None, "no-virtual-environment", f"No virtual environment found{what}")
    return Found(None, "no-interpreter", f"No Python installation found{what}")
