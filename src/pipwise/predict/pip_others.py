"""The commands of pip that never look at the marker: what they stop at by themselves (pip ``_internal/commands/``)."""

from __future__ import annotations

from pipwise.catalog.spelling import normalise
from pipwise.intent.pip_table import commands_of
from pipwise.model.outcome import Evidence, Outcome
from pipwise.model.value import Callable, Iterator
from pipwise.predict.pip_case import (
    Case,
    absolute,
    fact_at,
    fails,
    goes_on,
    installed,
    listed,
    may_write,
    text,
)
from pipwise.predict.pip_conflicts import check_releases, check_restriction
from pipwise.predict.pip_inputs import check_inputs, paths_of_inputs
from pipwise.predict.pip_python import cannot_look
from pipwise.predict.pip_wheel import unsupported_wheel

_INDEX_DECIDES = Evidence("what the index has decides the rest")
_ACTIONS = {
    "config": ("debug", "edit", "get", "list", "set", "unset"),
    "cache": ("dir", "info", "list", "purge", "remove"),
    "index": ("versions",),
}


def other(case: Case) -> Outcome:
    """The outcome of a command that neither installs nor uninstalls."""
    return _COMMANDS.get(case.parsed.command, _inspects)(case)


def _looks(case: Case) -> Outcome:
    return cannot_look(case) or _inspects(case)


def _inspects(case: Case) -> Outcome:
    return goes_on("inspects-only", None)


def _list(case: Case) -> Outcome:
    if case.options.get("outdated") and case.options.get("uptodate"):
        return fails("conflicting-options", 1, "Options --outdated and --uptodate cannot be combined.")
    if (
        case.options.get("outdated")
        and case.options.get("list_format") == "freeze"
        and case.version >= (22, 3)
    ):
        return fails(
            "conflicting-options", 1, "List format 'freeze' cannot be used with the --outdated option."
        )
    return _paths_option(case)


def _paths_option(case: Case) -> Outcome:
    if case.options.get("path") and (case.options.get("user") or case.options.get("local")):
        return fails("conflicting-options", 1, "Cannot combine '--path' with '--user' or '--local'")
    return _looks(case)


def _freeze(case: Case) -> Outcome:
    """``-r`` is only to sort by, and an OSError over it reaches the last handler."""
    stopped = _paths_option(case)
    for path in listed(case, "requirements") if stopped.verdict == "allowed" else ():
        if fact_at(case, path).kind not in ("file", "other"):
            return fails("requirements-file-missing", 2, f"No such file or directory: {path!r}")
    return stopped


def _show(case: Case) -> Outcome:
    if not case.parsed.operands:
        return fails("no-requirements", 1, "Please provide a package name or names.")
    stopped = cannot_look(case)
    if stopped:
        return stopped
    if not any(installed(case, normalise(name)) for name in case.parsed.operands):
        return fails("not-installed", 1, f"Package(s) not found: {', '.join(case.parsed.operands)}")
    return _inspects(case)


def _check(case: Case) -> Outcome:
    """Its exit status is the answer, and depends on metadata that nobody has read."""
    return cannot_look(case) or goes_on(
        "inspects-only", None, (Evidence("the exit status says whether requirements conflict"),)
    )._replace(exit_status=None)


def _hash(case: Case) -> Outcome:
    if not case.parsed.operands:
        return fails("no-requirements", 1, "pip hash needs a file")
    for path in case.parsed.operands:
        if fact_at(case, path).kind != "file":
            return fails("requirement-missing", 2, f"No such file or directory: {path!r}")
    return _inspects(case)


def _help(case: Case) -> Outcome:
    operands = case.parsed.operands
    if operands and operands[0] not in commands_of(case.version):
        return fails("unknown-command", 1, f'unknown command "{operands[0]}"')
    return goes_on("help", None)


def _actions(case: Case) -> Outcome:
    operands = case.parsed.operands
    known = _ACTIONS[case.parsed.command]
    if case.parsed.command == "cache" and case.options.get("cache_dir") is False:
        return fails("cache-disabled", 1, "pip cache commands can not function since cache is disabled.")
    if not operands or operands[0] not in known:
        return fails("unknown-action", 1, f"Need an action ({', '.join(known)}) to perform.")
    return _ACTION_CHECKS[case.parsed.command](case, operands[0], operands[1:])


def _config(case: Case, action: str, rest: tuple[str, ...]) -> Outcome:
    scopes = [name for name in ("global_file", "user_file", "site_file") if case.options.get(name)]
    if len(scopes) > 1:
        return fails("conflicting-options", 1, "Need exactly one file to operate upon")
    if len(rest) != {"get": 1, "set": 2, "unset": 1}.get(action, 0):
        return fails("argument-count", 1, f"Got unexpected number of arguments for {action}")
    if action in ("list", "debug"):
        return _inspects(case)
    unknown = Evidence("it depends on what the configuration file has, and on who may write it")
    return goes_on("not-checked", None, (unknown,))._replace(exit_status=None)


def _cache(case: Case, action: str, rest: tuple[str, ...]) -> Outcome:
    if action in ("dir", "info", "purge") and rest:
        return fails("argument-count", 1, "Too many arguments")
    if action == "remove" and len(rest) != 1:
        return fails("argument-count", 1, "Please provide a pattern")
    if action == "list" and len(rest) > 1:
        return fails("argument-count", 1, "Too many arguments")
    if action in ("remove", "purge"):
        return goes_on("not-checked", None, (Evidence("only files of pip's own cache go"),))._replace(
            exit_status=None
        )
    return _inspects(case)


def _index(case: Case, action: str, rest: tuple[str, ...]) -> Outcome:
    if len(rest) != 1:
        return fails("argument-count", 1, "You need to specify exactly one argument")
    return cannot_look(case) or goes_on("inspects-only", None, (_INDEX_DECIDES,))._replace(exit_status=None)


def _search(case: Case) -> Outcome:
    if not case.parsed.operands:
        return fails("no-requirements", 1, "Missing required argument (search query).")
    return goes_on("inspects-only", None, (_INDEX_DECIDES,))._replace(exit_status=None)


def _fetches(case: Case) -> Outcome:
    """download, wheel and lock: they read requirements as install does, and write into a directory of their own."""
    stopped = check_restriction(case) if case.parsed.command == "download" else None
    stopped = (
        stopped
        or check_releases(case)
        or cannot_look(case)
        or check_inputs(case)
        or unsupported_wheel(case)
        or _not_writable(case)
    )
    return stopped or goes_on("not-checked", None, (_INDEX_DECIDES,))


def _not_writable(case: Case) -> Outcome | None:
    """An OSError that only the last handler catches: exit status 2."""
    option = {"download": "download_dir", "wheel": "wheel_dir"}.get(case.parsed.command)
    directory = (text(case, option) or ".") if option else ""
    if not directory or may_write(case, directory):
        return None
    return fails("permission-denied", 2, f"Permission denied: {absolute(case.target.cwd, directory)!r}")


def paths_of_other(case: Case) -> Iterator[str]:
    """Every path that one of these commands depends on."""
    command = case.parsed.command
    if command == "hash":
        yield from case.parsed.operands
    if command in ("download", "wheel", "lock"):
        yield from paths_of_inputs(case)
        yield text(case, "download_dir" if command == "download" else "wheel_dir") or "."
    if command == "freeze":
        yield from listed(case, "requirements")


_ACTION_CHECKS: dict[str, Callable[[Case, str, tuple[str, ...]], Outcome]] = {
    "config": _config,
    "cache": _cache,
    "index": _index,
}
_COMMANDS: dict[str, Callable[[Case], Outcome]] = {
    "list": _list,
    "freeze": _freeze,
    "inspect": _paths_option,
    "show": _show,
    "check": _check,
    "hash": _hash,
    "help": _help,
    "debug": _looks,
    "config": _actions,
    "cache": _actions,
    "index": _actions,
    "search": _search,
    "download": _fetches,
    "wheel": _fetches,
    "lock": _fetches,
}
