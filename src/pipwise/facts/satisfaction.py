"""Whether an installed distribution is what a requirement asks for (PEP 440, PEP 508)."""

from __future__ import annotations

from pipwise.model.intent import Requirement
from pipwise.model.interpreter import Distribution
from pipwise.model.value import Iterable


def satisfies(installed: Iterable[Distribution], name: str, requirement: Requirement) -> bool:
    """True only where that is certain: extras, markers, URLs and editables are left to the installer."""
    if requirement.kind != "named" or requirement.extras or requirement.marker or not name:
        return False
    found = next((distribution for distribution in installed if distribution.name == name), None)
    if found is None:
        return False
    if not requirement.specifier:
        return True
    from packaging.specifiers import InvalidSpecifier, SpecifierSet
    from packaging.version import InvalidVersion

    try:
        return SpecifierSet(requirement.specifier).contains(found.version, prereleases=True)
    except (InvalidSpecifier, InvalidVersion):
        return False
