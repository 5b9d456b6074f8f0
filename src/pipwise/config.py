"""Policy from files and variables: the system's, the user's, the project's, the environment's, in rising precedence."""

from __future__ import annotations

from pipwise.errors import UsageError
from pipwise.model.facts import Facts
from pipwise.model.known import Known
from pipwise.model.policy import Policy
from pipwise.model.value import Iterator, Literal, Mapping, cast
from pipwise.system.look import Look

SYSTEM = "/etc/pipwise/pipwise.toml"
KEYS = {
    "forbid": "ways out that are never taken",
    "prefer": "ways out that go before others where they are possible",
    "engine": "auto, or pip: never uv",
    "environments": "directory of the personal environments",
}
"""Every key, and what it is for; any other key is an error."""
_LISTS = ("forbid", "prefer")
_OTHERS = ("lint", "images")
"""Tables of other commands in the same files; ``lint.settings`` reads them."""


def read_policy(look: Look, facts: Facts) -> Policy:
    """The policy that is in force here. What is forbidden anywhere stays forbidden; of the rest the nearest wins.

    Raises ``UsageError`` for a file that cannot be understood: policy that is not understood is not quietly left out.
    """
    policy = Policy()
    for where, values in _tables(look, facts):
        policy = _with(policy, where, values)
    return policy


def _tables(look: Look, facts: Facts) -> Iterator[tuple[str, Mapping[str, object]]]:
    for path in _files(look, facts):
        text = _text(look, path)
        if text:
            yield path, _table(path, text)
    given = {key: look.environment.get(f"PIPWISE_{key.upper()}", "") for key in KEYS}
    for key, value in given.items():
        if value:
            yield f"PIPWISE_{key.upper()}", {key: value.split() if key in _LISTS else value}


def _files(look: Look, facts: Facts) -> Iterator[str]:
    yield SYSTEM
    home = facts.asker.home
    configuration = look.environment.get("XDG_CONFIG_HOME", "")
    if not configuration.startswith("/"):
        configuration = f"{home}/.config" if home else ""
    if configuration:
        yield f"{configuration}/pipwise/pipwise.toml"
    if isinstance(facts.project, Known) and facts.project.value:
        yield f"{facts.project.value.root}/pyproject.toml"
        yield f"{facts.project.value.root}/pipwise.toml"


def table_in(look: Look, path: str) -> Mapping[str, object] | None:
    """What a file says of pipwise; None where it is absent or says nothing. Raises ``UsageError``."""
    text = _text(look, path)
    return _table(path, text) if text else None


def _text(look: Look, path: str) -> str:
    """A file's text, or '' where it is absent or, as a pyproject.toml, does not speak of pipwise."""
    try:
        data = look.read(path)
    except (FileNotFoundError, NotADirectoryError):
        return ""
    except OSError as error:
        if path.endswith("/pyproject.toml"):
            return ""
        raise UsageError(f"{path}: it cannot be read: {error.strerror}", "it may hold a policy") from None
    if path.endswith("/pyproject.toml") and b"tool.pipwise" not in data:
        return ""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise UsageError(f"{path}: it is not UTF-8 at byte {error.start}") from None


def _table(path: str, text: str) -> Mapping[str, object]:
    import tomllib

    try:
        document = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise UsageError(f"{path}: it is not TOML: {error}") from None
    if not path.endswith("/pyproject.toml"):
        return document
    tool = document.get("tool", {})
    table = tool.get("pipwise", {}) if isinstance(tool, dict) else {}
    if not isinstance(table, dict):
        raise UsageError(f"{path}: tool.pipwise is no table")
    return cast("Mapping[str, object]", table)


def _with(policy: Policy, where: str, values: Mapping[str, object]) -> Policy:
    for key, value in values.items():
        if key in _OTHERS:
            continue
        if key not in KEYS:
            raise UsageError(f"{where}: there is no key {key!r}", f"the keys are {', '.join(KEYS)}")
        if key in _LISTS:
            names = _names(where, key, value)
            if key == "forbid":
                policy = policy._replace(forbid=(*policy.forbid, *((name, where) for name in names)))
            else:
                policy = policy._replace(prefer=names)
        elif not isinstance(value, str) or not value:
            raise UsageError(f"{where}: {key} is a text")
        elif key == "engine":
            policy = policy._replace(engine=_engine(where, value))
        else:
            policy = policy._replace(environments=_directory(where, value))
    return policy


def _names(where: str, key: str, value: object) -> tuple[str, ...]:
    from pipwise.decide.options import OPTIONS

    known = [option.name for option in OPTIONS]
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise UsageError(f"{where}: {key} is a list of ways out", f"they are {', '.join(known)}")
    for one in value:
        if one not in known:
            raise UsageError(f"{where}: {key}: there is no way {one!r}", f"the ways are {', '.join(known)}")
    return tuple(value)


def _engine(where: str, value: str) -> Literal["auto", "pip"]:
    match value:
        case "auto" | "pip":
            return value
        case _:
            raise UsageError(f"{where}: engine is auto or pip, not {value!r}")


def _directory(where: str, value: str) -> str:
    if not value.startswith("/"):
        raise UsageError(f"{where}: environments is an absolute path, not {value!r}")
    return value.rstrip("/") or "/"
