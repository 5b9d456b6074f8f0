"""Console transcripts: what a newcomer types, in which machine, and what must be seen.

    A title that says what is wanted.

    machine: bookworm-shells
    user: alice
    file shop/requirements.txt
        pep668demo<2

    $ pip install requests
    error: externally-managed-environment
    …
    [1]

| line | what it is |
|---|---|
| ``machine: IMAGE``, ``user: NAME`` | the rig and who sits there (bookworm-shells, alice) |
| ``index: ours`` or ``real`` or ``none`` | tiny wheels in the machine and no network (the rule); the network; neither |
| ``system: changes`` | else /usr, /etc and /opt have to be as they were |
| ``home: changes`` | else the home, but for caches, the journal and the shells' own, has to be as it was |
| ``set: NAME=VALUE`` | one more variable of the login |
| ``before: LINE`` | what root did before |
| ``file PATH`` and indented lines | a file in the home |
| ``$ LINE`` | is typed; ``bash$``, ``zsh,fish$``: in these shells only; ``<Tab>``, ``<Ctrl-C>`` and ``<Ctrl-D>`` are keys |
| ``+ LINE`` | is typed into what runs; ``<Ctrl-D>`` ends it |
| ``-- a new terminal`` | the shell is closed, and another one opened |
| ``[N]`` | the status, where it is not 0 |
| else | what must be seen: ``…`` stands for any text, white space for any other; nothing is nothing |
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
SHELLS = ("bash", "zsh", "fish")
KEYS = {"<Tab>": "\t", "<Ctrl-C>": "\x03", "<Ctrl-D>": "\x04"}
_TURN = re.compile(r"(?P<shells>[a-z,]*)\$ (?P<keys>.*)")
_FIELDS = {"machine": "bookworm-shells", "user": "alice", "index": "ours", "system": "", "home": ""}
_ESCAPE = re.compile(r"\x1b(?:\[[0-9;?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[()][0-9A-B]|[=>78])")


class Turn(NamedTuple):
    """One line that is typed, and what has to come of it."""

    shells: tuple[str, ...]
    keys: str
    answers: tuple[str, ...] = ()
    expected: str = ""
    status: int = 0
    new: bool = False
    """Whether it is the first line in a new terminal."""


class Transcript(NamedTuple):
    """One task."""

    name: str
    title: str
    fields: dict[str, str]
    variables: dict[str, str]
    before: tuple[str, ...]
    files: dict[str, str]
    turns: tuple[Turn, ...]

    def typed_in(self, shell: str) -> list[Turn]:
        return [turn for turn in self.turns if shell in turn.shells]


def transcripts() -> list[Transcript]:
    """All of them, by name."""
    return [read(path.stem, path.read_text(encoding="utf-8")) for path in sorted(HERE.glob("*.txt"))]


def read(name: str, text: str) -> Transcript:
    """Raises ``ValueError`` for what is no transcript."""
    title, *lines = text.splitlines()
    first = next((at for at, line in enumerate(lines) if _TURN.fullmatch(line)), len(lines))
    fields, variables, before, files = _head(name, lines[:first])
    turns = _turns(lines[first:])
    return Transcript(name, title, fields, variables, before, files, tuple(turns))


def _head(
    name: str, lines: list[str]
) -> tuple[dict[str, str], dict[str, str], tuple[str, ...], dict[str, str]]:
    fields, variables, files, before = dict(_FIELDS), dict[str, str](), dict[str, str](), list[str]()
    path = ""
    for line in lines:
        key, _, value = line.partition(": ")
        if path and (line.startswith("    ") or not line):
            files[path] += f"{line[4:]}\n"
        elif line.startswith("file "):
            path = line.removeprefix("file ")
            files[path] = ""
        elif key == "set":
            variable, _, text = value.partition("=")
            variables[variable] = text
        elif key == "before":
            before.append(value)
        elif key in fields:
            fields[key] = value
        elif line:
            raise ValueError(f"{name}: {line!r} is nothing that a transcript begins with")
    return fields, variables, tuple(before), {path: text.rstrip("\n") + "\n" for path, text in files.items()}


def _turns(lines: list[str]) -> list[Turn]:
    found: list[Turn] = []
    new = False
    for line in lines:
        typed = _TURN.fullmatch(line)
        if typed:
            shells = tuple(typed["shells"].split(",")) if typed["shells"] else SHELLS
            found.append(Turn(shells, _pressed(typed["keys"]), new=new))
            new = False
        elif line == "-- a new terminal":
            new = True
        elif line == "+" or line.startswith("+ "):
            found[-1] = found[-1]._replace(answers=(*found[-1].answers, _answer(line[2:])))
        elif re.fullmatch(r"\[\d+\]", line):
            found[-1] = found[-1]._replace(status=int(line[1:-1]))
        elif line:
            found[-1] = found[-1]._replace(expected=f"{found[-1].expected}{line}\n")
    return found


def _pressed(keys: str) -> str:
    for name, key in KEYS.items():
        keys = keys.replace(name, key)
    return keys


def _answer(line: str) -> str:
    pressed = _pressed(line)
    return pressed if pressed[-1:] in KEYS.values() else f"{pressed}\r"


def tells(turn: Turn) -> bool:
    """Whether something of its own must be seen."""
    return len(turn.expected.replace("…", "").split()) > 1


def plain(shown: str) -> str:
    """What a terminal has shown, without colour and other escapes; of a line that was written anew its last state."""
    # fish marks an output without a newline at its end: it writes the mark, and takes it away where there was one.
    text = re.sub("⏎ *\r⏎ \r", "", _ESCAPE.sub("", shown)).replace("\r\n", "\n")
    return "\n".join(line.rstrip("\r").rpartition("\r")[2] for line in text.split("\n"))


def seen(expected: str, shown: str) -> bool:
    """Whether what was shown is what must be seen."""
    parts = [re.escape(part) for part in " ".join(expected.split()).split("…")]
    return re.fullmatch(".*?".join(parts), " ".join(shown.split()), re.DOTALL) is not None
