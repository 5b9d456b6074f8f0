"""The file and line in which a call stands, where the log tells: literal table of what builds, shells and tools print."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipwise.intent.command_line import read_invocation
from pipwise.logs.actions import find_action
from pipwise.logs.calls import Found, Range
from pipwise.logs.lines import Line
from pipwise.logs.report import Stand
from pipwise.logs.shapes import shown_in
from pipwise.logs.simple_commands import simple_commands
from pipwise.model.known import Fact, Known, Source, Unknown

_PATH = r"[\w./~+@-]+"
_AFTER = (
    (
        "dockerfile",
        re.compile(rf"^(?P<path>(?:{_PATH}/)?[\w.-]*(?:Dockerfile|Containerfile)[\w.-]*):(?P<line>\d+)\b"),
    ),
    (
        "makefile",
        re.compile(rf"make(?:\[\d+\])?: \*\*\* \[(?P<path>{_PATH}):(?P<line>\d+): (?P<title>[^\]]+)\] Error"),
    ),
    ("makefile", re.compile(r"make(?:\[\d+\])?: \*\*\* \[(?P<title>[^\]:]+)\] Error")),
    ("script", re.compile(rf"^(?P<path>{_PATH}): line (?P<line>\d+): ")),
    (
        "script",
        re.compile(
            rf"(?i)\berror\b.{{0,40}}?(?P<path>{_PATH}\.(?:sh|bash|func))\b.{{0,20}}?(?:line |:)(?P<line>\d+)"
        ),
    ),
    ("script", re.compile(rf"(?P<path>{_PATH}\.(?:sh|bash|install|postinst|ks)):(?P<line>\d+)\b")),
    ("script", re.compile(r"(?i)in line (?P<line>\d+): exit code")),
    ("ansible", re.compile(rf"The error appears to be in '(?P<path>{_PATH})': line (?P<line>\d+)")),
    ("ansible", re.compile(rf"^Origin: (?P<path>{_PATH}):(?P<line>\d+)")),
    ("workflow", re.compile(rf"(?P<path>\.github/{_PATH}\.ya?ml)#?L?(?::? ?(?P<line>\d+))?")),
)
_BEFORE = (
    ("ansible", re.compile(rf"^task path: (?P<path>{_PATH}):(?P<line>\d+)")),
    ("ansible", re.compile(rf"^Origin: (?P<path>{_PATH}):(?P<line>\d+)")),
    ("ansible", re.compile(r"^TASK \[(?P<title>[^\]]+)\]")),
    (
        "dockerfile",
        re.compile(r"transferring dockerfile: (?P<path>[\w./-]*(?:Dockerfile|Containerfile)[\w.-]*)"),
    ),
)
_PYTHON = re.compile(r'^\s*File "(?P<path>[^"]+)", line (?P<line>\d+), in ')
_LIBRARY = (
    "/lib/python3",
    "/lib64/python3",
    "site-packages",
    "dist-packages",
    "<frozen",
    "<string>",
    "/pip/",
    "subprocess.py",
)
PIPED = "from the network"
"""What is told of a script that a shell is given as it is fetched."""
_SHELLS = ("sh", "bash", "dash", "zsh", "ash", "ksh", "source", ".")
_SCRIPT = re.compile(
    r"(?:\.?/)?[\w./~-]+\.(?:sh|bash|run|command|bin)$|\.?/[\w./-]*(?:install|setup|bootstrap|configure|build|deploy)[\w.-]*$"
)


def find_stand(lines: list[Line], where: Range, found: Found | None) -> Fact[Stand]:
    """The file in which the failing call stands; Unknown where the log does not tell."""
    if found is not None and found.shown.file:
        stand = Stand(found.shown.file, found.shown.line, "script")
        return Known(stand, _source(lines, found.at))
    after = range(where.last, min(where.end, where.last + 80, len(lines)))
    before = range(where.first, max(where.start, where.first - 400) - 1, -1)
    return (
        _matching(lines, after, _AFTER)
        or _traceback(lines, (*range(max(where.start, where.first - 60), where.first), *after))
        or _matching(lines, before, _BEFORE)
        or find_action(lines, before)
        or _called_script(lines, before, found)
        or Unknown("the log does not tell in which file the call stands")
    )


def _matching(
    lines: list[Line], indices: Iterable[int], table: tuple[tuple[str, re.Pattern[str]], ...]
) -> Known[Stand] | None:
    titled: Known[Stand] | None = None
    for index in indices:
        for kind, pattern in table:
            parts = _parts(pattern, lines[index].text)
            if parts is None:
                continue
            line, path, title = parts.get("line"), parts.get("path") or "", parts.get("title") or ""
            stand = Stand(path, int(line) if line else None, kind, title)  # type: ignore[arg-type]  # the tables' words
            if stand.path and titled is not None and titled.value.kind == kind:
                stand = stand._replace(title=titled.value.title)
            if stand.path:
                return Known(stand, _source(lines, index))
            titled = titled or Known(stand, _source(lines, index))
            break
    return titled


def _parts(pattern: re.Pattern[str], text: str) -> dict[str, str | None] | None:
    found = pattern.search(text[:2000])
    return None if found is None else found.groupdict()


def _traceback(lines: list[Line], indices: Iterable[int]) -> Known[Stand] | None:
    """The last frame of a traceback that is not the library's."""
    best = None
    for index in indices:
        found = _PYTHON.match(lines[index].text[:1000])
        if found and not any(part in found["path"] for part in _LIBRARY):
            best = Known(Stand(found["path"], int(found["line"]), "python"), _source(lines, index))
    return best


def _called_script(lines: list[Line], indices: Iterable[int], found: Found | None) -> Known[Stand] | None:
    """The script that was called before, where the installer's call was not typed itself."""
    if found is not None and found.call.how in ("prompt", "dockerfile", "ansible"):
        return None
    for index in indices:
        shown = shown_in(lines[index].text)
        if shown is None:
            continue
        commands = simple_commands(shown.command)
        piped = _piped(commands)
        if piped:
            return Known(Stand(piped, None, "script", PIPED), _source(lines, index))
        for words in commands:
            script = _script(words)
            if script:
                return Known(Stand(script, None, "script"), _source(lines, index))
    return None


def _piped(commands: tuple[tuple[str, ...], ...]) -> str:
    """The address whose content a shell is given to run: ``curl … | bash``, ``bash -c "$(curl …)"``; '' where it is none."""
    words = " ".join(word for one in commands for word in one).replace("$(", " ").replace(")", " ").split()
    fetches = next((at for at, word in enumerate(words) if word.endswith(("curl", "wget"))), -1)
    runs = any(read_invocation(one).program.rpartition("/")[2] in _SHELLS for one in commands)
    if fetches < 0 or not runs:
        return ""
    return next((word.strip("\"')") for word in words[fetches + 1 :] if "/" in word and word[:1] != "-"), "")


def _script(words: tuple[str, ...]) -> str:
    invocation = read_invocation(words)
    program, arguments = invocation.program, [one for one in invocation.arguments if not one.startswith("-")]
    if program.rpartition("/")[2] in _SHELLS and arguments and "$(" not in arguments[0]:
        return arguments[0] if _SCRIPT.match(arguments[0]) and "activate" not in arguments[0] else ""
    return program if _SCRIPT.match(program) else ""


def _source(lines: list[Line], index: int) -> Source:
    return Source("log", f"line {lines[index].number}")
