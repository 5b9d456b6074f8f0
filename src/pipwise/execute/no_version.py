"""Why pip found no version of a project: it has none that was asked for, or those that it has are for other Pythons."""

from __future__ import annotations

import re

from pipwise.model.value import Sequence

_ASKED = re.compile(
    r"(?:Could not find a version that satisfies the requirement|No matching distribution found for) (\S+)"
)
_THERE = re.compile(r"\(from versions: ([^)]+)\)")
_IGNORED = re.compile(r"require a different python version: (.*?)(?= ERROR|$)")
_ONE = re.compile(r"(\S+) Requires-Python ([<>=!~0-9.,* ]*[0-9*])")
_NAME = re.compile(r"[A-Za-z0-9._-]*[A-Za-z0-9](?:\[[^]]*\])?")


def no_version(said: str) -> tuple[str, str]:
    """Why, and what to do, from pip's words in one line; '' and '' where they are about something else."""
    asked, ignored = _ASKED.search(said), _IGNORED.search(said)
    if not asked and not ignored:
        return "", ""
    requirement = asked[1] if asked else ""
    name = _NAME.match(requirement)
    specifier = requirement[name.end() :] if name else ""
    for_others = _ONE.findall(ignored[1]) if ignored else []
    fitting = _meant(specifier, [version for version, _ in for_others])
    if fitting:
        wanted = dict(for_others)[fitting[-1]]
        return (
            f"it does not run on this Python, it wants {wanted}",
            "name a Python that fits: pipwise install --python PYTHON …",
        )
    if not requirement:
        return "", ""
    there = _THERE.search(said)
    newest = there[1].rpartition(" ")[2] if there else "none"
    told = f"; the newest there is {newest}" if specifier and newest != "none" else ""
    return f"no {requirement} was found where pip looked{told}", ""


def _meant(specifier: str, versions: Sequence[str]) -> list[str]:
    """Those that were asked for, the newest last."""
    from packaging.specifiers import InvalidSpecifier, SpecifierSet
    from packaging.version import InvalidVersion, Version

    def key(version: str) -> Version:
        try:
            return Version(version)
        except InvalidVersion:
            return Version("0")

    try:
        asked = SpecifierSet(specifier)
        return sorted((one for one in versions if asked.contains(key(one), prereleases=True)), key=key)
    except InvalidSpecifier:
        return []
