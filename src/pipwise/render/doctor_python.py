"""One Python in a report for people."""

from __future__ import annotations

from collections.abc import Mapping

from pipwise.facts.checkup import Examined
from pipwise.facts.target import site_directories
from pipwise.model.host import PathFact
from pipwise.model.interpreter import Environment, Owner, PipCopy
from pipwise.model.known import Fact, Unknown
from pipwise.model.outcome import Outcome

_IMPLEMENTATIONS = {"cpython": "Python", "pypy": "PyPy", "graalpy": "GraalPy"}
_OWNERS = {
    "os": "owned by the operating system",
    "uv": "installed by uv",
    "conda": "conda's",
    "pyenv": "built by pyenv",
    "homebrew": "Homebrew's",
    "python.org": "from python.org",
    "image": "the one of an official image",
    "user": "your own or somebody else's, not the operating system's",
    "unknown": "of nobody known",
}
_VENDORS = {
    "debian": " with Debian's patches",
    "fedora": " with Fedora's patches",
    "msys2": " with MSYS2's patches",
}
_SAID = {
    "allowed": "goes on",
    "refused": "is refused",
    "risky": "goes on, and is risky",
    "fails": "fails",
    "unknown": "cannot be predicted",
}
_MOST = 3


def python_lines(one: Examined, paths: Mapping[str, PathFact]) -> list[str]:
    """What is known of it, a line a matter."""
    fact = one.environment
    if isinstance(fact, Unknown):
        return [f"unknown: {fact.why}", *_found(one)]
    found = fact.value
    lines = [_what(found), *_venv(found), _marker(found), _pip(found.pip), _makes_venvs(found)]
    if one.outcome:
        lines.append(_outcome(one.outcome))
    words = ("installs into", "user site:")
    lines += [
        f"{word} {_site(site, paths.get(site))}"
        for word, site in zip(words, site_directories(found), strict=False)
    ]
    if not isinstance(found.distributions, Unknown):
        lines.append(f"distributions: {len(found.distributions.value)}")
    return [*lines, *_found(one)]


def _what(found: Environment) -> str:
    interpreter = found.interpreter
    name = _IMPLEMENTATIONS.get(interpreter.implementation, interpreter.implementation)
    version = ".".join(map(str, interpreter.version))
    # What an environment has of its own is its owner's; only the Python that it was made of may be somebody else's.
    made = "made of a Python that is " if found.venv and not isinstance(found.owner, Unknown) else ""
    return f"{name} {version} in {interpreter.prefix}, {made}{_owner(found.owner)}"


def _owner(fact: Fact[Owner]) -> str:
    if isinstance(fact, Unknown):
        return f"whose is unknown ({fact.why})"
    owner = fact.value
    known_by = [owner.manager] if owner.manager and owner.manager not in (owner.kind, "brew") else []
    detail = ", ".join([*known_by, *([f"package {owner.package}"] if owner.package else [])])
    return _OWNERS[owner.kind] + (f" ({detail})" if detail else "")


def _venv(found: Environment) -> list[str]:
    venv = found.venv
    if venv is None:
        return []
    sees = "sees" if venv.system_site_packages else "does not see"
    base = f" of {venv.home}" if venv.home else ""
    lines = [f"virtual environment{base}; it {sees} the packages of its base"]
    return [*lines, f"broken: {venv.broken}"] if venv.broken else lines


def _marker(found: Environment) -> str:
    fact = found.marker
    if isinstance(fact, Unknown):
        return f"marker: unknown ({fact.why})"
    marker = fact.value
    if found.venv and marker.state != "absent":
        return "marker: its base has one, which does not count in here"
    said = {
        "absent": "none",
        "present": f"externally managed ({marker.path})",
        "malformed": f"externally managed, but malformed: {marker.problem} ({marker.path})",
        "unreadable": f"there, but you may not read it ({marker.path})",
        "not-a-file": f"not a file, so that no installer heeds it ({marker.path})",
    }
    return f"marker: {said[marker.state]}"


def _pip(fact: Fact[PipCopy | None]) -> str:
    if isinstance(fact, Unknown):
        return f"pip: unknown ({fact.why})"
    if fact.value is None:
        return "pip: none"
    return f"pip {fact.value.version}{_VENDORS.get(fact.value.vendor, '')} in {fact.value.location}"


def _makes_venvs(found: Environment) -> str:
    interpreter = found.interpreter
    words = {True: "works", False: "is missing"}
    return f"python -m venv {words[interpreter.has_venv]}, ensurepip {words[interpreter.has_ensurepip]}"


def _outcome(outcome: Outcome) -> str:
    status = f" (exit status {outcome.exit_status})" if outcome.exit_status is not None else ""
    into = f", into {outcome.destination}" if outcome.destination else ""
    return f"pip install {_SAID[outcome.verdict]}: {outcome.code}{status}{into}"


def _site(path: str, fact: PathFact | None) -> str:
    if fact is None:
        return path
    here = {"absent": "not there yet, ", "unreadable": "unreadable, "}.get(fact.kind, "")
    return f"{path} ({here}{'you may write' if fact.writable else 'you may not write'} there)"


def _found(one: Examined) -> list[str]:
    others = one.listed.others
    lines = [f"found by: {', '.join(one.listed.where)}"] if one.listed.where else []
    if others:
        more = f" and {len(others) - _MOST} more" if len(others) > _MOST else ""
        lines.append(f"also: {', '.join(others[:_MOST])}{more}")
    return lines
