"""Splitting pipwise's own options from the words that belong to the tool, which pass through untouched."""

from __future__ import annotations

from pipwise.errors import UsageError
from pipwise.model.value import NamedTuple


class OwnOption(NamedTuple):
    """One option of pipwise itself; its name collides with none of pip's."""

    value: str
    """Name of its value, or '' for a switch."""
    summary: str


OWN_OPTIONS = {
    "plan": OwnOption("", "print the plan and stop"),
    "plan-out": OwnOption("FILE", "write the plan to a file for pipwise apply and stop"),
    "via": OwnOption("WAY", "take this way out: existing-venv, venv, own-python …"),
    "env": OwnOption("NAME", "use the personal environment of that name"),
    "for": OwnOption("FILE", "what that script itself lists as its needs (PEP 723)"),
    "yes": OwnOption("", "answer yes where policy and safety permit it"),
    "insist": OwnOption("", "take a marker away from a machine that is not thrown away, too"),
    "explain": OwnOption("", "show every question, its answer and its evidence"),
    "json": OwnOption("", "write JSON to standard output (see pipwise schema)"),
    "facts": OwnOption("FILE", "read the facts from a file (commands that only look)"),
    "from-log": OwnOption("FILE", "read what failed from a log; - is standard input"),
    "on": OwnOption("PLATFORM", "decide for another platform, such as debian:13"),
    "as": OwnOption("USER", "with --on: root or user"),
    "context": OwnOption(
        "WHERE",
        "where it stands (terminal, dockerfile, installer, ansible …), or the file that will import it",
    ),
    "offline": OwnOption("", "make no request: what would have to be asked of the index stays unknown"),
    "blast-radius": OwnOption("", "look ahead: what the command would hide, overwrite and delete"),
    "last": OwnOption("", "the last run that can be taken back"),
    "trace": OwnOption("", "say on standard error which questions the machine is asked"),
    "version": OwnOption("", "print pipwise's version"),
    "help": OwnOption("", "print help"),
}


class Own(NamedTuple):
    """pipwise's own options as given."""

    plan: bool = False
    plan_out: str = ""
    via: str = ""
    env: str = ""
    for_: str = ""
    yes: bool = False
    insist: bool = False
    explain: bool = False
    json: bool = False
    facts: str = ""
    from_log: str = ""
    on: str = ""
    as_: str = ""
    context: str = ""
    offline: bool = False
    blast_radius: bool = False
    last: bool = False
    trace: bool = False
    version: bool = False
    help: bool = False


# After these verbs stands somebody else's command line: once its own words begin, everything passes through.
_COMMAND_FOLLOWS = ("why", "run")


def read_own(words: tuple[str, ...]) -> tuple[Own, str, tuple[str, ...]]:
    """(own options, verb, the rest). Own options stand on either side of the verb and end at ``--``.

    Raises ``UsageError`` for an option before the verb that is not pipwise's, and for a missing value.
    """
    given: dict[str, str | bool] = {}
    verb, rest, queue = "", [], list(words)
    while queue:
        word = queue.pop(0)
        if word == "--":
            rest += queue if verb in _COMMAND_FOLLOWS else [word, *queue]
            break
        option, value = _own(word, queue)
        if option:
            given[option] = value
        elif verb:
            rest.append(word)
            if verb in _COMMAND_FOLLOWS and not word.startswith("-"):
                rest += queue
                break
        elif word in ("-h", "-V"):
            given["help" if word == "-h" else "version"] = True
        elif word.startswith("-"):
            from pipwise.cli.mistyped import no_option

            raise no_option(word, [f"--{name}" for name in OWN_OPTIONS], "pipwise", "pipwise --help")
        else:
            verb = word
    return Own(**given), verb, tuple(rest)  # type: ignore[arg-type]  # _own gives Own's names and types


def _own(word: str, queue: list[str]) -> tuple[str, str | bool]:
    if not word.startswith("--"):
        return "", False
    name, equals, value = word[2:].partition("=")
    option = OWN_OPTIONS.get(name)
    if option is None:
        return "", False
    field = f"{name}_" if name in ("as", "for") else name.replace("-", "_")
    if not option.value:
        if equals:
            raise UsageError(f"--{name} takes no value")
        return field, True
    if not equals:
        if not queue:
            raise UsageError(f"--{name} needs a value: {option.value}")
        value = queue.pop(0)
    if not value:
        raise UsageError(f"--{name} needs a value: {option.value}")
    return field, value
