"""Which file a command word would run, and which interpreter stands behind it."""

from __future__ import annotations

from os.path import join, normpath

from pipwise.facts.glance import is_file, stands
from pipwise.facts.shebang import LIMIT, interpreter_words, is_python
from pipwise.facts.shims import behind_shim, shim_manager
from pipwise.model.facts import Resolution
from pipwise.model.value import Mapping
from pipwise.system.look import Look

_MOST_HOPS = 5


def resolve(look: Look, program: str, environment: Mapping[str, str], cwd: str) -> Resolution:
    """Find a program as a shell would, and the Python behind it (a Python itself, a shebang, a version manager's shim)."""
    return _resolve(look, program, environment, cwd, _MOST_HOPS)


def _resolve(look: Look, program: str, environment: Mapping[str, str], cwd: str, hops: int) -> Resolution:
    path = find_program(look, program, environment, cwd)
    if path is None:
        seen = stands if "/" in program else is_file
        there = any(seen(look, candidate) for candidate in _candidates(program, environment, cwd))
        return Resolution(program, None, None, problem="not-executable" if there else "not-found")
    if hops == 0:
        # A script that is its own interpreter, by however many others: the kernel gives up as well (ELOOP).
        return Resolution(program, path, None, problem="bad-interpreter")
    manager = shim_manager(look, path)
    if manager:
        real = behind_shim(look, manager, path, environment, cwd)
        if real is None:
            return Resolution(program, path, None, manager, "shim")
        inner = _resolve(look, real, environment, cwd, hops - 1)
        return Resolution(program, path, inner.interpreter, manager, inner.problem)
    return _by_content(look, program, path, environment, cwd, hops)


def find_program(look: Look, program: str, environment: Mapping[str, str], cwd: str) -> str | None:
    """The first executable file of that name on PATH, or the path itself where the word has a slash."""
    if not program:
        return None
    return next((path for path in _candidates(program, environment, cwd) if _runs(look, path)), None)


def _candidates(program: str, environment: Mapping[str, str], cwd: str) -> list[str]:
    if "/" in program:
        return [absolute(program, cwd)] if program.startswith("/") or cwd else []
    folders = environment.get("PATH", "/usr/local/bin:/usr/bin:/bin").split(":")
    return [
        f"{absolute(folder or '.', cwd)}/{program}" for folder in folders if cwd or folder.startswith("/")
    ]


def absolute(path: str, cwd: str) -> str:
    """A path seen from a directory, without ``.`` and ``..`` but with its links."""
    return normpath(join(cwd or "/", path))


def _runs(look: Look, path: str) -> bool:
    return is_file(look, path) and look.may(path, "execute")


def _by_content(
    look: Look, program: str, path: str, environment: Mapping[str, str], cwd: str, hops: int
) -> Resolution:
    try:
        head = look.read(path, LIMIT)
    except OSError:
        # A program may be executable without being readable; nothing can be said about what it is.
        return Resolution(program, path, None, problem="unreadable")
    if not head.startswith(b"#!"):
        return Resolution(program, path, path if is_python(path) else None)
    words = interpreter_words(head)
    if not words or not is_python(words[0]):
        return Resolution(program, path, None)
    if "/" in words[0] and not _runs(look, absolute(words[0], cwd)):
        return Resolution(program, path, None, problem="bad-interpreter")
    inner = _resolve(look, words[0], environment, cwd, hops - 1)
    problem = "bad-interpreter" if inner.problem in ("not-found", "not-executable") else inner.problem
    return Resolution(program, path, inner.interpreter, inner.shim_of, problem)
