"""Run a file or a command in the environment that `pipwise install` uses here.

FILE.py is run by that environment's Python; a COMMAND is looked up in the environment first, then on PATH; what begins
with a dash (-m MODULE, -c CODE) is for the environment's Python. Last come the commands of applications that PATH does
not lead to yet. A script that says itself what it needs (PEP 723) is run with that, by uv or pipx, or in an environment
that pipwise makes for its list and keeps.
"""

from __future__ import annotations

from collections.abc import Mapping

from pipwise.cli.keeping import application_command
from pipwise.cli.places import environment_here
from pipwise.cli.session import live_look
from pipwise.cli.words import Own
from pipwise.cli.workshop import new_hands, refuse_facts, refuse_foreign, step_down
from pipwise.decide.reasons import quoted
from pipwise.errors import ChoiceNeeded, PipwiseError, UsageError
from pipwise.facts.resolution import absolute, find_program
from pipwise.system.hands import Hands
from pipwise.system.look import Look


def run(own: Own, words: tuple[str, ...]) -> int:
    """Become the program; it does not return where that succeeds. 127 where there is no such command."""
    refuse_facts(own, "run")
    if not words:
        raise UsageError("there is nothing to run", hint="pipwise run FILE.py")
    hands = new_hands()
    step_down(live_look(own), hands)
    look = live_look(own)
    own_words = None if own.env else _as_script(look, hands, words)
    if own_words is not None:
        return _become(hands, own_words, look.environment)
    found = environment_here(own, look)
    application = "" if own.env else application_command(look, words[0])
    if found is None and application:
        return _become(hands, (application, *words[1:]), look.environment)
    if found is None:
        asked = f"--env {own.env}" if own.env else "this place"
        raise ChoiceNeeded(
            f"there is no environment for {asked} yet", hint="pipwise install PACKAGE makes one"
        )
    refuse_foreign(look, found.root)
    variables = _variables(look, found.root)
    argv = _argv(look, found.root, words, variables, application)
    return _become(hands, argv, look.environment if argv[0] == application else variables)


def _as_script(look: Look, hands: Hands, words: tuple[str, ...]) -> tuple[str, ...] | None:
    """What runs a script that says what it needs (PEP 723); None for anything else."""
    path = absolute(words[0], look.cwd)
    if words[0].startswith("-") or not _is_file(look, path):
        return None
    from pipwise.cli.script_run import argv_for, listed_in

    listed = listed_in(look, path)
    return None if listed is None else argv_for(look, hands, path, listed, words)


def _become(hands: Hands, argv: tuple[str, ...], variables: Mapping[str, str]) -> int:
    try:
        hands.replace_process(argv, variables)
    except OSError as error:
        raise _CannotStart(f"{argv[0]} could not be started", error.strerror or "") from error
    return 0


def _variables(look: Look, root: str) -> dict[str, str]:
    """As the environment's own activate script sets them."""
    left_out = ("PYTHONHOME", "__PYVENV_LAUNCHER__")
    kept = {key: value for key, value in look.environment.items() if key not in left_out}
    path = look.environment.get("PATH", "/usr/local/bin:/usr/bin:/bin")
    return kept | {"VIRTUAL_ENV": root, "PATH": f"{root}/bin:{path}"}


def _argv(
    look: Look, root: str, words: tuple[str, ...], variables: Mapping[str, str], application: str
) -> tuple[str, ...]:
    first = words[0]
    python = f"{root}/bin/python"
    is_file = _is_file(look, absolute(first, look.cwd))
    if first.startswith("-") or (is_file and first.endswith((".py", ".pyw"))):
        return (python, *words)
    found = find_program(look, first, dict(variables), look.cwd)
    if found is not None:
        return (absolute(found, look.cwd), *words[1:])
    if is_file and (_is_python(look, absolute(first, look.cwd)) or "/" not in first):
        return (python, *words)
    if application:
        return (application, *words[1:])
    plain = first.replace("-", "").replace("_", "").isalnum()
    raise _NotFound(
        f"there is no {quoted(first)} in {root} or on PATH", hint=f"pipwise install {first}" if plain else ""
    )


def _is_file(look: Look, path: str) -> bool:
    try:
        return look.stat(path).kind == "file"
    except OSError:
        return False


def _is_python(look: Look, path: str) -> bool:
    """Whether a script that may not be executed is meant for a Python all the same."""
    try:
        line = look.read(path, 200).partition(b"\n")[0]
    except OSError:
        return False
    return not line.startswith(b"#!") or b"python" in line


class _NotFound(PipwiseError):
    """The shell's own code for a command that is not there."""

    exit_code = 127


class _CannotStart(PipwiseError):
    """The shell's own code for a command that is there and cannot be started."""

    exit_code = 126
