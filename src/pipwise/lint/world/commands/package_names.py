"""Packages that cannot be installed: apt without its lists, and names that a release has no more; the build ends there."""

from __future__ import annotations

import re

from pipwise.lint.world.bare import is_bare
from pipwise.lint.world.state import World

_GONE = {
    "debian": (
        "python",
        "python-dev",
        "python-minimal",
        "python-pip",
        "python-setuptools",
        "python-virtualenv",
    ),
    "alpine": ("python", "python-dev", "python2", "python2-dev", "py2-pip", "py2-setuptools"),
}
"""Names of Python 2's packages. Debian has had none since 11, and Ubuntu since 20.10 (their release notes: ``python`` is no
package any more, only ``python-is-python3``); Alpine dropped Python 2 in 3.16 (its release notes)."""
_LIKE = {"debian": "debian", "ubuntu": "debian", "raspbian": "debian", "kali": "debian", "alpine": "alpine"}


_VERSIONED = re.compile(r"python(3\.\d+)(?:-[a-z]+)?\Z")
_YES = ("--yes", "--assume-yes", "--force-yes")
_UNMARKED = ("3.5", "3.6", "3.7", "3.8", "3.9", "3.10")
"""No distributor has marked an older one than 3.11."""
ADDED = "a repository of others"
"""Among the packages where add-apt-repository was called."""


def _of_another_python(world: World, names: tuple[str, ...]) -> str:
    """``python3.7`` on Debian 12 and Ubuntu 24.04: each of their releases with a mark has one Python 3 alone."""
    platform = world.platform
    own = ".".join((platform.python_version if platform else "").split(".")[:2])
    if world.opaque or ADDED in world.packages:
        return ""
    found = ((name, match[1]) for name in names if (match := _VERSIONED.match(name)))
    return next((name for name, version in found if (version != own if own else version in _UNMARKED)), "")


def unanswered(world: World, words: tuple[str, ...], names: tuple[str, ...], stdin: str) -> str:
    """Why ``apt-get install`` ends a build.

    With more to install than was named it asks, unless --yes or -qq is given (apt-get(8)).
    """
    short = [word for word in words if word[:1] == "-" and word[1:2] != "-"]
    told = any(word in _YES or "Assume-Yes" in word for word in words)
    if told or stdin or any("y" in word or word.count("q") > 1 or "=2" in word for word in short):
        return ""
    platform = world.platform
    if world.opaque or platform is None or platform.row.kind != "os" or not is_bare(world):
        return ""
    return (
        ""
        if set(names) <= world.packages
        else "the build ends before it: apt asks whether to go on, and nobody answers"
    )


def not_there(world: World, names: tuple[str, ...]) -> str:
    """Why these packages are not to be had there; '' where they may be."""
    platform = world.platform
    if (
        world.broken
        or platform is None
        or platform.row.kind not in ("os", "image")
        or platform.marker != "yes"
    ):
        return world.broken
    family = _LIKE.get(platform.os[0], "")
    gone = next((name for name in names if name in _GONE.get(family, ())), "")
    if gone:
        return f"the build ends before it: {platform.row.title} has no package {gone}"
    other = _of_another_python(world, names) if family == "debian" and is_bare(world) else ""
    if other:
        return f"the build ends before it: {platform.row.title} has no package {other}"
    if family == "debian" and is_bare(world) and not (world.lists or world.opaque):
        return "the build ends before it: apt finds no package before the first apt-get update"
    return ""
