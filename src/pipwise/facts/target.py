"""The flat leaves that ``predict`` wants, taken out of the tree of facts."""

from __future__ import annotations

from pipwise.model.facts import Facts
from pipwise.model.host import PathFact
from pipwise.model.intent import Intent
from pipwise.model.interpreter import Environment, Interpreter, PipCopy
from pipwise.model.known import Fact, Known, Unknown
from pipwise.model.outcome import Target
from pipwise.model.value import Callable, Iterable, Literal, TypeVar
from pipwise.system.look import Account, Look

A = TypeVar("A")
B = TypeVar("B")


def target_of(facts: Facts, intent: Intent) -> Target:
    """What the tool of this intent meets, as far as these facts tell."""
    tool = intent.invocation.tool
    environment = facts.target
    pip = _pip(environment)
    place = facts.place
    return Target(
        tool=tool if tool in ("pip", "uv", "pipx", "ensurepip") else "",
        version=_map(pip, lambda copy: copy.version) if tool != "uv" else _tool_version(facts, tool),
        vendor=_map(pip, lambda copy: copy.vendor),
        python=_interpreter(environment, lambda found: found.version),
        prefix=_interpreter(environment, lambda found: found.prefix),
        venv=_map(environment, _venv),
        marker=_join(environment, lambda found: found.marker),
        owner=_map(_join(environment, lambda found: found.owner), lambda owner: owner.kind),
        layout=_interpreter(environment, lambda found: found.layout),
        import_path=_map(environment, lambda found: found.import_path),
        user_site_enabled=_map(environment, lambda found: found.user_site_enabled),
        settings=facts.uv_settings if tool == "uv" else facts.pip_settings,
        installed=_join(environment, lambda found: found.distributions),
        root=facts.asker.uid == 0 if not intent.invocation.become else intent.invocation.become == "root",
        cwd=place.value.cwd if isinstance(place, Known) else "",
        variables=facts.environment,
        paths=facts.paths,
        problem=_problem(facts, intent),
        makes_venvs=_interpreter(environment, lambda found: found.has_venv and found.has_ensurepip),
    )


def look_at_paths(look: Look, paths: Iterable[str], become: str = "") -> tuple[tuple[str, PathFact], ...]:
    """What stands at each path, and whether the command may write there (or into its nearest existing parent).

    ``become``: the user that the command turns into; a path that the caller cannot see, and that user may, is left out.
    """
    account = None
    if become:
        from pipwise.facts.sudo import account_of

        account = account_of(look, become)
    other = account if account and account.uid != look.uid else None
    found = ((path, _path_fact(look, path, other)) for path in dict.fromkeys(paths))
    return tuple((path, fact) for path, fact in found if fact is not None)


def site_directories(environment: Environment) -> tuple[str, ...]:
    """Where its installers put files by default: the preferred scheme's directory, and the user's."""
    layout, prefix = environment.interpreter.layout, environment.interpreter.prefix
    scheme = next((scheme for scheme in layout.schemes if scheme.name == layout.default), None)
    default = [scheme.purelib.replace("{base}", prefix)] if scheme else []
    user = [layout.user_site] if environment.user_site_enabled and layout.user_site else []
    return (*default, *user)


def _path_fact(look: Look, path: str, other: Account | None) -> PathFact | None:
    try:
        stat = look.stat(path)
    except (FileNotFoundError, NotADirectoryError):
        writable = _may(look, _nearest(look, path), "write", other)
        return None if writable is None else PathFact("absent", writable)
    except OSError:
        return PathFact("unreadable", writable=False) if other is None else None
    kind = stat.kind if stat.kind in ("file", "directory") else "other"
    writable, readable = _may(look, path, "write", other), _may(look, path, "read", other)
    if writable is None or readable is None:
        return None
    return PathFact("unreadable" if kind == "file" and not readable else kind, writable, stat.uid)


def _may(look: Look, path: str, what: Literal["read", "write"], other: Account | None) -> bool | None:
    """None where the caller cannot tell what somebody else may."""
    if other is None:
        return look.may(path, what)
    from pipwise.facts.rights import may_as

    try:
        return may_as(look, other, path, what)
    except OSError:
        return None


def _nearest(look: Look, path: str) -> str:
    """The nearest parent that exists, as pip's ``test_writable_dir`` looks for it."""
    while True:
        parent = path.rpartition("/")[0] or "/"
        if parent == path:
            return parent
        try:
            look.stat(parent)
        except OSError:
            path = parent
            continue
        return parent


def _map(fact: Fact[A], function: Callable[[A], B]) -> Fact[B]:
    return fact if isinstance(fact, Unknown) else Known(function(fact.value), fact.source)


def _join(fact: Fact[A], function: Callable[[A], Fact[B]]) -> Fact[B]:
    return fact if isinstance(fact, Unknown) else function(fact.value)


def _interpreter(environment: Fact[Environment], function: Callable[[Interpreter], B]) -> Fact[B]:
    return _map(environment, lambda found: function(found.interpreter))


def _pip(environment: Fact[Environment]) -> Fact[PipCopy]:
    copy = _join(environment, lambda found: found.pip)
    if isinstance(copy, Known):
        return Unknown("there is no pip") if copy.value is None else Known(copy.value, copy.source)
    return copy


def _tool_version(facts: Facts, tool: str) -> Fact[str]:
    return next(
        (found.version for found in facts.tools if found.name == tool),
        Unknown(f"the version of {tool} was not asked"),
    )


def _venv(environment: Environment) -> str:
    if environment.venv is None:
        in_venv = environment.interpreter.prefix != environment.interpreter.base_prefix
        return "isolated" if in_venv else "none"
    if environment.venv.broken:
        return "broken"
    return "sees-system" if environment.venv.system_site_packages else "isolated"


def _problem(facts: Facts, intent: Intent) -> str:
    """Why the program cannot even start, as a shell would find."""
    resolution = facts.resolution
    if isinstance(resolution, Unknown):
        return ""
    if resolution.value.problem in ("not-found", "not-executable", "bad-interpreter"):
        return resolution.value.problem
    if intent.invocation.tool in ("pip", "pipx", "ensurepip") and isinstance(facts.target, Known):
        copy = facts.target.value.pip
        if intent.invocation.tool == "pip" and isinstance(copy, Known) and copy.value is None:
            return "no-module" if intent.invocation.module else "no-module-script"
    return ""
