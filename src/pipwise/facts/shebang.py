"""The first line of a script: what runs it, with which flags."""

from __future__ import annotations

from pipwise.system.look import Look

LIMIT = 4096
"""Bytes in which the first line ends."""
_INTERPRETERS = ("python", "pypy", "graalpy")


def shebang_flags(look: Look, path: str) -> tuple[str, ...]:
    """The interpreter's flags in a script's first line (``-s``, ``-E``, ``-I`` …), as distributors put them there."""
    try:
        head = look.read(path, LIMIT)
    except OSError:
        return ()
    words = interpreter_words(head) if head.startswith(b"#!") else []
    letters = "".join(word[1:] for word in words[1:] if word[0] == "-" and word[1:2] != "-")
    return tuple(f"-{letter}" for letter in letters)


def is_python(path: str) -> bool:
    """Whether a program's name is that of a Python."""
    return path.rpartition("/")[2].startswith(_INTERPRETERS)


def interpreter_words(head: bytes) -> list[str]:
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
