"""Which operating system a log is from, by what images, package managers, runners and banners print."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipwise.catalog.platforms import find_platform
from pipwise.logs.lines import Line

_IMAGE = re.compile(
    r"(?:\bFROM (?:--platform=\S+ )?|executor with image |docker\.io/(?:library/)?|Pulling docker image |^image: ?|Image: )"
    r"(?P<name>[a-z0-9][\w./-]*(?::[\w.-]+)?)"
)
_RUNNER = re.compile(r"\b(?P<name>(?:ubuntu-\d\d\.\d\d|ubuntu-latest|macos-\d+|macos-latest))\b")
_SYSTEMS = (
    *(
        "Ubuntu",
        "Debian GNU/Linux",
        "Debian",
        "Linux Mint",
        "Raspberry Pi OS",
        "Raspbian GNU/Linux",
        "Alpine Linux v?",
    ),
    *("Fedora Linux", "Kali GNU/Linux", "Arch Linux", "Manjaro", "openSUSE Tumbleweed", "openSUSE Leap"),
)
_PRETTY = re.compile(
    r"(?:PRETTY_NAME=\"?|Description:\s+|Welcome to |Operating System: |OS: |on )"
    rf"(?P<name>(?:{'|'.join(_SYSTEMS)}) ?\d*(?:\.\d+)?)"
)
_APT = re.compile(
    r"(?:deb|security|ftp)\.(?:\w+\.)?debian\.org\S* (?P<debian>\w+)"
    r"|(?:archive|security|ports)\.ubuntu\.com\S* (?P<ubuntu>[a-z]+)"
)
_PI = re.compile(
    r"archive\.raspberrypi\.(?:com|org)\S* (?P<name>\w+)|raspbian\.raspberrypi\.(?:com|org)\S* (?P<other>\w+)"
)
_APK = re.compile(
    r"alpinelinux\.org/alpine/v(?P<version>\d+\.\d+)/|/alpine/v(?P<other>\d+\.\d+)/(?:main|community)"
)
_MARKS = (
    ("raspios", re.compile(r"[@(]raspberrypi\b|\bwww\.piwheels\.org/simple")),
    ("kali", re.compile(r"[@㉿]kali\b")),
)
"""What a system has by default, and others only by somebody's own doing: its host name, its index."""
_DIST = "/usr/lib/python3/dist-packages/"
_NAMES = {
    "Debian GNU/Linux": "debian",
    "Raspbian GNU/Linux": "raspbian",
    "Alpine Linux v": "alpine",
    "Alpine Linux": "alpine",
    "Fedora Linux": "fedora",
    "Kali GNU/Linux": "kali",
}
_HINTS = (
    "FROM",
    "mage",
    "docker.io",
    "ubuntu",
    "macos",
    "PRETTY",
    "Description",
    "Welcome",
    "Operating",
    "OS: ",
    " on ",
    "debian.org",
    "raspb",
    "piwheels",
    "kali",
    "alpine",
    _DIST,
)


def systems_in(lines: Iterable[Line]) -> tuple[tuple[str, int], ...]:
    """(name that the table of platforms has, line), in the order in which the log names them, the surest first."""
    surer: list[tuple[str, int]] = []
    others: list[tuple[str, int]] = []
    for line in lines:
        if not any(hint in line.text for hint in _HINTS):
            continue
        surer += [(name, line.number) for name in _images(line.text)]
        others += [(name, line.number) for name in _named(line.text)]
    known = (
        (name, number) for name, number in (*reversed(surer), *others) if find_platform(name) is not None
    )
    return tuple(dict(reversed(list(known))).items())[::-1] if surer or others else ()


def _images(text: str) -> list[str]:
    names = (one["name"] for one in _IMAGE.finditer(text[:2000]))
    return [name.removeprefix("docker.io/").removeprefix("library/") for name in names]


def _named(text: str) -> list[str]:
    text = text[:2000]
    found = [one["name"] for one in _RUNNER.finditer(text)]
    found += [_plain(one["name"]) for one in _PRETTY.finditer(text)]
    for one in _PI.finditer(text):
        found.append(f"raspbian:{one['name'] or one['other']}")
    for one in _APT.finditer(text):
        name, release = ("debian", one["debian"]) if one["debian"] else ("ubuntu", one["ubuntu"])
        found.append(f"{name}:{release.partition('-')[0]}")
    found += [name for name, mark in _MARKS if mark.search(text)]
    if _DIST in text:
        found.append("debian")
    return found + [f"alpine:{one['version'] or one['other']}" for one in _APK.finditer(text)]


def _plain(name: str) -> str:
    for long, short in _NAMES.items():
        if name.startswith(long):
            return f"{short}:{name.removeprefix(long).strip()}".rstrip(":")
    return name.lower()
