"""How a marker stands in its file system: whose it is, whether it was diverted or set aside, and strays beside it."""

from __future__ import annotations

from pipwise.backends.apt import owners
from pipwise.facts.asking import ask
from pipwise.facts.diversions import Diversion, diversion_of
from pipwise.facts.glance import names, stands
from pipwise.model.interpreter import Environment
from pipwise.model.known import Fact, Known, Source, Unknown
from pipwise.model.value import NamedTuple
from pipwise.system.look import Look

NAME = "EXTERNALLY-MANAGED"
ASIDE = ".pipwise"
"""What pipwise adds to the name of a marker that it sets aside where there is no dpkg."""


class Standing(NamedTuple):
    """Where a marker stands, and what is known of it beside its content."""

    path: str
    mode: int | None
    """Permission bits, or None where nothing stands there."""
    package: Fact[str]
    """The OS package that brought it; '' for none."""
    diversion: Fact[Diversion | None]
    aside: tuple[str, ...]
    """Markers that were set aside in the same directory, the newest last."""
    strays: tuple[str, ...]
    """Markers of this Python in places where no installer looks."""
    writable: bool
    """Whether the caller may change what stands in its directory."""


def standing_of(look: Look, environment: Environment) -> Standing:
    """Look round a Python's marker."""
    interpreter = environment.interpreter
    folder = interpreter.stdlib
    path = f"{folder}/{NAME}"
    diversion = diversion_of(look, path)
    return Standing(
        path,
        _mode(look, path),
        _package(look, path, environment),
        diversion,
        set_aside(look, folder),
        _strays(look, environment),
        look.may(folder, "write"),
    )


def set_aside(look: Look, folder: str) -> tuple[str, ...]:
    """``EXTERNALLY-MANAGED.pipwise``, ``.pipwise-2`` … , the newest last."""
    found = [name for name in names(look, folder) if name == f"{NAME}{ASIDE}" or _number(name)]
    return tuple(f"{folder}/{name}" for name in sorted(found, key=lambda name: _number(name) or 1))


def _number(name: str) -> int:
    number = name.removeprefix(f"{NAME}{ASIDE}-")
    return int(number) if number != name and number.isdecimal() else 0


def _mode(look: Look, path: str) -> int | None:
    try:
        return look.stat(path).mode & 0o7777
    except OSError:
        return None


def _package(look: Look, path: str, environment: Environment) -> Fact[str]:
    """dpkg's word for it; it remembers what it has diverted under the old name. Other managers are not asked."""
    owner = environment.owner
    if isinstance(owner, Unknown):
        return Unknown(owner.why)
    if owner.value.kind != "os" or owner.value.manager != "apt":
        return Known("", owner.source)
    question = owners((path,))[0]
    found = ask(look, question)
    if isinstance(found, Unknown):
        return found
    return Known(dict(found).get(path, ""), Source("live", " ".join(question.argv)))


def _strays(look: Look, environment: Environment) -> tuple[str, ...]:
    """Only the standard library's own directory counts: not site-packages, nor ``/usr/lib/python3``, nor ``/usr/local``."""
    interpreter = environment.interpreter
    prefix, version = interpreter.base_prefix.rstrip("/"), interpreter.version
    short = f"python{version[0]}.{version[1]}"
    folders = [
        *interpreter.site_packages,
        *(f"{prefix}/{library}/python{version[0]}" for library in ("lib", "lib64")),
        *(f"{prefix}/{library}/{short}" for library in ("lib", "lib64", "local/lib")),
    ]
    real = look.realpath(interpreter.stdlib)
    found = [
        one for one in dict.fromkeys(folders) if look.realpath(one) != real and stands(look, f"{one}/{NAME}")
    ]
    return tuple(f"{folder}/{NAME}" for folder in found)
