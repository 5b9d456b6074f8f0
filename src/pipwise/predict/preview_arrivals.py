"""Where each file of a wheel goes (binary distribution format; pip ``_internal/operations/install/wheel.py``)."""

from __future__ import annotations

from collections.abc import Iterator
from os.path import normpath

from pipwise.model.preview import Arrival, Contents, Incoming
from pipwise.model.value import NamedTuple


class Directories(NamedTuple):
    """The directories of the scheme that is installed into."""

    purelib: str
    platlib: str
    scripts: str
    headers: str
    data: str
    python: tuple[int, int]


def arrive(one: Incoming, contents: Contents, into: Directories) -> Arrival:
    """A distribution with the absolute paths of its files: its members, its scripts, and what the installer adds."""
    directory = into.purelib if contents.pure else into.platlib
    files = [_placed(name, one, directory, into) for name in contents.files]
    files += [f"{into.scripts}/{name}" for name in _commands(one, contents, into.python)]
    files += [f"{directory}/{name}" for name in _added(one, contents)]
    kept = (normpath(path) for path in files if path)
    return Arrival(
        one.name,
        one.version,
        directory,
        tuple(sorted({path for path in kept if "/__pycache__/" not in path})),
    )


def _placed(name: str, one: Incoming, directory: str, into: Directories) -> str:
    """``NAME.data/KEY/…`` goes to the scheme's directory of that key, all else to the root."""
    first, _, rest = name.partition("/")
    if not first.endswith(".data"):
        return f"{directory}/{name}"
    key, _, path = rest.partition("/")
    place = {
        "purelib": into.purelib,
        "platlib": into.platlib,
        "scripts": into.scripts,
        "headers": f"{into.headers}/{one.name}",
        "data": into.data,
    }.get(key, "")
    return f"{place}/{path}" if place and path else ""


def _commands(one: Incoming, contents: Contents, python: tuple[int, int]) -> Iterator[str]:
    """pip's own commands are named after the Python that they are for (``get_console_script_specs``)."""
    major, minor = python
    for name in contents.commands:
        if one.name.lower() == "pip" and name.startswith("pip"):
            continue
        if name.partition("-")[0] == "easy_install":
            continue
        yield name
    if "pip" in contents.commands:
        yield from ("pip", f"pip{major}", f"pip{major}.{minor}")
    if "easy_install" in contents.commands:
        yield from ("easy_install", f"easy_install-{major}.{minor}")


def _added(one: Incoming, contents: Contents) -> Iterator[str]:
    """What pip itself writes into the metadata directory (PEP 376, PEP 610)."""
    folders = (name.partition("/")[0] for name in contents.files)
    metadata = next((folder for folder in folders if folder.endswith(".dist-info")), "")
    if metadata:
        yield from (f"{metadata}/INSTALLER", f"{metadata}/RECORD")
        if one.requested:
            yield f"{metadata}/REQUESTED"
        if one.direct:
            yield f"{metadata}/direct_url.json"
