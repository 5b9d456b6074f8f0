"""Print a manual page: that of pipwise, or that of one of its commands, for `man -l -` or for a directory of pages."""

from __future__ import annotations

import re

from pipwise import __version__
from pipwise.cli.register import COMMANDS
from pipwise.cli.words import OWN_OPTIONS, Own
from pipwise.errors import DONE, EXIT_CODES, UsageError
from pipwise.render.man import Section, example, page
from pipwise.system.modules import load

_OPTION = r"^ *(--[a-z-]+(?: [A-Z]+)?) {2,}(.+)$"


def run(own: Own, words: tuple[str, ...]) -> int:
    """Print one."""
    if len(words) > 1 or (words and words[0] not in COMMANDS):
        raise UsageError(
            f"there is no page for {' '.join(words)!r}",
            f"there is one for {', '.join(COMMANDS)}",
            "pipwise man",
        )
    print(command_page(words[0]) if words else whole_page(), end="")
    return DONE


def whole_page() -> str:
    """The page of pipwise: its commands, its options, its exit codes."""
    sections = (
        Section(
            "description",
            ("Explains why pip refuses, puts packages where they belong, proves it, takes it back.",),
        ),
        Section("commands", tuple((f"pipwise {verb}", one.summary) for verb, one in COMMANDS.items())),
        Section("options", tuple(_option(name) for name in OWN_OPTIONS)),
        Section("exit status", tuple((str(code), text) for code, text in EXIT_CODES.items())),
        Section("see also", (", ".join(f"pipwise-{verb}(1)" for verb in COMMANDS),)),
    )
    return page(
        "pipwise",
        __version__,
        "put every Python package where it belongs",
        "pipwise [options] COMMAND ...",
        sections,
    )


def command_page(verb: str) -> str:
    """The page of one command: what its help says."""
    command = COMMANDS[verb]
    text = (load(command.module).__doc__ or "").strip().replace("``", "`")
    told = re.findall(_OPTION, text, re.MULTILINE)
    rest = re.sub(_OPTION, "", text, flags=re.MULTILINE)
    paragraphs = [part for block in re.split(r"\n\s*\n", rest) for part in _parts(block)]
    options = (*told, *(_option(name) for name in OWN_OPTIONS if name in command.options))
    sections = [Section("description", tuple(paragraphs))]
    sections += [Section("options", options)] if options else []
    sections += [
        Section("examples", tuple(example(one) for one in command.examples)),
        Section("see also", ("pipwise(1)",)),
    ]
    return page(f"pipwise-{verb}", __version__, command.summary, command.usage, tuple(sections))


def _parts(block: str) -> list[str]:
    """A paragraph; lines of it that stand further in are commands, each on its own."""
    lines = [line for line in block.splitlines() if line.strip()]
    said = "\n".join(line for line in lines if not line.startswith("  "))
    return [*([said] if said else []), *(example(line.strip()) for line in lines if line.startswith("  "))]


def _option(name: str) -> tuple[str, str]:
    one = OWN_OPTIONS[name]
    return f"--{name} {one.value}".rstrip(), one.summary
