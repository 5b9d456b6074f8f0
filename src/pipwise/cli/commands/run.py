"""Run a file or a command in the environment that `pipwise install` uses here.

FILE.py is run by that environment's Python; a COMMAND is looked up in the environment first, then on PATH.
"""

from __future__ import annotations

from pipwise.cli.session import directories_for, live_look
from pipwise.cli.words import Own
from pipwise.cli.workshop import new_hands
from pipwise.decide.questions import first_fit
from pipwise.errors import ChoiceNeeded, PipwiseError, UsageError
from pipwise.facts.candidates import look_at_candidates
from pipwise.facts.probe import probe
from pipwise.facts.resolution import absolute, find_program
from pipwise.intent import read_intent
from pipwise.model.decision import Situation, Wishes
from pipwise.model.outcome import Outcome
from pipwise.system.look import Look


def run(own: Own, words: tuple[str, ...]) -> int:
    """Become the program; it does not return where that succeeds. 127 where there is no such command."""
    if not words:
        raise UsageError("there is nothing to run", hint="pipwise run FILE.py")
    look = live_look(own)
    root = _environment(look, own)
    environment = {
        key: value
        for key, value in look.environment.items()
        if key not in ("PYTHONHOME", "__PYVENV_LAUNCHER__")
    }
    path = look.environment.get("PATH", "/usr/local/bin:/usr/bin:/bin")
    environment |= {"VIRTUAL_ENV": root, "PATH": f"{root}/bin:{path}"}
    argv = _argv(look, root, words, environment)
    try:
        new_hands().replace_process(argv, environment)
    except OSError as error:
        raise PipwiseError(f"{argv[0]} could not be started", error.strerror or "") from error
    return 0


def _environment(look: Look, own: Own) -> str:
    intent = read_intent(("python3",))
    facts = probe(look, intent)
    wishes = Wishes(env=own.env)
    directories = directories_for(facts)
    seen = look_at_candidates(look, facts, intent, wishes, directories)
    nothing = Outcome("unknown", "not-asked", None, None)
    working = tuple(one for one in seen if one.state == "works")
    found = first_fit(Situation(facts, intent, nothing, wishes, directories, working))
    if found is None:
        asked = f"--env {own.env}" if own.env else "this place"
        raise ChoiceNeeded(
            f"there is no environment for {asked} yet", hint="pipwise install PACKAGE makes one"
        )
    return found.root


def _argv(look: Look, root: str, words: tuple[str, ...], environment: dict[str, str]) -> tuple[str, ...]:
    first = words[0]
    if first.endswith((".py", ".pyw")) and _is_file(look, absolute(first, look.cwd)):
        return (f"{root}/bin/python", *words)
    found = find_program(look, first, environment, look.cwd)
    if found is None:
        if _is_file(look, absolute(first, look.cwd)):
            return (f"{root}/bin/python", *words)
        raise _NotFound(f"there is no {first} in {root} or on PATH", hint=f"pipwise install {first}")
    return (found, *words[1:])


def _is_file(look: Look, path: str) -> bool:
    try:
        return look.stat(path).kind == "file"
    except OSError:
        return False


class _NotFound(PipwiseError):
    """The shell's own code for a command that is not there."""

    exit_code = 127
