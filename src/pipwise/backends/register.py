"""The back ends by the name of the package manager that an ``Owner`` has."""

from __future__ import annotations

from pipwise.backends import (
    apk,
    apt,
    brew,
    conda,
    dnf,
    freebsd,
    msys2,
    nix,
    pacman,
    portage,
    rpm_ostree,
    termux,
    xbps,
    zypper,
)
from pipwise.backends.backend import Backend

BACKENDS: dict[str, Backend] = {
    "apk": apk,
    "apt": apt,
    "brew": brew,
    "conda": conda,
    "dnf": dnf,
    "msys2": msys2,
    "nix": nix,
    "pacman": pacman,
    "pkg": freebsd,
    "portage": portage,
    "rpm-ostree": rpm_ostree,
    "termux": termux,
    "xbps": xbps,
    "zypper": zypper,
}
