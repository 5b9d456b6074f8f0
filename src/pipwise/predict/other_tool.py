"""Commands that are no Python installer's: package managers, which no marker concerns, and programs that may run anything."""

from __future__ import annotations

from pipwise.model.intent import Invocation
from pipwise.model.outcome import Evidence, Outcome

_MANAGERS = frozenset(
    (
        *(
            "apt",
            "apt-get",
            "aptitude",
            "nala",
            "dpkg",
            "dnf",
            "yum",
            "microdnf",
            "rpm",
            "rpm-ostree",
            "zypper",
            "pacman",
        ),
        *(
            "yay",
            "paru",
            "pamac",
            "apk",
            "brew",
            "port",
            "snap",
            "flatpak",
            "emerge",
            "xbps-install",
            "eopkg",
            "opkg",
            "slackpkg",
        ),
        *("nix", "nix-env", "nix-shell", "guix", "conda", "mamba", "micromamba"),
    )
)


def is_manager(invocation: Invocation) -> bool:
    """Whether a package manager is called that brings packages of its own, and asks no pip for them."""
    return invocation.tool == "other" and _name(invocation) in _MANAGERS


def predict(invocation: Invocation) -> Outcome:
    """Nothing of PEP 668 stops a package manager; what any other program runs is not told by its name."""
    if is_manager(invocation):
        told = Evidence(f"{_name(invocation)} asks no pip, and heeds no marker")
        return Outcome("allowed", "no-pip", None, None, (told,))
    told = Evidence("what a program installs is not told by its name")
    return Outcome("unknown", "unknown", None, None, (told,))


def _name(invocation: Invocation) -> str:
    return invocation.program.rpartition("/")[2]
