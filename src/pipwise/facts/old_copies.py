"""The same project from a pip that nobody kept from it: its command would go on to be found."""

from __future__ import annotations

from pipwise.facts.distributions import read_distributions
from pipwise.facts.glance import names
from pipwise.model.applications import Copy
from pipwise.system.look import Look


def find_copies(look: Look, home: str, projects: tuple[str, ...]) -> tuple[Copy, ...]:
    """In the caller's user site (PEP 370), and in /usr/local where ``sudo pip`` writes on Debian and its children."""
    bases = [(f"{home}/.local", home != "" and look.uid != 0), ("/usr/local", look.uid == 0)]
    return tuple(
        Copy(one.name, one.version, one.location, base, mine)
        for base, mine in bases
        if base.startswith("/")
        for one in read_distributions(look, _sites(look, base))
        if one.name in projects
    )


def _sites(look: Look, base: str) -> list[str]:
    return [
        f"{base}/lib/{one}/{kind}"
        for one in names(look, f"{base}/lib")
        if one.startswith("python3.")
        for kind in ("site-packages", "dist-packages")
    ]
