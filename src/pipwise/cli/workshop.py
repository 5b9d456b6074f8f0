"""What changing commands need: hands, the journal, the lock, and the user behind sudo."""

from __future__ import annotations

import os
import sys

from pipwise.cli.words import Own
from pipwise.errors import CouldNotLook, UsageError
from pipwise.execute.journal import Journal
from pipwise.model.decision import Directories
from pipwise.plan import Workbench
from pipwise.system.hands import Hands, RealHands
from pipwise.system.look import Look


def say(text: str = "") -> None:
    """A line for people, on standard error, in whatever characters the terminal has."""
    encoding = sys.stderr.encoding or "ascii"
    plain = text.encode(encoding, "backslashreplace").decode(encoding) if not text.isascii() else text
    sys.stderr.write(f"{plain}\n")


def refuse_facts(own: Own, verb: str) -> None:
    """Commands that change anything act on this machine, never on a description of one."""
    for option, value in (("--facts", own.facts), ("--on", own.on), ("--from-log", own.from_log)):
        if value:
            raise UsageError(
                f"{option} does not go with {verb}", "it changes this machine", "pipwise why only looks"
            )


def step_down(look: Look, hands: Hands) -> bool:
    """Through sudo: become the user who asked, for good, so that everything that is made is theirs. True where that was done."""
    sudo_uid = look.environment.get("SUDO_UID", "")
    if look.uid != 0 or not sudo_uid.isdecimal() or sudo_uid == "0":
        return False
    account = look.account(int(sudo_uid))
    if account is None:
        raise CouldNotLook(
            f"SUDO_UID {sudo_uid} is nobody's account", hint="run it without sudo: no root is needed"
        )
    hands.become(account.uid, account.gid, account.name, account.home)
    say(f"sudo is not needed: this is done as {account.name}, and belongs to {account.name}")
    return True


def open_journal(hands: Hands, directories: Directories) -> tuple[Journal, bool]:
    """The user's journal with its lock taken, and whether it will last; in memory where there is no place for one."""
    if directories.state:
        try:
            hands.make_directory(directories.state, 0o700)
            lock = f"{directories.state}/lock"
            if not hands.lock(lock, wait=False):
                say("another pipwise is at work; waiting for it to end")
                hands.lock(lock, wait=True)
            return Journal(f"{directories.state}/journal.sqlite3"), True
        except OSError as error:
            say(f"no journal can be kept in {directories.state} ({error.strerror})")
    return Journal(":memory:"), False


def workbench(directories: Directories) -> Workbench:
    """What the engines stand on: pipwise's own Python with virtualenv, and the pip wheel that virtualenv brings."""
    cache = directories.cache or "/tmp"
    return Workbench(sys.executable, cache, _pip_wheel())


def _pip_wheel() -> str:
    for entry in sys.path:
        folder = f"{entry}/virtualenv/seed/wheels/embed"
        if os.path.isdir(folder):
            wheels = sorted(name for name in os.listdir(folder) if name.startswith("pip-"))
            if wheels:
                return f"{folder}/{wheels[-1]}"
    return ""


def confirmed(question: str) -> bool:
    """Ask at the terminal; anything but a plain yes is no."""
    sys.stderr.write(f"{question} [y/N] ")
    sys.stderr.flush()
    return sys.stdin.readline().strip().lower() in ("y", "yes")


def new_hands() -> Hands:
    """The hands of this machine."""
    return RealHands()


def own_name() -> str:
    """How the caller called pipwise called it, so that every hint can be pasted."""
    called = sys.argv[0]
    if called.rpartition("/")[2] != "pipwise":
        return "pipwise"
    folder = called.rpartition("/")[0]
    on_path = any(
        os.path.isfile(f"{one}/pipwise") and one == folder for one in os.environ.get("PATH", "").split(":")
    )
    return "pipwise" if on_path else called
