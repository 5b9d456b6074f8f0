"""The machine, who is asking, and where: what is true whichever interpreter is meant."""

from __future__ import annotations

from pipwise.model.known import Fact
from pipwise.model.value import Literal, NamedTuple


class OsRelease(NamedTuple):
    """``os-release(5)``: ID, its ID_LIKE family, and the version."""

    id: str
    like: tuple[str, ...]
    version: str
    codename: str
    name: str


class Disposable(NamedTuple):
    """Positive proof that what is changed here is thrown away, or that there is none."""

    proven: bool
    kind: Literal["image-build", "hosted-runner", ""]
    evidence: str


class Host(NamedTuple):
    """The machine."""

    platform: str
    """``sys.platform``'s word: linux, darwin, win32 …"""
    os: Fact[OsRelease]
    container: Fact[str]
    """docker, podman, lxc, distrobox, toolbox, kubernetes … or '' for none found."""
    ci: Fact[str]
    """github-actions, gitlab, circleci, azure, travis, jenkins … , ``unknown-ci`` for a bare CI=true, '' for none."""
    wsl: Fact[bool]
    immutable: Fact[str]
    """ostree, steamos, transactional-update, nixos … or ''."""
    disposable: Fact[Disposable]


class Asker(NamedTuple):
    """Who is asking, with which privileges, and for whom."""

    uid: int
    user: str
    home: str | None
    sudo_uid: int | None
    sudo_user: str
    sudo_home: str | None
    """Home directory of the user who called sudo, or None."""
    terminal: bool
    shell: str
    """Name of the shell in use: bash, zsh, fish, dash, csh, pwsh … or ''."""


class Project(NamedTuple):
    """The project directory around the working directory, if there is one."""

    root: str
    evidence: str
    """The file that makes it a project: pyproject.toml, requirements.txt …"""
    managers: tuple[str, ...]
    """uv, poetry, pdm, pipenv, hatch, conda … where their own files say so."""
    problem: str = ""
    """Why its pyproject.toml could not be read, or ''."""
    name: str = ""
    """Name of the distribution that it makes, where that is known."""


class Place(NamedTuple):
    """The working directory as a place for an environment."""

    cwd: str
    kind: Literal["project", "plain", "home", "temporary", "system", "desktop", "root"]
    venv: str | None
    """The ``.venv`` found for this place (the project's, or the plain directory's if the caller owns it), or None."""


class PathFact(NamedTuple):
    """What stands at a path that the command names or would write to."""

    kind: Literal["absent", "file", "directory", "other", "unreadable"]
    writable: bool
    """Whether the caller may write there, or, where it is absent, into its nearest existing parent."""
    owner: int | None = None
