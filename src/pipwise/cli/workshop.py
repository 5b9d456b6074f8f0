"""What changing commands need at hand: words for people, the user behind sudo, engines, and how pipwise was called."""

from __future__ import annotations

import os
import sys

from pipwise.cli.called import as_called
from pipwise.cli.called import own_name as called_here
from pipwise.cli.screen import printable, wrapped
from pipwise.cli.words import Own
from pipwise.errors import CouldNotLook, Refused, UsageError
from pipwise.model.decision import Directories
from pipwise.plan import Workbench
from pipwise.system.hands import Hands, RealHands
from pipwise.system.look import Look
from pipwise.system.terminal import columns


def say(text: str = "", *, fold: bool = True) -> None:
    """A line for people, on standard error, in whatever characters the terminal has; what is no sentence is not folded.

    What is under way goes on where nobody reads any more: only words are lost.
    """
    text = as_called(text)
    try:
        sys.stderr.write(f"{wrapped(printable(text, sys.stderr.encoding), columns() if fold else 0)}\n")
        sys.stderr.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)


def refuse_facts(own: Own, verb: str) -> None:
    """Commands that change anything act on this machine, never on a description of one."""
    for option, value in (("--facts", own.facts), ("--on", own.on), ("--from-log", own.from_log)):
        if value:
            raise UsageError(
                f"{option} does not go with {verb}", "it changes this machine", "pipwise why only looks"
            )


def step_down(look: Look, hands: Hands) -> bool:
    """Through sudo: become the user who asked, and say so. True where that was done."""
    name = become_caller(look, hands)
    if name:
        say(f"sudo is not needed: this is done as {name}, and belongs to {name}")
    return bool(name)


def become_caller(look: Look, hands: Hands) -> str:
    """Through sudo: become the user who asked, for good, so that everything that is made is theirs. Their name, or ''."""
    sudo_uid = look.environment.get("SUDO_UID", "")
    if look.uid != 0 or not sudo_uid.isdecimal() or sudo_uid == "0":
        return ""
    account = look.account(int(sudo_uid))
    if account is None:
        raise CouldNotLook(
            f"SUDO_UID {sudo_uid} is nobody's account", hint="run it without sudo: no root is needed"
        )
    hands.become(account.uid, account.gid, account.name, account.home)
    return account.name


def refuse_foreign(look: Look, root: str) -> None:
    """Root runs nothing in an environment that somebody else could change. Raises ``Refused``."""
    if look.uid == 0:
        from pipwise.facts.trust import distrust_python

        reason = distrust_python(look, f"{root}/bin/python")
        if reason:
            raise Refused(
                reason, hint="do it as that user, or with --env NAME in an environment of root's own"
            )


_SILENT = {
    "timeout": "it does not come to an end",
    "not-found": "it is not there",
    "not-permitted": "it may not be run",
    "not-executable": "it cannot be run",
    "too-much-output": "it says too much",
}


def refuse_dead(look: Look, root: str) -> None:
    """A tool is run in an environment without a time limit: its Python has to answer first. Raises ``CouldNotLook``."""
    python = f"{root}/bin/python"
    answer = look.ask([python, "-I", "-B", "-c", "import sys; print(sys.prefix != sys.base_prefix)"])
    if answer.stdout.strip() != b"True":
        said = answer.stderr.decode("utf-8", "replace").split("\n")
        last = next((line.strip() for line in reversed(said) if line.strip()), "")
        why = _SILENT.get(answer.problem, last)
        raise CouldNotLook(
            f"{python} does not answer as the Python of an environment",
            why[:200],
            "remove or repair it, or use --env NAME",
        )


def workbench(look: Look, directories: Directories, python: str = "") -> Workbench:
    """What the engines stand on: pipwise's own Python with virtualenv, and a pip wheel for an environment of that version."""
    # Below /dev/null nothing can be made, and virtualenv takes a temporary directory.
    return Workbench(sys.executable, directories.cache or "/dev/null", pip_wheel(look, python))


def pip_wheel(look: Look, python: str) -> str:
    """The newest of the wheels that virtualenv brings which is for that version of Python; '' where none is."""
    for entry in sys.path:
        folder = f"{entry}/virtualenv/seed/wheels/embed"
        try:
            wheels = [name for name in look.list(folder) if name.startswith("pip-")]
        except OSError:
            continue
        for name in sorted(wheels, key=_version_of, reverse=True):
            if not python or _suits(f"{folder}/{name}", python):
                return f"{folder}/{name}"
    return ""


def _version_of(wheel: str) -> tuple[int, ...]:
    return tuple(int(part) for part in wheel.split("-")[1].split(".") if part.isdecimal())


def _suits(wheel: str, python: str) -> bool:
    from zipfile import ZipFile

    from packaging.metadata import parse_email
    from packaging.specifiers import SpecifierSet

    with ZipFile(wheel) as archive:
        name = next(name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        asked = parse_email(archive.read(name))[0].get("requires_python", "")
    return SpecifierSet(asked).contains(python)


def confirmed(question: str) -> bool:
    """Ask at the terminal; anything but a plain yes is no."""
    sys.stderr.write(f"{wrapped(printable(question, sys.stderr.encoding), columns())} [y/N] ")
    sys.stderr.flush()
    return sys.stdin.readline().strip().lower() in ("y", "yes")


def goes_on(why: str) -> bool:
    """Ask at the terminal whether to go on, for all that."""
    return confirmed(f"{why} Go on?" if why.endswith("?") else f"{why}. Go on?")


def typed(question: str, word: str) -> bool:
    """Ask at the terminal for one word, where a plain yes would be given too easily."""
    sys.stderr.write(f"{wrapped(printable(question, sys.stderr.encoding), columns())}: ")
    sys.stderr.flush()
    return sys.stdin.readline().strip() == word


def new_hands() -> Hands:
    """The hands of this machine."""
    return RealHands()


def own_name(look: Look) -> str:
    """How the caller called pipwise, so that every hint can be pasted."""
    return called_here(look.environment.get("PATH", ""))
