"""One row of the table of platforms."""

from __future__ import annotations

from pipwise.model.value import Literal, NamedTuple

Answer = Literal["yes", "no", "unknown"]


class Row(NamedTuple):
    """What is known of one kind of Python; '' and empty where it is not known."""

    id: str
    title: str
    kind: Literal["os", "manager", "image", "runner"]
    names: tuple[str, ...]
    """How it is asked for; one that ends in ``-`` or ``@`` is followed by the version at once."""
    versions: str
    """A list for ``versions.parse_versions``; '' where there are none."""
    release: str
    """The versions in words."""
    os: tuple[str, ...]
    """IDs that its os-release has."""
    like: tuple[str, ...]
    base: str
    """``debian:13``: the system below an image; without a version it is told by the tag."""
    variant: str
    """A word that the tag has to have for this row."""
    python: str
    """Path; ``{python}`` stands for the version."""
    python_version: tuple[tuple[str, str], ...]
    """(version of the platform, version of its Python); ``{version}`` is the platform's own."""
    marker: Answer
    marker_path: str
    since: str
    package_manager: str
    package_prefix: str
    pip: tuple[tuple[str, str], ...]
    """(version of the platform, version of pip or a range of them)."""
    vendor: str
    """Whose patches that pip carries."""
    owner: str
    """``Owner.kind``."""
    layout: Literal["debian", "fedora", "cpython", ""]
    """Where installers put files: Debian's ``posix_local``, Fedora's ``/usr/local``, or as CPython has it."""
    system: str
    """``sys.platform``'s word."""
    disposable: Literal["hosted-runner", ""]
    user: Literal["root", "user", ""]
    """Who runs commands there unless something else is said."""
    settings: tuple[tuple[str, str, str, str], ...]
    """pip's settings there: section, key, value, file."""
    venv: str
    pipx: str
    """How to get venv and pipx."""
    user_scheme_blocked: Answer
    outcome: Literal["allowed", "refused", "unknown"]
    """What a bare ``pip install`` does, as the sources have it."""
    outcome_detail: str
    confidence: Literal["verified", "inferred"]
    notes: str
    sources: tuple[str, ...]
