"""From a package's version to the version of the Python project in it (PEP 440), where that can be told.

Source: deb-version(7) and Debian's developers' reference 5.11 (repacked, ``+really``, native), rpm-version(7) with
Fedora's Python guidelines for versions, PKGBUILD(5), apk's and Gentoo's PMS 3.2 suffixes, FreeBSD's porters' handbook 5.2.3,
Homebrew's revisions.
"""

from __future__ import annotations

from pipwise.model.known import Fact, Known, Source, Unknown
from pipwise.model.value import Literal, NamedTuple

Scheme = Literal["debian", "rpm", "pacman", "apk", "xbps", "freebsd", "homebrew", "plain"]


class _Rule(NamedTuple):
    pattern: str
    replacement: str


# What a packager has added, in the order in which it is taken off.
_PACKAGING: dict[Scheme, tuple[_Rule, ...]] = {
    "debian": (
        _Rule(r"^\d+:", ""),
        _Rule(r"-[^-]*$", ""),
        _Rule(r"^.*\+really\.?", ""),
        # Native packages have no revision, but rebuilds and stable updates of their own.
        _Rule(r"(\+nmu\d+|\+b\d+|\+deb\d+u\d+|\+rpi\d+|ubuntu[\d.]+|build\d+)+$", ""),
        # Repacked upstream archives, and further ones beside the first (+~).
        _Rule(r"[.+~-]?(dfsg|repack|(?<=[.+~-])(ds|debian|deb|orig|clean|nodfsg|really))[\d.+~-]*$", ""),
        _Rule(r"\+~.*$", ""),
        _Rule(r"[.+~-]?(dfsg|repack|(?<=[.+~-])(ds|debian|deb|orig|clean|nodfsg))[\d.+~-]*$", ""),
    ),
    "rpm": (_Rule(r"^\d+:", ""), _Rule(r"-[^-]*$", ""), _Rule(r"\^post", ".post")),
    "pacman": (_Rule(r"^\d+:", ""), _Rule(r"-[\d.]+$", ""), _Rule(r"_", "-")),
    "apk": (
        _Rule(r"-r\d+$", ""),
        _Rule(r"_(alpha|beta|rc|pre)(?=\d*$)", r"\1"),
        _Rule(r"_p(?=\d{1,3}$)", ".post"),
    ),
    "xbps": (_Rule(r"_\d+$", ""),),
    "freebsd": (
        _Rule(r",\d+$", ""),
        _Rule(r"_\d+$", ""),
        _Rule(r"\.r(?=\d+$)", "rc"),
        _Rule(r"\.p(?=\d+$)", "rc"),
    ),
    "homebrew": (_Rule(r"_\d+$", ""),),
    "plain": (),
}
_BEFORE_RELEASE = r"(?i)~+(?=(alpha|beta|rc|pre|dev|a|b|c)[.~-]?\d*)"
# A state of the repository somewhere before or after a release: which version it calls itself cannot be told.
_SNAPSHOT = r"(?i)[+~^._-]r?\d*\.?(git|svn|hg|bzr|cvs|vcs|snap(shot)?|unstable|g[0-9a-f]{7})|[+~^_-](19|20)\d{6}|\.r\d+\."


def upstream_version(version: str, scheme: Scheme) -> Fact[str]:
    """The project's version in PEP 440's normal form; Unknown for snapshots and for what is no version of Python's."""
    from re import search, sub

    from packaging.version import InvalidVersion, Version

    plain = version
    for rule in _PACKAGING[scheme]:
        plain = sub(rule.pattern, rule.replacement, plain)
    if search(_SNAPSHOT, plain):
        return Unknown(f"{version} is a state between two releases")
    plain = sub(_BEFORE_RELEASE, ".", plain)
    try:
        return Known(str(Version(plain)), Source("live", version))
    except InvalidVersion:
        return Unknown(f"{version} is not a version that PEP 440 knows")
