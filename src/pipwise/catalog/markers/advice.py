"""The text of a marker that an administrator writes: what to do instead, in the languages that there are words for."""

from __future__ import annotations

import json

from pipwise.model.value import NamedTuple
from pipwise.system.resources import read as read_resource

_PARTS = ("managed", "project", "application", "contact")


class Advised(NamedTuple):
    """The Python that the text is for."""

    prefix: str
    commands: tuple[str, ...]
    """How an environment is made of it and filled, a line each, as a shell reads them."""
    contact: str
    """Whom to ask, or ''."""


def marker_text(advised: Advised) -> str:
    """A whole marker, as its specification has it: a text is one paragraph to configparser, so its lines are indented."""
    lines = ["[externally-managed]"]
    for language, words in load_advice().items():
        message = _message(words, advised)
        lines.append(f"Error{'-' if language else ''}{language}={message[0]}")
        lines += [f" {line}".rstrip() for line in message[1:]]
    return "\n".join(lines) + "\n"


def load_advice() -> dict[str, dict[str, str]]:
    """Language → part → words; '' is everybody else's."""
    data = json.loads(read_resource("pipwise.catalog.markers", "advice.json"))
    return {
        str(language): {part: str(words[part]) for part in _PARTS}
        for language, words in data["texts"].items()
    }


def _message(words: dict[str, str], advised: Advised) -> list[str]:
    lines = [words["managed"].replace("{prefix}", advised.prefix), ""]
    lines += [words["project"], "", *advised.commands, ""]
    lines += [words["application"], "", "pipx install PACKAGE"]
    return lines + (["", words["contact"].replace("{contact}", advised.contact)] if advised.contact else [])
