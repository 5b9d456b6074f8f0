"""What a name stands for: which OS packages provide it, and whether it is an application, a library or a plug-in."""

from __future__ import annotations

from pipwise.model.known import Fact, Source, Unknown
from pipwise.model.value import Literal, NamedTuple


class Kind(NamedTuple):
    """Application, library or plug-in, and what says so."""

    kind: Literal["application", "library", "plug-in", "both", "unknown"]
    """``both``: importable and a command, and neither is clearly what people want it for."""
    host: str = ""
    """The project that a plug-in belongs into the environment of: certbot, httpie, jupyterlab; '' for others."""
    commands: tuple[str, ...] = ()
    """Commands that it is known to bring."""
    modules: tuple[str, ...] = ()
    """Import names that it is known to bring."""
    signals: tuple[tuple[str, int], ...] = ()
    """(what speaks for an application, or against it; its weight)."""
    source: Source = Source("catalogue", "")
    host_is: Literal["application", "library", "program", ""] = ""
    """What a plug-in's host is: an ``application`` with an environment of its own, a ``library`` (or test runner) that stands in
    the venv of whoever imports it, or a ``program`` that the operating system installs, such as neovim; '' for others."""


class OsPackage(NamedTuple):
    """One OS package that provides the project, or stands in for it."""

    manager: str
    """The back end's name: apt, dnf, zypper, pacman, apk, brew, conda …"""
    package: str
    relation: str
    """``same``, or the curated relation: variant, rename, fork, umbrella, split, ships-command …"""
    how: Literal["installed", "exact", "curated", "table", "convention"]
    """How it was found; ``exact`` is the manager's own answer, ``convention`` a guess that nothing contradicts."""
    version: Fact[str]
    """The candidate, as the manager spells it."""
    upstream: Fact[str]
    """The candidate as a PEP 440 version."""
    installed: Fact[str | None]
    """The installed version as the manager spells it, or None where it is not installed."""
    fit: Literal["fits", "too-old", "too-new", "does-not-fit", "unknown"]
    """The candidate against the specifier that was asked for."""
    source: Source


class Mistake(NamedTuple):
    """A name that is most likely not what was meant: put as a question, never carried out."""

    code: Literal[
        "os-package-name",
        "import-name",
        "placeholder",
        "requirements-file",
        "command-word",
        "typo",
        "standard-library",
        "wrong-project",
        "deprecated-name",
        "dummy",
    ]
    text: str
    """One sentence that ends in a question or says what the name is."""
    instead: tuple[str, ...] = ()
    """Project names (or, for the standard library, module names) that were probably meant; best first."""


class Named(NamedTuple):
    """Everything that is known of one name that was asked for."""

    asked: str
    project: str
    """PEP 503 name of the PyPI project that is meant, or '' where none is."""
    specifier: str
    kind: Kind
    packages: tuple[OsPackage, ...] = ()
    """Best first; what does not fit the specifier is listed too, and says so in ``fit``."""
    packaged: Literal["yes", "no", "unknown"] = "unknown"
    """``no``: the platform's own list was complete and has nothing; ``unknown``: nobody could be asked."""
    mistake: Mistake | None = None
    here: Fact[str | None] = Unknown("no interpreter was looked at")
    """The version that the target interpreter has of it already; None where it does not have it."""
