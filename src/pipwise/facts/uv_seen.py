"""What can be seen of a Python without running it: whether it starts, whether it is in a venv, which version it has."""

from __future__ import annotations

from pipwise.facts.uv_paths import is_file
from pipwise.facts.uv_request import IMPLEMENTATIONS, Request
from pipwise.model.value import NamedTuple
from pipwise.system.look import Look


class Seen(NamedTuple):
    """One executable from outside."""

    broken: str
    """``missing``, ``dangling``, ``not-executable``, or ''."""
    virtual: bool
    version: tuple[int, ...]
    """As many parts as can be seen: () for none, usually two, three where ``pyvenv.cfg`` tells."""
    implementation: str


def see(look: Look, path: str) -> Seen:
    """What is to be seen of an executable."""
    broken = _broken(look, path)
    if broken:
        return Seen(broken, False, (), "")
    root = venv_root(look, path)
    configured = _configured(look, root) if root else {}
    version = _numbers(configured.get("version_info") or configured.get("version") or "")
    name = look.realpath(path).rpartition("/")[2]
    named = _numbers(name.lstrip("abcdefghijklmnopqrstuvwxyz-"))
    if len(named) > 1 and version[:2] != named[:2]:
        version = named
    implementation = next((known for known in IMPLEMENTATIONS if name.startswith(known)), "cpython")
    return Seen("", root != "", version, implementation)


def venv_root(look: Look, executable: str) -> str:
    """The directory of the ``pyvenv.cfg`` that makes this executable a virtual environment's (PEP 405), or ''.

    site.py takes the file's presence for it; ``home`` may be missing.
    """
    folder = executable.rpartition("/")[0]
    for root in (folder, folder.rpartition("/")[0]):
        if is_file(look, f"{root}/pyvenv.cfg"):
            return root or "/"
    return ""


def suits(request: Request, seen: Seen) -> bool | None:
    """Whether an interpreter is what was asked for; None where that cannot be seen from outside."""
    if request.implementation and request.implementation != seen.implementation:
        return False
    if request.kind == "range":
        return _in_range(request.text, seen.version)
    wanted = request.version
    common = min(len(wanted), len(seen.version))
    if wanted[:common] != seen.version[:common]:
        return False
    return None if len(seen.version) < len(wanted) or request.prerelease else True


def _in_range(text: str, version: tuple[int, ...]) -> bool | None:
    from packaging.specifiers import SpecifierSet

    if len(version) < 2:
        return None
    specifiers = SpecifierSet(text, prereleases=True)
    if len(version) > 2:
        return specifiers.contains(".".join(map(str, version)))
    low, high = (specifiers.contains(f"{version[0]}.{version[1]}.{patch}") for patch in (0, 99))
    return low if low == high else None


def _broken(look: Look, path: str) -> str:
    try:
        look.stat(path, follow=False)
    except (OSError, ValueError):
        return "missing"
    try:
        kind = look.stat(path).kind
    except OSError:
        return "dangling"
    return "" if kind == "file" and look.may(path, "execute") else "not-executable"


def _configured(look: Look, root: str) -> dict[str, str]:
    try:
        text = look.read(f"{root}/pyvenv.cfg", 20_000).decode("utf-8", "replace")
    except OSError:
        return {}
    pairs = [line.partition("=") for line in text.splitlines()]
    return {key.strip(): value.strip() for key, equals, value in pairs if equals}


def _numbers(text: str) -> tuple[int, ...]:
    found: list[int] = []
    for part in text.split(".")[:3]:
        digits = part[: len(part) - len(part.lstrip("0123456789"))]
        if not digits:
            break
        found.append(int(digits))
    return tuple(found)
