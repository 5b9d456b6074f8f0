"""Lines that show a command: what stands in front of it in traces, prompts, image builds, CI steps and tracebacks."""

from __future__ import annotations

import re

from pipwise.model.value import NamedTuple

_USER_AT_HOST = r"[\w.-]+@[\w.-]+"
_BEGINS = (
    r"(?:sudo|doas|env|time|pip[\d.]*|pipx|pip-sync|python[\d.]*|pypy[\d.]*|py|uvx?|poetry|pdm|pipenv|tox|nox"
    r"|apt(?:-get)?|apk|pacman|yay|paru|dnf|yum|zypper|brew|conda|mamba|docker|podman|ansible(?:-[a-z]+)?"
    r"|make|bash|sh|zsh|source|\.|cd|\w+=\S*|(?:\.|~)?/[\w./+-]*(?:pip|python|/uv|bin/|\.sh)[\w.+-]*)(?:\.exe)?(?= |$)"
)
"""What a typed command of interest begins with: an unusual prompt is known by what follows it."""
_PROMPT = "|".join(
    (
        rf"(?:\([\w./ -]+\) ?)*\[?{_USER_AT_HOST}[^$#%>]{{0,120}}[$#%>»❯]",
        r"(?:\([\w./ -]+\) ?)+(?:[$#%>❯]|(?! *[➜❯λ→]))",
        rf"(?:\([\w./ -]+\) ?)*[➜❯λ→] +(?!{_BEGINS})\S+(?: git:\(\S+\))?[ ✗]*",
        r"[^\w\s]{0,12}[$%❯»]",
        r"[└╰][─-]+#",
        r"PS [^>]{1,120}>",
        r"# ?(?=(?:sudo |pip|python|uv |apk |apt))",
    )
)
_ANY_PROMPT = r"(?:(?!RUN )[^\"'`;|&=<>]){0,80}?(?:(?<![─-])[$#%>]|λ|[^\w\s\x00-\x7f╰└─×•·–—‘’“”…])"
"""Themes of shells differ without end; box drawings, bullets and dashes are how tools frame what they say."""
_RUNS = r"[Rr]unning(?: command)?|[Ee]xecuting(?: command)?|[Ee]xec|[Cc]md|[Cc]ommand|while executing command|[Cc]ommand failed"
_TYPED = (
    r"(?:sudo (?:-\S+ )*)?(?:\w+=\S* )*(?:/[\w./+-]+/)?"
    r"(?:pip[\d.]*|python[\d.]*|uv|pypy3?|pipenv|poetry|pip-sync)(?:\.exe)? .*"
)
_SHELL = r"/bin/(?:ba)?sh(?: -\w+)*"

_PATTERNS = (
    (
        "trace with its place",
        "shell-trace",
        r"\++[ \t]*\(?(?P<file>[\w./~-]+):(?P<line>\d+)\)?[:> \t]+(?P<command>\S.*)",
    ),
    ("trace", "shell-trace", r"\++[ \t]+(?P<command>\S.*)"),
    (
        "a Dockerfile's instruction",
        "dockerfile",
        r"(?:=?>|(?:Step|STEP) \d+/\d+ ?:)?[ \t]*(?:ERROR |CACHED )?(?:\[[^\]]{1,80}\])?[ \t]*RUN[ \t]+(?P<command>\S.*)",
    ),
    ("a Dockerfile's line", "dockerfile", r"(?:\d+[ \t]*\|)?[ \t]*>>>[ \t]*(?:RUN[ \t]+)?(?P<command>\S.*)"),
    ("what kaniko runs", "dockerfile", r"Running: \[/bin/(?:ba)?sh -c (?P<command>.+?)\]?$"),
    ("what failed in a build", "dockerfile", rf".*?process \"{_SHELL} (?P<command>.+?)\" did not complete"),
    (
        "what failed in a build",
        "dockerfile",
        rf".*?[Tt]he command '{_SHELL} (?P<command>.+?)' returned a non-zero",
    ),
    ("what failed in a build", "dockerfile", r".*?building at STEP \"RUN (?P<command>.+?)\""),
    ("a step of Actions", "ci-step", r"(?:##\[group\]|::group::|▶ |▼ )?Run (?P<command>\S.*)"),
    ("go-task, just", "message", r"(?:task: \[[^\]]{1,80}\]|==> Executing:) (?P<command>\S.*)"),
    ("a prompt", "prompt", rf"(?P<prompt>{_PROMPT}) *(?P<command>\S.*)"),
    ("any prompt", "prompt", rf"(?P<prompt>{_ANY_PROMPT}) *(?P<command>{_BEGINS}.*)"),
    ("a notebook's cell", "prompt", r"(?:(?:In|Out) ?\[\d*\]: ?)?(?P<prompt>[!%])(?P<command>pip3? .*)"),
    ("a cell of Jupyter", "prompt", r"In ?\[\d*\]: ?[!%]?(?P<command>\S.*)"),
    (
        "Ansible's cmd",
        "ansible",
        r".*?[\"']?cmd[\"']?: ?(?P<command>\[[^\]]+\]|\"[^\"]+\"|'[^']+'|[^\s\"'\[{][^,}]*)",
    ),
    (
        "a traceback",
        "traceback",
        r".*?Command:? ?[\"'`]?(?P<command>\[.+?\])[\"'`]?(?= returned| errored| died|$|\s*$)",
    ),
    ("a traceback", "traceback", r".*?Command '(?P<command>[^'\[].*?)' (?:returned|died|failed)"),
    (
        "what a program runs",
        "message",
        rf".*?\b(?:{_RUNS})[:=]? ?[\"'`]?(?:\$STD )?(?P<command>(?:sudo |/|pip|python|uv |env ).*)",
    ),
    ("typed", "typed", rf"(?:[\w-]{{1,20}} > )?(?P<command>{_TYPED})"),
)

SHAPES = tuple((name, how, re.compile(pattern)) for name, how, pattern in _PATTERNS)
_TOOL = re.compile(
    r"pip|\buv\b|python|poetry|nox|conda|\bmake\b|\.sh\b|\.py\b|install|setup|ansible|\bactivate\b|docker|bash|\bcurl\b|\bwget\b"
)


_GLUED = re.compile(
    r" #\d+ \d+\.\d+ | error: externally-managed|(?<=\S) {2,}\d+\.\d+s$|['\"`]? (?:failed|returned|exited) with "
)
"""What a log that lost its line breaks, or a column of times, puts behind a command."""
_MARKED_UP = re.compile(r"`{1,3} *([^`]+?) *`{1,3}\s*")
"""A line of Markdown that is nothing but code."""
_QUOTES = ("'", '"', "`")
_LONGEST = 4000


class Shown(NamedTuple):
    """A command as a line shows it."""

    command: str
    how: str
    name: str
    prompt: str = ""
    file: str = ""
    line: int | None = None


def shown_in(text: str) -> Shown | None:
    """The command that a line shows, or None; whatever could not matter here is not read closely."""
    text = text[:_LONGEST]
    if not _TOOL.search(text):
        return None
    bare = text.lstrip()
    marked_up = _MARKED_UP.fullmatch(bare)
    for name, how, pattern in SHAPES:
        found = pattern.match(marked_up[1] if marked_up else bare)
        if found:
            return _shown(name, how, found.groupdict())
    return None


def _shown(name: str, how: str, parts: dict[str, str | None]) -> Shown:
    line = parts.get("line")
    command = _GLUED.split(parts["command"] or "", maxsplit=1)[0].rstrip(" \\")
    if command[-1:] in _QUOTES and command.count(command[-1]) == 1:
        command = command[:-1]
    if name == "a Dockerfile's instruction":
        command = command.removesuffix(":")
    return Shown(
        command, how, name, parts.get("prompt") or "", parts.get("file") or "", int(line) if line else None
    )
