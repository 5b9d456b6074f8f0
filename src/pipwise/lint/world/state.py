"""What is true just before a command: machine, variables, Pythons, packages, settings, marker, user."""

from __future__ import annotations

from collections.abc import Mapping

from pipwise.catalog.platforms import Platform
from pipwise.model.facts import Setting
from pipwise.model.outcome import Evidence
from pipwise.model.value import Literal, NamedTuple

USUAL_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
NEWEST = "newest"
PERHAPS = "?"
"""Before an entry of PATH that is there only where a branch was taken."""


class Python(NamedTuple):
    """One Python that a directory of programs leads to."""

    kind: Literal["os", "image", "venv", "tool", "unknown"]
    """``tool``: made by setup-python, conda, pyenv, uv … and its user's own; nobody has marked it."""
    root: str
    pip: str = ""
    """As the machine has it (''), ``none``, ``newest``, or a version."""
    vendor: str = ""
    """Whose pip it is where it is not the machine's own: upstream."""
    sees_system: bool = False
    made_by: str = ""
    """venv, virtualenv, uv, setup-python …"""
    platform: Platform | None = None
    """The row that describes it; None where none does."""
    evidence: tuple[Evidence, ...] = ()


class World(NamedTuple):
    """Everything that an event can change; values are replaced, never changed in place."""

    context: str = "script"
    image: str = ""
    """As it was written, or ''."""
    platform: Platform | None = None
    why: str = "nothing says on which machine this runs"
    """Why the platform is not known."""
    sure: bool = True
    """False where the platform hangs on a default that a caller may change."""
    variables: Mapping[str, str | None] = {}
    """None: it is set, and its value is not known."""
    local: frozenset[str] = frozenset()
    """Variables of the shell that programs do not get."""
    exported: Mapping[str, str | None] = {}
    """What a step has given to all later ones of its job (``$GITHUB_ENV``, ``$GITHUB_PATH``)."""
    arguments: Mapping[str, str | None] = {}
    user: str = ""
    cwd: str = ""
    shell: str = "sh"
    login: bool = False
    """It is a login shell."""
    pythons: Mapping[str, Python] = {}
    """Directory of programs, or one program there → its Python."""
    packages: frozenset[str] = frozenset()
    """OS packages that are known to be installed."""
    managers: frozenset[str] = frozenset()
    """OS package managers that were called."""
    opaque: str = ""
    """The first command that may have installed anything, or ''."""
    lists: bool = False
    """Something may have fetched apt's lists of packages."""
    broken: str = ""
    """Why the build ends before it gets here, or ''."""
    source: str = ""
    """Where ``make install`` would put a Python whose source was fetched, or ''."""
    settings: tuple[Setting, ...] = ()
    marker: Literal["as-shipped", "removed", "unknown"] = "as-shipped"
    assumed: bool = False
    """Inside a branch that is taken only on that machine."""
    evidence: tuple[Evidence, ...] = ()

    @property
    def root(self) -> bool | None:
        """Whether root runs the commands; None where nothing says so."""
        return self.user in ("root", "0") if self.user else None


def merge(one: World, other: World) -> World:
    """What is true whichever of the two it was."""
    if one == other:
        return one
    names = {*one.variables, *other.variables}
    variables = {
        name: one.variables.get(name) if one.variables.get(name) == other.variables.get(name) else None
        for name in names
    }
    if "PATH" in names and variables["PATH"] is None:
        variables["PATH"] = _either_path(
            one.variables.get("PATH", "${PATH}"), other.variables.get("PATH", "${PATH}")
        )
    directories = {*one.pythons, *other.pythons}
    pythons = {place: _either(one.pythons.get(place), other.pythons.get(place)) for place in directories}
    same = one.platform == other.platform and one.image == other.image
    return one._replace(
        platform=one.platform if same else None,
        why=one.why if same else "it hangs on a branch",
        variables=variables,
        local=one.local | other.local,
        user=one.user if one.user == other.user else "",
        cwd=one.cwd if one.cwd == other.cwd else "",
        pythons=pythons,
        packages=one.packages & other.packages,
        managers=one.managers | other.managers,
        opaque=one.opaque or other.opaque or ("a branch" if one.packages != other.packages else ""),
        lists=one.lists or other.lists,
        broken=one.broken if one.broken and other.broken else "",
        source=one.source or other.source,
        settings=_both(one.settings, other.settings),
        marker=one.marker if one.marker == other.marker else "unknown",
        evidence=one.evidence,
    )


_MOST = 20


def _either_path(one: str | None, other: str | None) -> str | None:
    """What is before the end that both have is there perhaps."""
    if one is None or other is None:
        return None
    first, second = one.split(":"), other.split(":")
    common: list[str] = []
    while first and second and first[-1] == second[-1]:
        common.insert(0, first.pop())
        second.pop()
    marked = dict.fromkeys(f"{PERHAPS}{entry.removeprefix(PERHAPS)}" for entry in (*first, *second))
    return ":".join((*marked, *common)) if common and len(marked) < _MOST else None


def _either(one: Python | None, other: Python | None) -> Python:
    """A Python that only one branch makes is there for those who name it; what two make in two ways is not known."""
    if one is None or other is None:
        return (one or other)._replace(made_by=f"perhaps {(one or other).made_by.removeprefix('perhaps ')}")  # type: ignore[union-attr]  # one of them is there
    return one if one == other else one._replace(kind=one.kind if one.kind == other.kind else "unknown")


def _both(one: tuple[Setting, ...], other: tuple[Setting, ...]) -> tuple[Setting, ...]:
    """Settings of both; of a setting that only one has, the level says that it is not certain."""
    if one == other:
        return one
    certain = tuple(setting for setting in one if setting in other)
    rest = (setting for setting in (*one, *other) if setting not in certain)
    return (*certain, *(setting._replace(level="perhaps") for setting in rest))
