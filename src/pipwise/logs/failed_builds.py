"""Which projects an installer could not build, and what it said was missing: from the end of what it said."""

from __future__ import annotations

import re

from pipwise.catalog.spelling import normalise
from pipwise.logs.builds import find_build_needs
from pipwise.logs.decode import raw_lines
from pipwise.logs.hits import stretch_of
from pipwise.logs.lines import read_lines
from pipwise.logs.report import Need
from pipwise.model.value import NamedTuple

_NAME = r"[A-Za-z0-9][\w.-]*"
# pip 20 to 26, pipx 1.1 to 1.18 and uv 0.5 to 0.13, as they are written in their sources.
_SAYINGS = (
    rf"ERROR: Failed building (?:wheel|editable) for ({_NAME})",
    rf"ERROR: Failed to build '({_NAME})",
    rf"(?m)^Failed to build ((?:{_NAME} ?)+)$",
    rf"Could not build wheels for ({_NAME}(?:, {_NAME})*?),? which",
    rf"Failed to build installable wheels for some pyproject.toml based projects\s+╰─> ({_NAME}(?:, {_NAME})*)",
    rf"pip failed to build packages?:\s*\n((?:[ \t]+{_NAME}[ \t]*\n)+)",
    rf"Encountered error while generating package metadata\.\s+╰─> (?!See above)({_NAME})\s",
    rf"Failed to (?:download and )?build `({_NAME})",
    rf"Failed to build: `({_NAME})",
)


class FailedBuilds(NamedTuple):
    """What came of the builds."""

    projects: tuple[str, ...]
    """Normalised names; empty where a build failed of which the installer does not tell the name."""
    needs: tuple[Need, ...]
    """What was missed, as far as the table of needs knows the words."""


def failed_builds(said: bytes) -> FailedBuilds | None:
    """None where nothing says that a build failed."""
    text = said.decode("utf-8", "replace")
    projects = dict.fromkeys(
        normalise(name.rstrip(".-"))
        for saying in _SAYINGS
        for found in re.findall(saying, text)
        for name in re.split(r"[,\s]+", found)
        if name
    )
    if not projects and "metadata-generation-failed" not in text:
        return None
    found = find_build_needs(stretch_of(read_lines(raw_lines(said), 1)))
    return FailedBuilds(tuple(projects), tuple(need for need, _ in found))
