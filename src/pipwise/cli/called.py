"""How the caller called pipwise, so that every hint can be pasted as it stands."""

from __future__ import annotations

import sys


def own_words(path: str) -> tuple[str, ...]:
    """The words that call pipwise again; ``path`` is PATH: a program on it is called by its bare name.

    The rescue file hands on how it was called: by which Python, under which name.
    """
    called = sys.argv[0]
    folder, slash, name = called.rpartition("/")
    if slash and name == "pipwise" and folder in path.split(":"):
        return ("pipwise",)
    if is_rescue_file():
        return (sys.orig_argv[0], called)
    return (called,) if slash and name == "pipwise" else ("pipwise",)


def own_name(path: str) -> str:
    """The same as one text for a hint."""
    from pipwise.decide.reasons import quoted

    return " ".join(quoted(word) for word in own_words(path))


def is_rescue_file() -> bool:
    """Whether pipwise.pyz was called: another file runs than the one that the interpreter was given."""
    called = sys.argv[0]
    # An installed launcher hands on its own name, and no Python.
    handed_on = sys.orig_argv[1:2] == [called] and sys.orig_argv[0] != ""
    return handed_on and getattr(sys.modules["__main__"], "__file__", called) != called


def as_called(text: str) -> str:
    """Words for people in which pipwise is called as it was called here."""
    if "pipwise " not in text:
        return text
    from pipwise.system.places import search_path

    name = own_name(search_path())
    if name == "pipwise":
        return text
    import re

    from pipwise.cli.register import COMMANDS

    return re.sub(rf"(?<![\w./-])pipwise(?= (?:{'|'.join(COMMANDS)}|--help)\b)", lambda _: name, text)
