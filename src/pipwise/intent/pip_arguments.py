"""A command line of pip, parsed as that release of pip parses it, with the defaults of its configuration."""

from __future__ import annotations

from pipwise.intent.pip_callbacks import truth
from pipwise.intent.pip_defaults import combine, defaults
from pipwise.intent.pip_table import Version, commands_of, newest, parser_for, version_key
from pipwise.intent.pip_words import Hit, Sorted, sort_words
from pipwise.model.facts import Settings
from pipwise.model.intent import Arguments, Problem, Value
from pipwise.model.value import Mapping, NamedTuple

_PYTHON_SINCE = (22, 3)
_PYTHON_PLACE_CHECKED_SINCE = (23, 2)


class PipArguments(NamedTuple):
    """The fields of ``Arguments``, and what is in force once the configuration is counted in."""

    command: str
    options: tuple[tuple[str, Value], ...]
    """Destination → value as typed; only what was given."""
    operands: tuple[str, ...]
    problem: Problem | None
    effective: Mapping[str, Value]
    """Destination → value, configuration included; what is not set anywhere is not in it."""
    python: str = ""
    """``--python`` before the command (or configured): pip hands everything over to that Python (22.3 on)."""

    def plain(self) -> Arguments:
        """The value that an intent carries."""
        return Arguments(self.command, self.options, self.operands, self.problem)


def parse(
    arguments: tuple[str, ...], version: str = "", settings: Settings | None = None, vendor: str = "upstream"
) -> PipArguments:
    """Parse what follows ``pip``, as release ``version`` does ('' for the newest known): first the general options up to
    the command, then the command's own parser over everything but the command's name (pip ``main_parser.py``).
    """
    key = version_key(version or newest())
    general, before, problem = _run("", "global", arguments, key, settings, vendor)
    python = "" if problem or key < _PYTHON_SINCE else str(general.get("python") or "")
    problem = problem or _ended_early(before, general, key)
    if problem:
        return PipArguments(
            "", _given(before.hits), (), _colour_blind(problem, arguments, settings, key), {}, python
        )
    command = before.operands[0]
    rest = list(arguments)
    rest.remove(command)
    effective, own, problem = _run(command, command, tuple(rest), key, settings, vendor)
    if problem:
        problem = _colour_blind(problem, arguments, settings, key)
    elif effective.get("python") and key >= _PYTHON_PLACE_CHECKED_SINCE and not python:
        problem = Problem(
            "python-option-misplaced", 1, "The --python option must be placed before the pip subcommand name"
        )
    return PipArguments(command, _given(own.hits), own.operands, problem, effective, python)


def _run(
    command: str, section: str, words: tuple[str, ...], key: Version, settings: Settings | None, vendor: str
) -> tuple[dict[str, Value], Sorted, Problem | None]:
    """One parser over its words. pip tells isolation by the literal word, whatever the parser makes of it."""
    parser = parser_for(command, key, vendor)
    isolated = bool(command) and "--isolated" in words
    found, problem = defaults(parser, section, settings, key, isolated=isolated)
    if problem:
        return found, Sorted((), (), problem), problem
    read = sort_words(parser, words, key, interspersed=bool(command))
    for hit in read.hits:
        _apply(hit, found)
    return found, read, read.problem


def _ended_early(read: Sorted, general: Mapping[str, Value], key: Version) -> Problem | None:
    """What the main parser itself answers."""
    if general.get("version"):
        return Problem("version", 0, "shows its version and ends")
    if not read.operands or read.operands == ("help",):
        return Problem("help", 0, "shows its help and ends")
    command = read.operands[0]
    known = commands_of(key)
    if command in known:
        return None
    return Problem("unknown-command", 1, f'unknown command "{command}"{_guess(command, known)}')


def _guess(command: str, known: list[str]) -> str:
    from difflib import get_close_matches

    close = get_close_matches(command.lower(), known)
    return f' - maybe you meant "{close[0]}"' if close else ""


def _apply(hit: Hit, found: dict[str, Value]) -> None:
    """optparse's actions; an appended value follows the ones that the configuration has."""
    option = hit.option
    match option.action:
        case "store_true":
            found[option.dest] = True
        case "store_false":
            found[option.dest] = False
        case "count":
            before = found.get(option.dest)
            found[option.dest] = (before if isinstance(before, int) else 0) + 1
        case "append":
            listed = found.get(option.dest)
            found[option.dest] = (*(listed if isinstance(listed, tuple) else ()), hit.value)
        case "callback":
            combine(option, hit.spelling, hit.value, found)
        case "store_const":
            found[option.dest] = hit.spelling.lstrip("-")
        case _:
            found[option.dest] = hit.value


def _given(hits: tuple[Hit, ...]) -> tuple[tuple[str, Value], ...]:
    given: dict[str, Value] = {}
    for hit in hits:
        _apply(hit, given)
    return tuple(given.items())


def _colour_blind(
    problem: Problem, arguments: tuple[str, ...], settings: Settings | None, key: Version
) -> Problem:
    """Help (26.0 on) and usage (26.2 on) ask PIP_NO_COLOR first, and an invalid value there ends in a traceback."""
    since = {"help": (26,), "version": (1000,)}.get(problem.code, (26, 2))
    if key < since or problem.exit_status not in (0, 2) or "--no-color" in arguments or settings is None:
        return problem
    if problem.code == "configuration-unreadable":
        return problem
    for setting in settings.values:
        if (
            setting.level == "env_var"
            and setting.key == "no-color"
            and setting.value
            and truth(setting.value) is None
        ):
            return problem._replace(exit_status=1)
    return problem
