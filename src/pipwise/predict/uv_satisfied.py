"""Whether uv would find everything there already."""

from __future__ import annotations

from pipwise.facts.uv_files import OTHER_FORMATS
from pipwise.model.intent import Requirement
from pipwise.model.known import Known
from pipwise.predict.uv_case import Case
from pipwise.predict.uv_wanted import everything_wanted


def all_satisfied(case: Case, destination: str) -> bool:
    """Whether uv would find everything there and stop: named requirements without upgrade or reinstallation."""
    files = [path for path in case.intent.requirement_files if path.rpartition(".")[2] in OTHER_FORMATS]
    unread = files or any(path == "-" or "://" in path for path in case.intent.requirement_files)
    if case.command not in ("pip install", "pip sync") or unread or case.intent.groups:
        return False
    anew = ("upgrade", "upgrade-package", "reinstall", "reinstall-package", "exact", "no-binary")
    if any(case.given(name) for name in anew) or case.flag("upgrade") or case.flag("reinstall"):
        return False
    return all(_satisfied(case, requirement, destination) for requirement in everything_wanted(case))


def _satisfied(case: Case, requirement: Requirement, destination: str) -> bool:
    installed = case.target.installed
    if requirement.kind != "named" or requirement.marker or not isinstance(installed, Known):
        return False
    for found in installed.value:
        if found.location == destination and found.name == requirement.name:
            return not requirement.specifier or _contains(requirement.specifier, found.version)
    return False


def _contains(specifier: str, version: str) -> bool:
    from packaging.specifiers import InvalidSpecifier, SpecifierSet

    try:
        return SpecifierSet(specifier).contains(version, prereleases=True)
    except InvalidSpecifier:
        return False
