"""From what suites say of names to the rows of the shipped table; pure."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from debian_index import Suite, normal
from pipwise.catalog.names.rows import DIGITS

_MOST_COMMANDS = 8
_NO_MODULES = ("-dbg", "-doc", "-dev")
_MODULES_OF_NOBODY = sys.stdlib_module_names | {
    "conftest",
    "dev",
    "tests",
    "test",
    "examples",
    "docs",
    "doc",
    "scripts",
    "tools",
    "benchmarks",
    "setup",
    "debian",
    "src",
}


class Rows(NamedTuple):
    """The sections of the table."""

    projects: dict[str, str]
    """Project → ``packages TAB packages that ship its command TAB commands``."""
    modules: dict[str, str]
    """Import name → projects, where it is not the project's own name."""
    turns: dict[str, str]
    """Package that does not hold the same projects in all suites → its version in each, ``-`` where it is not."""
    hollow: tuple[str, ...]
    """What is behind ``python3-`` in the names of packages that hold no project in any suite."""


def make_rows(suites: list[Suite]) -> Rows:
    """The rows of a table of these suites, oldest first."""
    owners = [owners_in(suite) for suite in suites]
    _fill_holes(suites, owners)
    names = sorted({name for suite in owners for name in suite})
    projects = {}
    for name in names:
        packages = [suite.get(name, "") for suite in owners]
        applications = [
            _application(name, package, suite) if package else ""
            for package, suite in zip(packages, suites, strict=True)
        ]
        cells = (
            _cell(packages, f"python3-{name}"),
            _cell(applications, name),
            " ".join(_commands(packages, applications, suites)),
        )
        projects[name] = "\t".join(cells).rstrip("\t")
    return Rows(projects, _modules(suites, owners), _turns(suites, owners), _hollow(suites, owners))


def _turns(suites: list[Suite], owners: list[dict[str, str]]) -> dict[str, str]:
    """Between two suites only the version tells on which side of the change a release is."""
    held = [_by_package(one) for one in owners]
    found = {}
    for package in sorted({package for one in held for package in one}):
        at = [position for position, suite in enumerate(suites) if package in suite.packages]
        if len({frozenset(held[position].get(package, ())) for position in at}) > 1:
            found[package] = " ".join(
                _upstream(suite.packages[package].version) if package in suite.packages else "-"
                for suite in suites
            )
    return found


def _upstream(version: str) -> str:
    """Debian's version without its epoch and its revision."""
    bare = version.partition(":")[2] or version
    return bare.rpartition("-")[0] or bare


def _hollow(suites: list[Suite], owners: list[dict[str, str]]) -> tuple[str, ...]:
    """Packages of modules without metadata, of other software, empty ones: what is called like them is another thing."""
    holding = {package for one in owners for package in one.values()}
    holding |= {
        package
        for suite in suites
        for infos in (suite.infos, suite.private)
        for packages in infos.values()
        for package in packages
    }
    names = {name for suite in suites for name in suite.packages if name.startswith("python3-")}
    bare = (name.removeprefix("python3-") for name in names - holding)
    return tuple(sorted(name for name in bare if name == normal(name) and not name.endswith(_NO_MODULES)))


def owners_in(suite: Suite) -> dict[str, str]:
    """Project → its one best package."""
    found = {name: _best(name, packages, suite) for name, packages in suite.infos.items()}
    for name, packages in suite.private.items():
        if name not in found and any(suite.commands.get(package) for package in packages):
            found[name] = _best(name, packages, suite)
    return {name: package for name, package in found.items() if package}


def _best(name: str, packages: set[str], suite: Suite) -> str:
    """The package named by the rule, or one of that name that needs it; else the shortest name."""
    kept = {package for package in packages if not package.startswith(("pypy-", "python2-", "python-"))}
    usual = f"python3-{name}"
    if usual in kept or (usual in suite.packages and suite.packages[usual].depends & kept):
        return usual
    return min(kept, key=lambda package: (len(package), package)) if kept else ""


def _fill_holes(suites: list[Suite], owners: list[dict[str, str]]) -> None:
    """Packages without metadata: the same package with the same modules, which in another suite says what it is."""
    shipped = [_modules_of(suite) for suite in suites]
    for here, suite in enumerate(suites):
        claimed = set(owners[here].values())
        for there, other in enumerate(owners):
            for name, package in other.items():
                if name in owners[here] or package in claimed or package not in suite.packages:
                    continue
                if shipped[here].get(package, set()) & shipped[there].get(package, set()):
                    owners[here][name] = package


def _modules_of(suite: Suite) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for module, packages in suite.modules.items():
        for package in packages:
            found.setdefault(package, set()).add(module)
    return found


def _application(name: str, package: str, suite: Suite) -> str:
    """The sibling package that ships the command of a project's own name, if its own package does not."""
    commands = {name, name.removeprefix("python-"), name.replace("-", "_"), name.replace("-", "")}
    if commands & suite.commands.get(package, set()):
        return ""
    found = [
        sibling
        for sibling in _siblings(name, package, suite)
        if commands & suite.commands.get(sibling, set())
    ]
    return min(found, key=lambda one: (one != name, len(one), one), default="")


def _siblings(name: str, package: str, suite: Suite) -> Iterator[str]:
    for sibling in {name, package.removeprefix("python3-"), f"{name}-bin", f"{package}-bin", f"{name}-cli"}:
        known = suite.packages.get(sibling)
        if known and sibling != package and (package in known.depends or sibling == f"{package}-bin"):
            yield sibling


def _commands(packages: list[str], applications: list[str], suites: list[Suite]) -> list[str]:
    """Commands of the newest suite that has it; those of a package of several projects are nobody's."""
    for package, application, suite in reversed(list(zip(packages, applications, suites, strict=True))):
        if package:
            shared = sum(package in owners for owners in suite.infos.values()) > 1
            found = set() if shared else suite.commands.get(package, set())
            found = found | suite.commands.get(application, set())
            return sorted(found, key=lambda one: (len(one), one))[:_MOST_COMMANDS]
    return []


def _cell(packages: list[str], usual: str) -> str:
    """``digit`` or ``digit=package`` for each package; the usual one is not spelled out."""
    bits: dict[str, int] = {}
    for position, package in enumerate(packages):
        if package:
            bits[package] = bits.get(package, 0) | 1 << position
    return " ".join(
        DIGITS[mask] + ("" if package == usual else f"={package}")
        for package, mask in sorted(bits.items(), key=lambda one: one[0])
    )


def _modules(suites: list[Suite], owners: list[dict[str, str]]) -> dict[str, str]:
    found: dict[str, dict[str, int]] = {}
    for position, suite in enumerate(suites):
        projects = _by_package(owners[position])
        for module, packages in suite.modules.items():
            if module in _MODULES_OF_NOBODY or module.startswith("_") or module.endswith("__mypyc"):
                continue
            for project in _module_owners(module, packages, projects):
                found.setdefault(module, {})[project] = position
    return {
        module: " ".join(sorted(projects, key=lambda one: (-projects[one], one)))
        for module, projects in sorted(found.items())
        if normal(module) not in projects and len(projects) <= 4
    }


def _by_package(owners: dict[str, str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, package in owners.items():
        found.setdefault(package, []).append(name)
    return found


def _module_owners(module: str, packages: Iterable[str], projects: dict[str, list[str]]) -> Iterator[str]:
    for package in packages:
        candidates = projects.get(package, [])
        if normal(module) in candidates:
            yield normal(module)
        elif len(candidates) == 1:
            yield candidates[0]
