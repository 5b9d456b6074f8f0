"""Every Python of the machine that there is a known place for: paths only, nothing is run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipwise.facts.glance import is_file, names, stands, text
from pipwise.facts.resolution import absolute, resolve
from pipwise.facts.shims import shim_manager
from pipwise.facts.surroundings import Surroundings
from pipwise.facts.uv_installed import data_directory, managed_root
from pipwise.facts.venv import read_venv
from pipwise.model.interpreter import Environment
from pipwise.model.known import Fact, Unknown
from pipwise.model.value import NamedTuple
from pipwise.system.look import Look

_FAMILIES = ("python", "pypy", "graalpy")
_PROGRAMS = ("bin/python3", "bin/python", "bin/pypy3", "bin/pypy", "bin/graalpy")
_FOLDERS = (
    "/usr/bin",
    "/usr/local/bin",
    "/usr/libexec",
    "/opt/homebrew/bin",
    "/home/linuxbrew/.linuxbrew/bin",
    "/opt/local/bin",
    "/run/current-system/sw/bin",
)
_CONDAS = ("miniconda3", "anaconda3", "miniforge3", "mambaforge", "micromamba", "conda", ".conda")
_BREWS = ("/opt/homebrew", "/usr/local", "/home/linuxbrew/.linuxbrew")
_FRAMEWORKS = "/Library/Frameworks/Python.framework/Versions"
_COMMAND_LINE_TOOLS = "/Library/Developer/CommandLineTools/usr"
_MOST = 200


class Listed(NamedTuple):
    """One Python, by the path that was found first."""

    path: str
    where: tuple[str, ...]
    """PATH, /usr/bin, pyenv, uv …: the places that led to it, in the order in which they were looked through."""
    others: tuple[str, ...]
    """Other paths of the same Python."""


def list_pythons(look: Look, around: Surroundings, roots: Iterable[tuple[str, str]]) -> tuple[Listed, ...]:
    """All of them once, PATH's first. ``roots`` are environments that are known from elsewhere, with what to call them."""
    found: dict[tuple[str, str], Listed] = {}
    for where, candidate in (*_in_folders(look, around), *_in_roots(look, around, roots)):
        path = _behind(look, candidate, around)
        if path is None or len(found) >= _MOST:
            continue
        venv = read_venv(look, path)
        key = (look.realpath(venv.root), "") if venv else ("", look.realpath(path))
        known = found.setdefault(key, Listed(path, (), ()))
        others = (*known.others, *(one for one in (candidate, path) if one != known.path))
        found[key] = Listed(known.path, _once(*known.where, where), _once(*others))
    return tuple(found.values())


def _once(*texts: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))


def _behind(look: Look, candidate: str, around: Surroundings) -> str | None:
    """The Python that a shim stands for; None where there is none, unless the shim is what ``python`` would run."""
    if not shim_manager(look, candidate):
        return candidate
    interpreter = resolve(look, candidate, around.environment, around.cwd).interpreter
    if interpreter is None and candidate.rpartition("/")[2] in ("python", "python3"):
        return candidate
    return interpreter


def _in_folders(look: Look, around: Surroundings) -> Iterator[tuple[str, str]]:
    path = [absolute(entry or ".", around.cwd) for entry in around.environment.get("PATH", "").split(":")]
    home = [f"{around.home}/.local/bin", f"{around.home}/.nix-profile/bin"] if around.home else []
    for where, folders in (("PATH", path), ("", [*_FOLDERS, *home])):
        for folder in dict.fromkeys(folders):
            for name in names(look, folder):
                if (
                    _is_python(name)
                    and is_file(look, f"{folder}/{name}")
                    and look.may(f"{folder}/{name}", "execute")
                ):
                    yield where or folder, f"{folder}/{name}"


def _is_python(name: str) -> bool:
    """``python``, ``python3.13t``, ``pypy3.9`` … but not ``python3-config`` or ``python3.exe``."""
    if name == "platform-python":
        return True
    family = next((family for family in _FAMILIES if name.startswith(family)), None)
    if family is None:
        return False
    version = name[len(family) :]
    return not version or (version[0].isdigit() and not version.rstrip("td").strip("0123456789."))


def _in_roots(
    look: Look, around: Surroundings, roots: Iterable[tuple[str, str]]
) -> Iterator[tuple[str, str]]:
    every = [*roots, *_versions(look, around), *_condas(look, around)]
    for where, root in every:
        program = next((f"{root}/{name}" for name in _PROGRAMS if is_file(look, f"{root}/{name}")), None)
        if program is None and stands(look, f"{root}/pyvenv.cfg"):
            program = f"{root}/bin/python"
        if program:
            yield where, program
    yield from _brews(look, around)


def _versions(look: Look, around: Surroundings) -> Iterator[tuple[str, str]]:
    """Directories that version managers, tool caches and macOS keep one Python each in."""
    environment, home = around.environment, around.home or ""
    data = data_directory(environment, around.home)
    folders = [
        ("pyenv", f"{environment.get('PYENV_ROOT') or f'{home}/.pyenv'}/versions"),
        ("asdf", f"{environment.get('ASDF_DATA_DIR') or f'{home}/.asdf'}/installs/python"),
        ("mise", f"{environment.get('MISE_DATA_DIR') or f'{data}/mise'}/installs/python"),
        ("uv", managed_root(environment, around.home)),
        ("rye", f"{home}/.rye/py"),
        ("pdm", f"{data}/pdm/python"),
        ("hatch", f"{data}/hatch/pythons"),
    ]
    cache = f"{environment.get('RUNNER_TOOL_CACHE') or '/opt/hostedtoolcache'}/Python"
    folders += [("setup-python", f"{cache}/{version}") for version in names(look, cache)]
    if look.platform == "darwin":
        folders.append(("framework", _FRAMEWORKS))
        yield "xcode", _COMMAND_LINE_TOOLS
    for where, folder in folders:
        if folder.startswith("/"):
            yield from ((where, f"{folder}/{name}") for name in names(look, folder))
    yield from (("/opt", f"/opt/{name}") for name in names(look, "/opt") if name.startswith(_FAMILIES))


def _condas(look: Look, around: Surroundings) -> Iterator[tuple[str, str]]:
    environment, home = around.environment, around.home or ""
    bases = [f"{place}/{name}" for place in (home, "/opt") if place for name in _CONDAS]
    bases += [environment.get("MAMBA_ROOT_PREFIX", ""), environment.get("CONDA_PREFIX", "")]
    bases.append(environment.get("CONDA_EXE", "").rpartition("/")[0].rpartition("/")[0])
    for base in dict.fromkeys(base for base in bases if base.startswith("/")):
        yield "conda", base
        yield from (("conda", f"{base}/envs/{name}") for name in names(look, f"{base}/envs"))
    listed = text(look, f"{home}/.conda/environments.txt").splitlines() if home else []
    yield from (("conda", line.strip()) for line in listed if line.startswith("/"))


def _brews(look: Look, around: Surroundings) -> Iterator[tuple[str, str]]:
    own = around.environment.get("HOMEBREW_PREFIX", "")
    for prefix in dict.fromkeys((*([own] if own.startswith("/") else []), *_BREWS)):
        for name in names(look, f"{prefix}/opt"):
            program = f"{prefix}/opt/{name}/bin/{name.replace('@', '')}"
            if name.startswith(("python@", "pypy")) and is_file(look, program):
                yield "brew", program


def without_repetitions(
    found: list[tuple[Listed, Fact[Environment]]],
) -> list[tuple[Listed, Fact[Environment]]]:
    """Two paths of one prefix and version are one Python: a wrapper script, a hard link, a copied binary."""
    kept: dict[object, tuple[Listed, Fact[Environment]]] = {}
    for listed, fact in found:
        key: object = listed.path
        if not isinstance(fact, Unknown):
            interpreter = fact.value.interpreter
            key = (interpreter.prefix, interpreter.version, interpreter.implementation)
        first, known = kept.get(key, (Listed(listed.path, (), ()), fact))
        others = (*first.others, *(path for path in (listed.path, *listed.others) if path != first.path))
        kept[key] = (Listed(first.path, _once(*first.where, *listed.where), _once(*others)), known)
    return list(kept.values())
