"""The words of ``pipwise lint``: paths, and options that are lint's alone."""

from __future__ import annotations

from pipwise.errors import UsageError
from pipwise.model.value import NamedTuple

_SWITCHES = ("documents", "summary", "forecast", "fix", "unsafe-fixes", "diff")
_VALUED = ("stdin-filename", "baseline", "format")
_LISTS = ("select", "ignore")
FORMATS = ("text", "json", "sarif", "github", "markdown", "html")


class Asked(NamedTuple):
    """What was asked of lint."""

    paths: tuple[str, ...] = ()
    stdin_filename: str = ""
    documents: bool = False
    fix: bool = False
    unsafe_fixes: bool = False
    diff: bool = False
    forecast: bool = False
    summary: bool = False
    baseline: str = ""
    format: str = "text"
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()


def read_asked(words: tuple[str, ...]) -> Asked:
    """The words of the command line. Raises ``UsageError`` for an option that there is not."""
    asked, paths, queue = Asked(), [], list(words)
    while queue:
        word = queue.pop(0)
        if word == "--":
            paths += queue
            break
        name, equals, value = word.removeprefix("--").partition("=")
        if not word.startswith("-") or word == "-":
            paths.append(word)
        elif name in _SWITCHES and not equals:
            asked = asked._replace(**{name.replace("-", "_"): True})  # type: ignore[arg-type]  # switches are bools
        elif name in _VALUED:
            if not equals and not queue:
                raise UsageError(f"--{name} needs a value")
            asked = asked._replace(**{name.replace("-", "_"): value if equals else queue.pop(0)})  # type: ignore[arg-type]  # texts
        elif name in _LISTS:
            if not equals and not queue:
                raise UsageError(f"--{name} needs a value: codes of rules, with commas between them")
            codes = (value if equals else queue.pop(0)).split(",")
            asked = asked._replace(**{name: tuple(code.strip() for code in codes if code.strip())})  # type: ignore[arg-type]  # both are lists
        else:
            from pipwise.cli.mistyped import no_option

            names = [f"--{name}" for name in (*_SWITCHES, *_VALUED, *_LISTS)]
            raise no_option(word, names, "lint", "pipwise lint --help")
    if asked.format not in FORMATS:
        raise UsageError(f"--format {asked.format}: the formats are {', '.join(FORMATS)}")
    return asked._replace(paths=tuple(paths))
