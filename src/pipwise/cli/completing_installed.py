"""What ``uninstall`` can be asked for: distributions in the environments of this place, the user's own, and applications."""

from __future__ import annotations

from collections.abc import Iterator

from pipwise.cli.words import Own
from pipwise.facts.glance import names
from pipwise.facts.kept_applications import application_names
from pipwise.system.look import Look

_ENDS = (".dist-info", ".egg-info")
# What every environment is made with.
_PLUMBING = ("pip", "setuptools", "wheel")


def installed_here(look: Look) -> Iterator[tuple[str, str]]:
    """(name, where it is), without anything that the operating system has put there."""
    from pipwise.cli.places import roots_here
    from pipwise.errors import PipwiseError

    try:
        roots = roots_here(Own(), look)
    except PipwiseError:
        roots = []
    for root in (*roots, *([f"{look.home}/.local"] if look.home else [])):
        for python in names(look, f"{root}/lib"):
            yield from ((name, root) for name in _distributions(look, f"{root}/lib/{python}/site-packages"))
    yield from ((name, f"kept by {tool}") for name, tool in application_names(look))


def _distributions(look: Look, folder: str) -> Iterator[str]:
    for entry in names(look, folder):
        name = entry.partition("-")[0].replace("_", "-").lower()
        if entry.endswith(_ENDS) and name not in _PLUMBING:
            yield name
