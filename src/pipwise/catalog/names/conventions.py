"""What a distribution calls the package of a project, where nothing is known but its rule of naming."""

from __future__ import annotations

from pipwise.catalog.names.where import Where

_PREFIXES = {
    "apt": "python3-",
    "dnf": "python3-",
    "yum": "python3-",
    "tdnf": "python3-",
    "xbps": "python3-",
    "pacman": "python-",
    "apk": "py3-",
    "emerge": "dev-python/",
    "guix": "python-",
    "nix": "python3Packages.",
    "msys2": "mingw-w64-ucrt-x86_64-python-",
    "brew": "",
    "conda": "",
}
_VERSIONED = {"zypper": "python{}-", "pkg": "py{}-", "pkgin": "py{}-", "port": "py{}-"}


def prefix_of(where: Where) -> str | None:
    """What a package of a Python library is called there before its name; None where the rule is not known."""
    if where.manager in _VERSIONED:
        return _VERSIONED[where.manager].format("".join(where.python.split(".")[:2]) or "3")
    return _PREFIXES.get(where.manager)


def conventional_name(project: str, where: Where) -> str:
    """The package that the rule of naming gives for a project (in normal form), or ''."""
    prefix = prefix_of(where)
    if prefix is None:
        return ""
    if where.manager == "pacman" and project.startswith("python-"):
        return project
    return f"{prefix}{project}"
