"""Manual pages (man(7)): the help of the registers in the words of roff."""

from __future__ import annotations

from pipwise.model.value import NamedTuple


class Section(NamedTuple):
    """A heading and its parts: a text is a paragraph, a pair an option or a word with its meaning."""

    title: str
    parts: tuple[str | tuple[str, str], ...]


def page(name: str, version: str, summary: str, usage: str, sections: tuple[Section, ...]) -> str:
    """A page of section 1."""
    lines = [f'.TH "{name.upper()}" "1" "" "pipwise {version}" "User Commands"', ".SH NAME"]
    lines += [
        f"{_plain(name)} \\- {_plain(summary)}",
        ".SH SYNOPSIS",
        ".nf",
        f"\\fB{_plain(usage)}\\fR",
        ".fi",
    ]
    for section in sections:
        lines.append(f'.SH "{section.title.upper()}"')
        for part in section.parts:
            lines += _part(part)
    return "\n".join(lines) + "\n"


def _part(part: str | tuple[str, str]) -> list[str]:
    if isinstance(part, str):
        return [".PP", *_lines(part)]
    word, meaning = part
    return [".TP", f"\\fB{_plain(word)}\\fR", *_lines(meaning or "as its name says")]


def example(line: str) -> str:
    """A command line, as it stands, marked for ``page``."""
    return f"\0{line}"


def _lines(text: str) -> list[str]:
    if text.startswith("\0"):
        return [".nf", f"\\fB{_plain(text[1:])}\\fR", ".fi"]
    return [_plain(line.strip()) for line in text.splitlines() if line.strip()]


def _plain(text: str) -> str:
    """What roff would read as its own is written so that it stands there: backslashes, hyphens, a dot or quote in front."""
    clean = text.replace("\\", "\\e").replace("-", "\\-").replace("…", "...").replace("`", "\\(ga")
    return f"\\&{clean}" if clean[:1] in (".", "'") else clean
