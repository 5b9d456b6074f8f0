"""Which file a command word would run, and which interpreter stands behind it."""

from __future__ import annotations

from collections.abc import Mapping

from pipwise.facts.shims import behind_shim, shim_manager
from pipwise.model.facts import Resolution
from pipwise.system.look import Look

_SHEBANG_LIMIT = 4096


def resolve(look: Look, program: str, environment: Mapping[str, str], cwd: str) -> Resolution:
    """Find a program as a shell would, and the Python behind it (a Python itself, a shebang, a version manager's shim)."""
    path = find_program(look, program, environment, cwd)
    if path is None:
        problem = "not-found" if "/" not in program or not _there(look, program, cwd) else "not-executable"
        return Resolution(program, None, None, problem=problem)
    manager = shim_manager(look, path)
    if manager:
        real = behind_shim(look, manager, path, environment, cwd)
        if real is None:
            return Resolution(program, path, None, manager, "shim")
        inner = resolve(look, real, environment, cwd)
        return Resolution(program, path, inner.interpreter, manager, inner.problem)
    return _by_content(look, program, path, environment, cwd)


def find_program(look: Look, program: str, environment: Mapping[str, str], cwd: str) -> str | None:
    """The first executable file of that name on PATH, or the path itself where the word has a slash."""
    if "/" in program:
        path = absolute(program, cwd)
        return path if _runs(look, path) else None
    for directory in environment.get("PATH", "/usr/local/bin:/usr/bin:/bin").split(":"):
        path = f"{absolute(directory or '.', cwd)}/{program}"
        if _runs(look, path):
            return path
    return None


def absolute(path: str, cwd: str) -> str:
    """A path seen from a directory, without ``.`` and ``..`` but with its links."""
    from os.path import join, normpath

    return normpath(join(cwd or "/", path))


def _there(look: Look, program: str, cwd: str) -> bool:
    try:
        look.stat(absolute(program, cwd))
    except OSError:
        return False
    return True


def _runs(look: Look, path: str) -> bool:
    try:
        return look.stat(path).kind == "file" and look.may(path, "execute")
    except OSError:
        return False


def _by_content(look: Look, program: str, path: str, environment: Mapping[str, str], cwd: str) -> Resolution:
    try:
        head = look.read(path, _SHEBANG_LIMIT)
    except OSError:
        # A program may be executable without being readable; nothing can be said about what it is.
        return Resolution(program, path, None, problem="unreadable")
    if not head.startswith(b"#!"):
        is_python = path.rpartition("/")[2].startswith(("python", "pypy"))
        return Resolution(program, path, path if is_python else None)
    interpreter = _shebang(head)
    if interpreter is None:
        return Resolution(program, path, None)
    words = interpreter.split()
    if words and words[0].rpartition("/")[2] == "env":
        named = [word for word in words[1:] if not word.startswith("-") and "=" not in word]
        if not named:
            return Resolution(program, path, None)
        return Resolution(program, path, *_chained(look, named[0], environment, cwd))
    if not words[0].rpartition("/")[2].startswith(("python", "pypy")):
        return Resolution(program, path, None)
    if not _runs(look, words[0]):
        return Resolution(program, path, None, problem="bad-interpreter")
    return Resolution(program, path, *_chained(look, words[0], environment, cwd))


def _chained(look: Look, word: str, environment: Mapping[str, str], cwd: str) -> tuple[str | None, str, str]:
    inner = resolve(look, word, environment, cwd)
    return inner.interpreter, inner.shim_of, "bad-interpreter" if inner.problem == "not-found" else inner.problem


def _shebang(head: bytes) -> str | None:
    """The interpreter of a script, through the ``/bin/sh`` + ``exec`` form that installers write for long paths."""
    lines = head.split(b"\n")
    first = lines[0][2:].strip()
    if first == b"/bin/sh" and len(lines) > 1 and lines[1].startswith(b"'''exec' "):
        rest = lines[1][len(b"'''exec' ") :]
        first = rest[1:].split(b'"')[0] if rest.startswith(b'"') else rest.split(b" ")[0]
    return first.decode("utf-8", "surrogateescape") or None
