"""Which file a command word would run, and which interpreter stands behind it."""

from __future__ import annotations

from collections.abc import Mapping
from os.path import join, normpath

from pipwise.facts.glance import is_file, stands
from pipwise.facts.shims import behind_shim, shim_manager
from pipwise.model.facts import Resolution
from pipwise.system.look import Look

_SHEBANG_LIMIT = 4096
_MOST_HOPS = 5
_INTERPRETERS = ("python", "pypy", "graalpy")


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
        head = look.read(path, _SHEBANG_LIMIT)
    except OSError:
        # A program may be executable without being readable; nothing can be said about what it is.
        return Resolution(program, path, None, problem="unreadable")
    if not head.startswith(b"#!"):
        return Resolution(program, path, path if _is_python(path) else None)
    words = _interpreter_words(head)
    if not words or not _is_python(words[0]):
        return Resolution(program, path, None)
    if "/" in words[0] and not _runs(look, absolute(words[0], cwd)):
        return Resolution(program, path, None, problem="bad-interpreter")
    inner = _resolve(look, words[0], environment, cwd, hops - 1)
    problem = "bad-interpreter" if inner.problem in ("not-found", "not-executable") else inner.problem
    return Resolution(program, path, inner.interpreter, inner.shim_of, problem)


def shebang_flags(look: Look, path: str) -> tuple[str, ...]:
    """The interpreter's flags in a script's first line (``-s``, ``-E``, ``-I`` …), as distributors put them there."""
    try:
        head = look.read(path, _SHEBANG_LIMIT)
    except OSError:
        return ()
    words = _interpreter_words(head) if head.startswith(b"#!") else []
    letters = "".join(word[1:] for word in words[1:] if word[0] == "-" and word[1:2] != "-")
    return tuple(f"-{letter}" for letter in letters)


def _is_python(path: str) -> bool:
    return path.rpartition("/")[2].startswith(_INTERPRETERS)


def _interpreter_words(head: bytes) -> list[str]:
    """What runs a script, with its flags: through ``env``, and the ``/bin/sh`` + ``exec`` form that stands for long paths."""
    lines = head.split(b"\n")
    first = lines[0][2:].strip()
    if first == b"/bin/sh" and len(lines) > 1 and lines[1].startswith(b"'''exec' "):
        rest = lines[1][len(b"'''exec' ") :]
        quoted = rest.startswith((b'"', b"'"))
        first = rest[1:].split(rest[:1])[0] if quoted else rest.split(b" ")[0]
        return [first.decode("utf-8", "surrogateescape")]
    words = first.decode("utf-8", "surrogateescape").split()
    if words and words[0].rpartition("/")[2] == "env":
        while len(words) > 1 and (words[1].startswith("-") or "=" in words[1]):
            del words[1]
        return words[1:]
    # Without ``env`` nothing is looked up on PATH: a bare word is a file of the working directory.
    return words if not words or "/" in words[0] else [f"./{words[0]}", *words[1:]]
