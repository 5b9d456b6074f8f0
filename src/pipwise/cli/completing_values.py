"""What the arguments of commands, and the values of options, can be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipwise.cli.places import state_of
from pipwise.system.look import Look

Candidate = tuple[str, str]
_FILES: tuple[Candidate, ...] = ((":files", ""),)


def value_of(look: Look, option: str) -> Iterable[Candidate]:
    """What can follow an option of pipwise's own; nothing where only the caller knows."""
    match option:
        case "via":
            from pipwise.decide.options import OPTIONS

            return [(one.name, one.summary) for one in OPTIONS]
        case "env":
            return _environments(look)
        case "on":
            return _platforms()
        case "as":
            return _actions("root", "user")
        case "context":
            from pipwise.facts.platform import CONTEXTS

            return [*_actions(*CONTEXTS), *_FILES]
        case "facts" | "from-log" | "plan-out" | "for":
            return _FILES
        case _:
            return ()


def after_verb(look: Look, verb: str, rest: list[str]) -> Iterable[Candidate]:
    """What can stand behind a command; its options are somebody else's business."""
    first = not [word for word in rest if not word.startswith("-")]
    match verb:
        case "uninstall" if rest[-1:] != ["-r"]:
            from pipwise.cli.completing_installed import installed_here

            return installed_here(look)
        case "install" | "uninstall" | "name":
            return _FILES if rest[-1:] in (["-r"], ["-c"], ["-e"]) else _projects()
        case "why":
            return _installers() if first else _projects() if "install" in rest else _FILES
        case "undo" | "resume" | "history":
            return runs_for(look, verb, state_of()) if first else ()
        case "guard":
            from pipwise.plan.guards import GUARDS

            names = [("shell", "the one in use"), *((one.name, one.summary) for one in GUARDS.values())]
            return [*_actions("show", "install", "remove"), *names] if first else names
        case "marker" if first:
            return [*_actions("show", "check", "remove", "restore", "write"), *_FILES]
        case "self" if first:
            return _actions("show", "install", "update", "extras", "uninstall")
        case "doctor" | "audit" | "repair":
            return ()
        case _:
            return _registered(verb) or _FILES


def _registered(verb: str) -> list[Candidate]:
    """Words of commands that print one of a register."""
    match verb:
        case "schema":
            from pipwise.render.schemas import SCHEMAS

            return _actions(*SCHEMAS)
        case "snippet":
            from pipwise.snippets import SNIPPETS

            return [*SNIPPETS.items()]
        case "completion":
            from pipwise.render.completions import SHELLS

            return _actions(*SHELLS)
        case "man":
            from pipwise.cli.register import COMMANDS

            return [(name, command.summary) for name, command in COMMANDS.items()]
        case _:
            return []


def _platforms() -> list[Candidate]:
    from pipwise.catalog.platforms.table import load_table

    told = ((row.names[0], row.versions.split(), f"{row.title} {row.release}") for row in load_table().rows)
    return [
        (f"{name}:{versions[0]}" if versions and versions[0][0].isdecimal() else name, title)
        for name, versions, title in told
    ]


def _actions(*words: str) -> list[Candidate]:
    return [(word, "") for word in words]


def _installers() -> list[Candidate]:
    return [*_actions("pip", "pip3", "python3", "uv", "pipx", "sudo"), *_projects(), *_FILES]


def _projects() -> list[Candidate]:
    """The most downloaded ones: the rest of the index is nobody's to list here."""
    from pipwise.catalog.names.popular import typed_often

    return [(name, "") for name in sorted(typed_often())]


def runs_for(look: Look, verb: str, state: str) -> Iterator[Candidate]:
    """The runs that a command takes, from a state directory; none from a journal that cannot be read."""
    from pipwise.cli.journals import read_state
    from pipwise.decide.reasons import quoted
    from pipwise.errors import PipwiseError

    wanted = {"undo": ("done", "begun"), "resume": ("begun",)}.get(verb)
    try:
        runs = read_state(look, state)
    except PipwiseError:
        return
    for run in runs:
        if wanted is None or run.state in wanted:
            yield str(run.id), " ".join(quoted(word) for word in run.argv)[:60]


def _environments(look: Look) -> list[Candidate]:
    from pipwise.system.places import data_directory

    try:
        return [(name, "") for name in look.list(f"{data_directory()}/envs")]
    except OSError:
        return []
