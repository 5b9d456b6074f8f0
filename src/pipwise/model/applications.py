"""Applications that pipx or uv keep apart: who keeps them here, where, and what stands in the way."""

from __future__ import annotations

from pipwise.model.value import Literal, NamedTuple


class Keeper(NamedTuple):
    """The tool that keeps applications here, and every place that it writes to."""

    name: Literal["pipx", "uv"]
    path: str
    """The program; '' where there is none, so that pipwise brings one up."""
    version: tuple[int, ...]
    why: str
    """Why this one: what it keeps already, or that it is there."""
    home: str
    """Holds an environment for each application (below ``venvs`` with pipx)."""
    bin: str
    """Holds the commands."""
    python: str = ""
    """The Python that runs it, where pipx is a script of one."""
    shared: str = ""
    """pipx's environment with the pip that all of its applications share; '' for uv."""
    shared_works: bool = True
    places: tuple[str, ...] = ()
    """What else it may change: manual pages, completions, logs, locks. Caches are not among them."""


class Application(NamedTuple):
    """One that is there."""

    project: str
    version: str
    root: str
    with_: tuple[str, ...] = ()
    """uv: the requirements that it was installed from, its own first, then what was put into it."""
    fits: bool = False
    """Whether it is what was asked for (PEP 440)."""


class Copy(NamedTuple):
    """The same project, installed by a pip that was not kept from it (``pip install --user``, ``sudo pip install``)."""

    project: str
    version: str
    place: str
    """The directory that it stands in."""
    base: str
    """Where its commands are: in ``bin`` below it."""
    mine: bool
    """Whether the caller may take it away."""


class Profile(NamedTuple):
    """The file in which the caller's shell would find another directory of PATH."""

    path: str
    content: str | None
    """None where it is not there yet."""
    line: str
    """What has to be added to it."""


class Applications(NamedTuple):
    """Everything that keeping an application here stands on."""

    keeper: Keeper
    own: str = ""
    """Where pipwise's own pipx stands, or would stand."""
    own_state: Literal["absent", "works", "broken"] = "absent"
    there: tuple[Application, ...] = ()
    """Of those that were asked for, and of the hosts of plug-ins."""
    copies: tuple[Copy, ...] = ()
    on_path: bool = True
    at_login: bool = False
    """Whether the next login will have the commands on PATH."""
    profile: Profile | None = None
