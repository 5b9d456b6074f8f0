"""Pythons beside the operating system's own: Ubuntu's other versions, links to them, and what is built from source."""

from __future__ import annotations

import re

from pipwise.lint.world.call import Call, operands
from pipwise.lint.world.state import NEWEST, Python, World
from pipwise.lint.world.variables import joined
from pipwise.model.outcome import Evidence
from pipwise.model.value import TYPE_CHECKING

if TYPE_CHECKING:
    from pipwise.lint.world.notes import Notes

_ITS_VERSION = re.compile(r"(?:python|pip)(3\.\d+)\Z")
_UBUNTU = ("20.04", "22.04", "24.04")
"""Releases whose other Python 3 packages are deadsnakes' or older than the first mark; neither is marked."""
_ITS_OPTIONS = {
    "--with-ensurepip",
    "--without-ensurepip",
    "--enable-loadable-sqlite-extensions",
    "--with-dbmliborder",
}
_FETCHED = re.compile(r"Python-(3\.\d+)|python/(3\.\d+)\.\d|(cpython)")


def beside_the_os(world: World, name: str) -> Python | None:
    """``python3.11`` on Ubuntu 24.04, where a package of that name was installed: nobody has marked that one."""
    platform, found = world.platform, _ITS_VERSION.match(name)
    if found is not None and platform is not None and platform.row.owner == "homebrew":
        return _of_homebrew(world, found[1])
    if found is None or platform is None or platform.os[0] != "ubuntu" or platform.os[2] not in _UBUNTU:
        return None
    package = f"python{found[1]}"
    if not any(one == package or one.startswith(f"{package}-") for one in world.packages):
        return None
    told = Evidence(
        f"{package} is not the Python of Ubuntu {platform.os[2]}: no such package there is marked",
        "deadsnakes",
    )
    return Python("tool", "/usr", made_by="apt", evidence=(told,))


def _of_homebrew(world: World, version: str) -> Python | None:
    """``brew install python@3.11``: Homebrew marks its formulae from 3.12 on (its python@3.12 of 2023)."""
    if f"python@{version}" not in world.packages:
        return None
    if int(version[2:]) >= 12:
        return next((one for one in world.pythons.values() if one.platform == world.platform), None)
    told = Evidence(
        f"Homebrew does not mark its python@{version}", "https://github.com/Homebrew/homebrew-core"
    )
    return Python("tool", "/opt/homebrew", made_by="brew", evidence=(told,))


def another(world: World, program: str, python: Python, told: str) -> World:
    """The world in which one program leads to another Python; ``python3`` takes pip3, whose first line names it, with it."""
    names = (program, "pip", "pip3") if program.endswith("/python3") else (program,)
    folder = program.rpartition("/")[0]
    changed = python._replace(evidence=(*python.evidence, Evidence(told)))
    made = {name if "/" in name else f"{folder}/{name}": changed for name in names}
    return world._replace(pythons={**world.pythons, **made})


def python_in(world: World, words: tuple[str, ...]) -> World:
    """The world after the source of a Python was fetched, where these words name it."""
    found = next((match for word in words if (match := _FETCHED.search(word))), None)
    return world._replace(source=f"/usr/local {found[1] or found[2] or ''}") if found else world


def fetched(notes: Notes, call: Call, world: World) -> World:
    """``wget …/Python-3.11.4.tgz``, ``git clone …/cpython``: what is made and installed afterwards is that Python."""
    return python_in(world, call.words)


def configured(notes: Notes, call: Call, world: World) -> World:
    """``./configure --prefix=/opt/python``, and options that only a Python's has (its own list of them)."""
    if not world.source and _ITS_OPTIONS & {word.partition("=")[0] for word in call.words}:
        world = world._replace(source="/usr/local ")
    place = next((word[9:] for word in call.words if word.startswith("--prefix=")), "")
    if world.source and place:
        return world._replace(source=f"{joined(world, place)} {world.source.partition(' ')[2]}")
    return world


def made(notes: Notes, call: Call, world: World) -> World:
    """``make install``, ``make altinstall`` in the source of a Python."""
    targets = operands(call.arguments, ("-C", "-j"))
    if not world.source or not {"install", "altinstall"} & set(targets):
        return world if world.source or world.opaque else world._replace(opaque=" ".join(call.words)[:80])
    root, _, version = world.source.partition(" ")
    python = Python("tool", root, made_by="make", evidence=(Evidence(" ".join(call.words)[:120]),))
    names = [f"{root}/bin/{name}{version}" for name in ("python", "pip") if version]
    places = [f"{root}/bin"] if "install" in targets else names
    return world._replace(pythons={**world.pythons, **dict.fromkeys(places, python)})


def own_python(world: World, folder: str, made_by: str, told: Evidence, *, pip: str = NEWEST) -> World:
    """The world with a Python of its user's own first on PATH."""
    python = Python("tool", folder.removesuffix("/bin"), pip, "upstream", made_by=made_by, evidence=(told,))
    path = world.variables.get("PATH") or "${PATH}"
    return world._replace(
        variables={**world.variables, "PATH": f"{folder}:{path}"}, pythons={**world.pythons, folder: python}
    )
