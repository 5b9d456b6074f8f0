"""Which Python a program belongs to, by PATH and by what is known to stand in its directories."""

from __future__ import annotations

import re

from pipwise.catalog.platforms.versions import numbers
from pipwise.lint.world.bare import is_bare, may_bring
from pipwise.lint.world.beside import beside_the_os
from pipwise.lint.world.expand import is_open
from pipwise.lint.world.kept import is_kept
from pipwise.lint.world.state import PERHAPS, USUAL_PATH, Python, World
from pipwise.lint.world.variables import joined
from pipwise.model.outcome import Evidence
from pipwise.model.value import Literal, NamedTuple

_SYSTEM = ("/usr/bin", "/bin", "/usr/sbin", "/sbin", "/usr/local/bin", "/usr/local/sbin")
_WITHOUT_PYTHON = (
    "/.local/bin",
    "cargo",
    "/go/bin",
    "node_modules",
    "/.nvm",
    "/cuda",
    "/games",
    "/snap/bin",
    "ccache",
    "/.bun",
    "/.deno",
)
_BRINGS_PIP = ("python3-pip", "py3-pip", "python-pip", "python-pip-whl", "python3-full-pip")
_TWO = re.compile(r"(?:python|pip)-?2(?:\.\d)?")
_PYTHON_2 = Python(
    "tool",
    "/usr",
    made_by="Python 2",
    evidence=(
        Evidence("no pip for Python 2 looks for a mark", "https://pip.pypa.io/en/stable/news/ (21.0, 23.0)"),
    ),
)
_CPYTHON = ("python", "pip", "idle", "2to3")
_DEBIAN_LIKE = ("debian", "ubuntu", "raspbian")


class Found(NamedTuple):
    """The Python behind a program, or why it is not known."""

    python: Python | None
    why: str = ""
    missing: bool = False
    """There is certainly no such program."""
    perhaps: Python | None = None
    """One that stands before it where a branch was taken."""


def python_behind(world: World, program: str) -> Found:
    """The Python that ``program`` (pip, python3, a path) leads to."""
    folder, slash, name = program.rpartition("/")
    if _TWO.fullmatch(name) and (not slash or folder in _SYSTEM):
        return Found(_PYTHON_2)
    if slash:
        return _by_path(world, joined(world, folder or "/"), name)
    path = world.variables.get("PATH", "${PATH}")
    if path is None:
        return Found(None, "PATH hangs on something that only a run tells")
    perhaps = None
    for entry in path.split(":"):
        found = _in_entry(world, entry.removeprefix(PERHAPS).strip("\"'"), name)
        if found is not None and entry.startswith(PERHAPS):
            perhaps = perhaps or found.python
        elif found is not None:
            return found._replace(perhaps=perhaps)
    return _nowhere(world, name)._replace(perhaps=perhaps)


def _by_path(world: World, folder: str, name: str) -> Found:
    python = world.pythons.get(f"{folder}/{name}") or world.pythons.get(folder)
    if python is not None:
        return (
            Found(python) if python.kind != "os" or _provides(world, python, name) else _nowhere(world, name)
        )
    if folder in _SYSTEM:
        return Found(world.pythons.get("/usr/bin"), "" if "/usr/bin" in world.pythons else world.why)
    if folder.endswith("/.local/bin") and name.startswith("pip"):
        # What ``pip install --user pip`` puts there is run by the Python that installed it (site.USER_BASE).
        return python_behind(world, "python3")
    root = folder.removesuffix("/bin")
    where = Evidence(f"{folder} is a directory of its own: its Python is not the operating system's")
    if is_kept(folder):
        return Found(None, f"whose Python stands in {folder} is not known")
    return Found(Python("unknown", root, evidence=(where,)))


def _in_entry(world: World, entry: str, name: str) -> Found | None:
    """What an entry of PATH has of that name; None for nothing."""
    if entry in ("$PATH", "${PATH}"):
        usual = (_in_entry(world, one, name) for one in USUAL_PATH.split(":"))
        return next((found for found in usual if found is not None), None)
    folder = joined(world, entry) if entry else ""
    own = world.pythons.get(f"{folder}/{name}")
    if own is not None:
        return Found(own)
    python = world.pythons.get(folder)
    if python is not None:
        return Found(python) if _provides(world, python, name) else None
    if folder in _SYSTEM or not folder or any(part in folder for part in _WITHOUT_PYTHON):
        return None
    telling = ("venv", "env/", "conda", "mamba", "pyenv", "python", "virtualenv", "pip", "shims", "pixi")
    if any(word in folder.lower() for word in telling) or is_open(folder):
        if is_kept(folder):
            return Found(None, f"whose Python stands in {folder} is not known")
        where = Evidence(f"{entry} stands first on PATH")
        return Found(Python("unknown", folder.removesuffix("/bin"), evidence=(where,)))
    return None


def _provides(world: World, python: Python, name: str) -> bool:
    if python.pip == "none" and name.startswith("pip"):
        return False
    asked = numbers(name.lstrip("abcdefghijklmnopqrstuvwxyz-"))
    if python.kind == "os" and not name.startswith(_CPYTHON):
        return False
    platform = python.platform
    bare = name in ("python", "pip") and python.kind in ("os", "image")
    if bare and platform is not None and platform.row.owner == "homebrew":
        # Homebrew has no unversioned names on PATH (docs.brew.sh/Homebrew-and-Python).
        return False
    if name == "python" and _has_no_python(world, python):
        return False
    if len(asked) < 2 or python.platform is None or python.kind in ("venv", "tool"):
        return True
    known = numbers(python.platform.python_version)
    return not known or known[: len(asked)] == asked


def _has_no_python(world: World, python: Python) -> bool:
    """Debian's python3 comes without a ``python`` (python-is-python3's description)."""
    platform = python.platform
    if python.kind != "os" or platform is None or platform.os[0] not in _DEBIAN_LIKE or world.opaque:
        return False
    return is_bare(world) and platform.marker == "yes" and "python-is-python3" not in world.packages


def _nowhere(world: World, name: str) -> Found:
    if world.platform is None:
        return Found(None, world.why)
    if name == "python" and "/usr/bin" in world.pythons and _has_no_python(world, world.pythons["/usr/bin"]):
        return Found(None, "there is a python3, and no python", missing=True)
    beside = beside_the_os(world, name)
    if beside is not None:
        return Found(beside)
    return Found(None, f"there is no {name} that this file tells of")


def lacks_pip(world: World, python: Python) -> str:
    """``none`` where it is certain that this OS Python has no pip: a bare image, every command seen, and none of them brought it.

    ``perhaps`` where one of them may have done so.
    """
    platform = python.platform
    if python.kind != "os" or platform is None or python.pip:
        return ""
    bare = is_bare(world) or _beside_its_own(world)
    if not bare and not may_bring(world):
        return ""
    if platform.os[0] not in (*_DEBIAN_LIKE, "alpine"):
        return ""
    if any(package in _BRINGS_PIP or package.endswith("-pip") for package in world.packages):
        return ""
    if bare and not world.opaque:
        return "none"
    return "perhaps" if platform.marker == "yes" else ""


def _beside_its_own(world: World) -> bool:
    """Whether it is an official image of Python: the system's below has no pip (docker-library/buildpack-deps)."""
    return (
        world.context == "dockerfile"
        and world.platform is not None
        and world.platform.row.id.startswith("image-python")
    )


_BRINGS_VIRTUALENV = ("tox", "nox", "pipenv", "poetry")


def lacks_virtualenv(world: World) -> Literal["", "certainly", "perhaps"]:
    """Whether nothing before has brought ``virtualenv``: certain on a bare system, and not of a host of which a play tells."""
    if world.opaque or any("virtualenv" in name or name in _BRINGS_VIRTUALENV for name in world.packages):
        return ""
    if world.context == "ansible":
        return "perhaps"
    known = world.platform is not None and world.platform.os[0] in (*_DEBIAN_LIKE, "alpine")
    return "certainly" if known and is_bare(world) else ""


def lacks_venv(world: World, python: Python) -> bool:
    """Whether it is certain that Debian's package for ``python3 -m venv`` is not installed."""
    platform = python.platform
    if python.kind != "os" or platform is None or world.opaque or world.context != "dockerfile":
        return False
    if platform.os[0] not in _DEBIAN_LIKE:
        return False
    names = ("python3-venv", "python3-full", "python3-virtualenv", "virtualenv", "pipx", "pipenv")
    return not any(package in names or package.endswith(("-venv", "-full")) for package in world.packages)
