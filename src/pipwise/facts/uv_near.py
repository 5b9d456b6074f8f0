"""Environments that are active, or stand around the working directory (uv ``crates/uv-python/src/virtualenv.rs``)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipwise.facts.uv_options import resolve
from pipwise.facts.uv_paths import is_file, upward
from pipwise.facts.uv_seen import see
from pipwise.model.value import Literal, NamedTuple
from pipwise.system.look import Look


class Place(NamedTuple):
    """Where the search starts."""

    environment: Mapping[str, str]
    home: str | None
    directory: str
    parent: str = ""
    """The interpreter behind ``python -m uv``."""
    version: tuple[int, ...] = ()
    """Uv's own version; () for the newest that is known."""


class Hitch(NamedTuple):
    """Something on the way that ends the search, or is reported where nothing else is found."""

    text: str
    fatal: bool = False
    """Whether uv gives up over it at once (its ``Error::is_critical``); it goes on where only ``pyvenv.cfg`` is missing."""


def environments(
    look: Look, place: Place
) -> Iterator[tuple[Literal["active", "conda", "discovered"], str | Hitch]]:
    """VIRTUAL_ENV, a conda environment, and what is found upward: their interpreters, whether they are there or not."""
    active = place.environment.get("VIRTUAL_ENV")
    if active:
        yield "active", venv_python(look, resolve(place.directory, active))
    conda = conda_prefix(look, place)
    if conda and not conda[1]:
        yield "conda", venv_python(look, conda[0])
    found = _around(look, place)
    if found is not None:
        yield "discovered", found if isinstance(found, Hitch) else venv_python(look, found)


def venv_python(look: Look, root: str) -> str:
    """The interpreter of an environment's root: bin/python, else bin/python3, else the former as what is missing."""
    stem = root.rstrip("/")
    first = f"{stem}/bin/python"
    there = see(look, first).broken in ("", "not-executable")
    return first if there or not is_file(look, f"{first}3") else f"{first}3"


def conda_prefix(look: Look, place: Place) -> tuple[str, bool] | None:
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


def _around(look: Look, start: Place) -> str | Hitch | None:
    """The venv that the directory is in, or the nearest ``.venv``: a directory, or a file that names one."""
    for place in upward(start.directory):
        if is_venv(look, place):
            return place
        path = f"{place.rstrip('/')}/.venv"
        try:
            kind = look.stat(path, follow=False).kind
        except OSError:
            continue
        if kind == "file":
            if is_before(start.version, (0, 13)):
                continue
            path = redirected(look, path)
            if not path:
                return Hitch(f"{place}/.venv is a file that names no environment", fatal=True)
        if kind != "other":
            return path if is_venv(look, path) else Hitch(f"{path} has no pyvenv.cfg")
    return None


def redirected(look: Look, path: str) -> str:
    """The environment that a ``.venv`` file names; measured with uv 0.13.9, those before 0.13 step over such a file."""
    try:
        target = look.read(path, 5000).decode("utf-8").removesuffix("\n")
    except (OSError, ValueError):
        return ""
    return f"{path.rpartition('/')[0]}/{target}" if target and not target.startswith("/") else target


def is_venv(look: Look, root: str) -> bool:
    """Whether a directory is a virtual environment's root: it has a ``pyvenv.cfg`` (PEP 405)."""
    return is_file(look, f"{root.rstrip('/')}/pyvenv.cfg")


def is_before(version: tuple[int, ...], other: tuple[int, ...]) -> bool:
    """Whether a known version is older than another; the newest, (), never is."""
    return bool(version) and version < other
