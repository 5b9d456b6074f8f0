"""The operating system's Pythons and every place that they import from, told from the files alone: nothing is run."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from pipwise.catalog.platforms.layouts import Kind, site_directories
from pipwise.facts.glance import is_directory, is_file, names, text
from pipwise.facts.host import family
from pipwise.model.value import Literal, NamedTuple
from pipwise.system.look import Look

Role = Literal["local", "os", "user", "path"]


class Place(NamedTuple):
    """A directory that a Python imports distributions from, in the order in which it looks."""

    path: str
    role: Role
    """local: what pip installs beside the OS; os: the packages' own; user: of one account; path: named by a ``.pth``."""
    who: str = ""
    """The account, of a user's."""
    by: str = ""
    """The line of a ``.pth`` that names it (``FILE:NUMBER``), or ''."""


class OsPython(NamedTuple):
    """One Python of the operating system."""

    version: tuple[int, int]
    program: str
    stdlib: str
    marker: str
    """Where PEP 668 looks for the marker."""
    places: tuple[Place, ...]


class Account(NamedTuple):
    """Whose home directory may hold a user site."""

    name: str
    uid: int
    home: str


def os_pythons(look: Look, people: tuple[Account, ...]) -> tuple[OsPython, ...]:
    """Every Python below /usr with a standard library, the newest first."""
    kind = _kind(look)
    found = []
    for version in sorted(_versions(look), reverse=True):
        short = f"{version[0]}.{version[1]}"
        program = f"/usr/bin/python{short}"
        stdlib = next(
            (
                path
                for lib in ("lib", "lib64")
                if is_file(look, f"{path_of(lib, short)}/os.py")
                for path in [path_of(lib, short)]
            ),
            "",
        )
        if stdlib and is_file(look, program):
            found.append(
                OsPython(
                    version,
                    program,
                    stdlib,
                    f"{stdlib}/EXTERNALLY-MANAGED",
                    _places(look, kind, version, people),
                )
            )
    return tuple(found)


def path_of(lib: str, version: str) -> str:
    """The directory of a version's standard library."""
    return f"/usr/{lib}/python{version}"


def leftovers(look: Look, pythons: tuple[OsPython, ...]) -> Iterator[str]:
    """Directories that belonged to a Python which is not there any more, with something in them."""
    there = {python.version for python in pythons}
    for place in ("/usr/local/lib", "/usr/lib", "/usr/lib64", "/usr/local/lib64"):
        for name in names(look, place):
            version = _version(name)
            if version and version not in there and not is_file(look, f"/usr/local/bin/{name}"):
                for packages in ("dist-packages", "site-packages"):
                    if names(look, f"{place}/{name}/{packages}"):
                        yield f"{place}/{name}/{packages}"


def accounts(look: Look, passwd: str) -> tuple[Account, ...]:
    """Root and everybody with a home directory of their own (passwd(5))."""
    found = []
    for line in passwd.split("\n"):
        parts = line.split(":")
        if len(parts) == 7 and parts[2].isdecimal() and parts[5].startswith("/"):
            home = parts[5].rstrip("/")
            if home not in ("", "/", "/nonexistent", "/usr", "/bin", "/dev") and is_directory(look, home):
                found.append(Account(parts[0], int(parts[2]), home))
    return tuple({one.home: one for one in reversed(found)}.values())[::-1]


def _kind(look: Look) -> Kind:
    here = family(look)
    if here & {"debian", "ubuntu", "raspbian"}:
        return "debian"
    return "fedora" if here & {"fedora", "rhel", "centos", "suse", "opensuse"} else "cpython"


def _versions(look: Look) -> set[tuple[int, int]]:
    return {version for name in names(look, "/usr/bin") if (version := _version(name))}


def _version(name: str) -> tuple[int, int] | None:
    major, dot, minor = name.removeprefix("python").partition(".")
    return (int(major), int(minor)) if name.startswith("python3.") and dot and minor.isdecimal() else None


def _places(
    look: Look, kind: Kind, version: tuple[int, int], people: tuple[Account, ...]
) -> tuple[Place, ...]:
    lib = f"lib/python{version[0]}.{version[1]}"
    found = [Place(f"{one.home}/.local/{lib}/site-packages", "user", one.name) for one in people]
    sites = site_directories(kind, "/usr", version)
    if kind == "cpython":
        sites += (f"/usr/lib64/python{version[0]}.{version[1]}/site-packages",)
    found += [Place(path, "local" if path.startswith("/usr/local/") else "os") for path in sites]
    there = [place for place in found if is_directory(look, place.path)]
    return tuple(one for place in there for one in (place, *_added(look, place)))


def _added(look: Look, place: Place) -> Iterator[Place]:
    """Directories that the ``.pth`` files of a place add behind it (site.py)."""
    for name in names(look, place.path):
        if name.endswith(".pth") and not name.startswith("."):
            file = f"{place.path}/{name}"
            for number, line in enumerate(text(look, file, 1_000_000).split("\n"), 1):
                path = line.strip()
                if path and not path.startswith(("#", "import ", "import\t")):
                    path = posixpath.normpath(path if path.startswith("/") else f"{place.path}/{path}")
                    if is_directory(look, path) or (path.endswith(".egg") and is_file(look, path)):
                        yield Place(path, "path", place.who, f"{file}:{number}")
