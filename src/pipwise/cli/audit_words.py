"""The words of ``pipwise audit``: options that are audit's alone."""

from __future__ import annotations

from pipwise.errors import UsageError
from pipwise.model.value import NamedTuple

FORMATS = ("text", "json", "sarif", "html")


class Asked(NamedTuple):
    """What was asked of audit."""

    root: str = ""
    format: str = ""
    thorough: bool = False


def read_asked(words: tuple[str, ...]) -> Asked:
    """The words of the command line. Raises ``UsageError`` for an option that there is not."""
    asked, queue = Asked(), list(words)
    while queue:
        word = queue.pop(0)
        name, equals, value = word.removeprefix("--").partition("=")
        if word == "--thorough":
            asked = asked._replace(thorough=True)
        elif word.startswith("--") and name in ("root", "format") and (equals or queue):
            asked = asked._replace(**{name: value if equals else queue.pop(0)})  # type: ignore[arg-type]  # both are texts
        else:
            raise UsageError(f"audit takes no {word!r}", hint="pipwise audit --help")
    if asked.format and asked.format not in FORMATS:
        raise UsageError(f"--format {asked.format}: the formats are {', '.join(FORMATS)}")
    return asked
