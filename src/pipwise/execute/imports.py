"""Trying to import modules in the target: with a time limit, without a home to write into, and believed no further."""

from __future__ import annotations

from collections.abc import Mapping

from pipwise.errors import Refused
from pipwise.execute.links import refuse_links
from pipwise.system.hands import Hands
from pipwise.system.look import Look

_TIME_LIMIT = 5.0
# Answers go to a descriptor that the modules do not know; what they print goes nowhere, and threads that they start end.
_ASK = """
import os, sys
answers = os.dup(1)
nothing = os.open(os.devnull, os.O_RDWR)
for descriptor in (0, 1, 2): os.dup2(nothing, descriptor)
def say(*words): os.write(answers, ("\\t".join(words).encode("utf-8", "replace") + b"\\n"))
import importlib.util
for name in sys.argv[1:]:
    say("begun", name)
    try: found = importlib.util.find_spec(name) is not None
    except BaseException: found = name in sys.modules
    if not found:
        say("lost", name, name + " cannot be found by the environment's Python")
        continue
    try: __import__(name)
    except BaseException as error: say("raised", name, type(error).__name__ + ": " + " ".join(str(error).split())[:200])
    else: say("imported", name)
os._exit(0)
"""


def try_imports(
    look: Look, hands: Hands, ground: tuple[str, str, str], names: tuple[str, ...]
) -> dict[str, tuple[str, str]]:
    """Name → (imported, raised, lost, slow, died or unknown; detail).

    ``ground`` is the Python, a home that is made for it and removed again, and PYTHONUSERBASE or '': with that the Python
    is not isolated, which would keep it from seeing the user's own site directory.
    """
    python, home, user_base = ground
    try:
        for place in (home.rpartition("/")[0], home):
            refuse_links(look, place)
        hands.make_directory(home, 0o700)
    except (OSError, Refused):
        home = ""
    variables = _variables(look, home)
    flags = ["-B"] if user_base else ["-I", "-B"]
    variables = {**variables, "PYTHONUSERBASE": user_base} if user_base else variables
    answer = look.ask([python, *flags, "-c", _ASK, *names], environment=variables, timeout=_TIME_LIMIT)
    if home:
        _remove(look, hands, home)
    said: dict[str, tuple[str, str]] = {}
    for line in answer.stdout.decode("utf-8", "replace").splitlines():
        word, _, rest = line.partition("\t")
        name, _, detail = rest.partition("\t")
        if name in names:
            said[name] = (word, _printable(detail))
    ended = (
        ("slow", "")
        if answer.problem == "timeout"
        else ("died", f"the Python that imported it ended with status {answer.status}")
    )
    return {name: ended if word == "begun" else (word, detail) for name, (word, detail) in said.items()}


def _variables(look: Look, home: str) -> Mapping[str, str]:
    """Modules that make themselves at home (fonts, caches) do it where it is swept up."""
    kept = {
        key: value
        for key, value in look.environment.items()
        if not key.startswith(("PYTHON", "XDG_")) and key != "DISPLAY"
    }
    return kept | {"HOME": home, "TMPDIR": home} if home else kept


def _remove(look: Look, hands: Hands, home: str) -> None:
    try:
        hands.remove_tree(home)
        above = home.rpartition("/")[0]
        if not look.list(above):
            hands.remove_directory(above)
    except OSError:
        return


def _printable(text: str) -> str:
    return "".join(character if character.isprintable() else "?" for character in text)
