"""What --help prints, out of the registers: for all of pipwise, or for one command."""

from __future__ import annotations

from collections.abc import Iterable

from pipwise.cli.register import COMMANDS
from pipwise.cli.words import OWN_OPTIONS
from pipwise.render.wrapped import WIDTH, fold, page


def whole_help() -> str:
    """For all commands."""
    lines = [
        "pipwise: put every Python package where it belongs",
        "",
        "usage: pipwise [options] COMMAND …",
        "",
    ]
    lines += ["commands:", *_columns((verb, command.summary) for verb, command in COMMANDS.items())]
    lines += [
        "",
        *fold(
            ["options", "(before", "or", "after", "the", "command,", "never", "abbreviated):"],
            page(),
            "",
            "  ",
        ),
    ]
    lines += _columns((_spelling(name), option.summary) for name, option in OWN_OPTIONS.items())
    lines += ["", "start here:", "  pipwise why pip install requests", "  pipwise install requests"]
    return "\n".join(lines)


def command_help(verb: str, text: str) -> str:
    """For one command; ``text`` is what its module says of itself."""
    command = COMMANDS[verb]
    lines = [*fold(f"usage: {command.usage}".split(), page(), "", " " * 7), ""]
    lines += [*_paragraphs(text.strip()), ""]
    options = [name for name in OWN_OPTIONS if name in command.options]
    if options:
        lines += ["options:", *_columns((_spelling(name), OWN_OPTIONS[name].summary) for name in options), ""]
    return "\n".join([*lines, "examples:", *(f"  {example}" for example in command.examples)])


def _paragraphs(text: str) -> list[str]:
    """Prose for this width; rows that stand in columns are folded in the second one, and words to paste are not."""
    lines: list[str] = []
    prose: list[str] = []
    for line in [*text.split("\n"), ""]:
        if line and not line.startswith(" "):
            prose += line.split()
            continue
        if prose:
            lines += fold(prose, page(), "", "")
            prose = []
        name, gap, told = line.strip().partition("  ")
        if name.startswith("--") and gap:
            lines += _columns(
                [(name, told.strip())], len(line) - len(line.lstrip()[len(name) :].lstrip()) - 2
            )
        else:
            lines.append(line)
    return lines[:-1] if lines and not lines[-1] else lines


def _columns(rows: Iterable[tuple[str, str]], wide: int = 0) -> list[str]:
    """Two columns; where the second would be too narrow, what it says stands below."""
    rows = list(rows)
    wide = wide or max(len(name) for name, _ in rows) + 2
    lines = []
    for name, told in rows:
        if page() - wide < WIDTH // 2:
            lines += [f"  {name}", *fold(told.split(), page(), "      ", "      ")]
        else:
            lines += fold(told.split(), page(), f"  {name:<{wide}}", " " * (wide + 2))
    return lines


def _spelling(name: str) -> str:
    return f"--{name} {OWN_OPTIONS[name].value}".rstrip()
