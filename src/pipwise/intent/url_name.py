"""The project that an address is most likely of: a repository is mostly called like what it makes."""

from __future__ import annotations

from pipwise.catalog.spelling import normalise
from pipwise.model.intent import Requirement

_ARCHIVED = ("archive", "zipball", "tarball", "releases", "-")
"""What forges put behind a repository's path, before the name of a branch or of a file."""


def name_in_url(requirement: Requirement) -> str:
    """The requirement's own name, else that of the repository in its address, in normal form; '' where there is neither.

    A guess: it says what kind of thing is asked for, and never which package has it.
    """
    if requirement.name or requirement.kind not in ("vcs", "url") or requirement.editable:
        return requirement.name
    rest = requirement.text.partition("#")[0].partition("?")[0].partition("://")[2]
    parts = [part for part in rest.split("/")[1:] if part]
    at = next((at for at, part in enumerate(parts) if part in _ARCHIVED), len(parts))
    last = parts[at - 1] if at else ""
    name = last.partition("@")[0].removesuffix(".git")
    return normalise(name) if name.replace("-", "a").replace("_", "a").replace(".", "a").isalnum() else ""
