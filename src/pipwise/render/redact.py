"""What a report may not tell: who, on which machine, in which company, with which passwords. What is left is still facts."""

from __future__ import annotations

import re

from pipwise.model.facts import Facts, Setting, Settings
from pipwise.model.known import Fact, Known
from pipwise.model.value import NamedTuple
from pipwise.render.plain import Plain

HIDDEN = "[hidden]"
PUBLIC = frozenset(
    {"pypi.org", "test.pypi.org", "files.pythonhosted.org", "www.piwheels.org", "localhost", "127.0.0.1"}
)
"""Hosts that say nothing about anybody."""
_URL = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*)://([^/\s\"'<>|,;?#]*)([^\s\"'<>|,;]*)")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
_TOLD = ("PATH", "LANG", "LC_ALL", "TERM", "SHELL", "VIRTUAL_ENV", "CONDA_PREFIX", "CONDA_DEFAULT_ENV", "CI")
_TOOLS = ("PIP_", "UV_", "PIPX_", "PYTHON", "XDG_", "VIRTUALENV_", "PYENV_", "PIPWISE_")
_SHORT = re.compile(r"(?:true|false|yes|no|on|off|t|f|y|n|[0-9.]+|:all:|:none:|/dev/null)\Z", re.IGNORECASE)
_NOBODY = frozenset({"root", "user", "users", "home", "python", "pip", "debian", "ubuntu", "localhost"})


class Private(NamedTuple):
    """What is to be replaced wherever it stands."""

    paths: tuple[tuple[str, str], ...]
    """(directory, what stands for it), the longest first."""
    words: tuple[tuple[str, str], ...]
    """(name of a person or machine, what stands for it)."""


def private(cwd: str, homes: dict[str, str], names: dict[str, str]) -> Private:
    """What is private here: the working directory, homes, and the names of people and machines."""
    paths = {path.rstrip("/"): told for path, told in homes.items() if path.count("/") > 1}
    if cwd.count("/") > 1 and cwd not in paths:
        paths[cwd] = "/CWD"
    words = {name: told for name, told in names.items() if len(name) > 1 and name.lower() not in _NOBODY}
    longest = sorted(paths.items(), key=lambda pair: -len(pair[0]))
    return Private(tuple(longest), tuple(sorted(words.items(), key=lambda pair: -len(pair[0]))))


def without_the_callers(facts: Facts) -> Facts:
    """Facts with those variables that decide something here, and of settings only what says nothing about anybody."""
    kept = tuple(
        (name, value if name in _TOLD else _setting(value))
        for name, value in facts.environment
        if name in _TOLD or name.startswith(_TOOLS)
    )
    return facts._replace(
        environment=kept, pip_settings=_settings(facts.pip_settings), uv_settings=_settings(facts.uv_settings)
    )


def redacted(value: Plain, secrets: Private) -> Plain:
    """Any JSON value with every text in it, names of members too, cleaned."""
    if isinstance(value, str):
        return clean(value, secrets)
    if isinstance(value, list):
        return [redacted(one, secrets) for one in value]
    if isinstance(value, dict):
        return {clean(name, secrets): redacted(one, secrets) for name, one in value.items()}
    return value


def clean(text: str, secrets: Private) -> str:
    """One text: addresses without hosts, logins and queries, paths and names replaced."""
    text = _MAIL.sub("[mail]", _URL.sub(_address, text))
    for path, told in secrets.paths:
        text = re.sub(rf"{re.escape(path)}(?![\w.-])", lambda _, told=told: told, text)  # type: ignore[misc]  # mypy knows no default of a lambda
    for name, told in secrets.words:
        text = re.sub(rf"(?<![A-Za-z0-9]){re.escape(name)}(?![A-Za-z0-9])", told, text, flags=re.IGNORECASE)
    return text


def _address(found: re.Match[str]) -> str:
    scheme, host, rest = found[1], found[2].rpartition("@")[2], found[3]
    if scheme == "file":
        return f"file://{rest.partition('?')[0]}"
    if host.partition(":")[0].lower() in PUBLIC:
        return f"{scheme}://{host}{re.split('[?#]', rest)[0]}"
    return f"{scheme}://[host]/{HIDDEN}" if rest.strip("/") else f"{scheme}://[host]"


def _settings(fact: Fact[Settings]) -> Fact[Settings]:
    if not isinstance(fact, Known):
        return fact
    values = tuple(_kept(one) for one in fact.value.values)
    return Known(fact.value._replace(values=values), fact.source)


def _kept(setting: Setting) -> Setting:
    return setting._replace(value=_setting(setting.value))


def _setting(value: str) -> str:
    """A switch, a number or a public address is told; anything else may be anybody's."""
    return " ".join(word if _is_told(word) else HIDDEN for word in value.split())


def _is_told(word: str) -> bool:
    found = _URL.fullmatch(word)
    if found:
        return "@" not in found[2] and found[2].partition(":")[0].lower() in PUBLIC
    return _SHORT.match(word) is not None
