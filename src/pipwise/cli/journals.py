"""Where the journal stands: in the user's state directory, or inside the environment where that cannot be written."""

from __future__ import annotations

from errno import EDQUOT, ENOSPC, EPERM

from pipwise.cli.workshop import say
from pipwise.errors import CouldNotLook, PipwiseError
from pipwise.execute.journal import Journal, RunRecord
from pipwise.execute.links import refuse_foreign_links, refuse_links
from pipwise.execute.recover import recover
from pipwise.execute.run import PlaceTaken
from pipwise.execute.trees import KEEP, is_there
from pipwise.execute.undo import concerns_only
from pipwise.model.plan import Plan
from pipwise.model.value import NamedTuple
from pipwise.system.hands import Hands
from pipwise.system.look import Look

FILE = "journal.sqlite3"
_FILES = (FILE, f"{FILE}-wal", f"{FILE}-shm", f"{FILE}-journal")


class Opened(NamedTuple):
    """A journal whose lock is held."""

    journal: Journal
    made: tuple[str, ...] = ()
    """Directories that had to be made for it inside a new environment."""


class ShouldLookAgain(Exception):
    """Another pipwise was at work, or has left something half made: what was decided may not be true any more."""


def open_for(look: Look, hands: Hands, state: str, plan: Plan, *, keep: bool) -> Opened:
    """The journal for carrying out a plan, with its lock and the environment's. ``keep`` is False in an image build.

    The journal's lock is always taken first, as undo does, or two that hold one each would wait for ever.
    """
    opened = _where_it_can(look, hands, state, plan, keep=keep)
    if plan.root and not plan.fresh:
        lock_environment(hands, plan.root)
    _mention(look, hands, opened.journal, plan)
    return opened


def open_state(look: Look, hands: Hands, state: str) -> Journal | None:
    """The journal in the state directory to undo from, or None where there is none.

    Raises ``CouldNotLook`` where there is one that cannot be written.
    """
    path = f"{state}/{FILE}"
    if not state or not is_there(look, path):
        return None
    try:
        return _in_state(look, hands, state)
    except OSError as error:
        raise CouldNotLook(f"the journal {path} cannot be used", error.strerror or "") from error


def open_inside(look: Look, hands: Hands | None, root: str) -> Journal | None:
    """The journal inside an environment, if it is the caller's own and speaks of nothing else; without hands, to read."""
    path = f"{root}/{KEEP}/{FILE}"
    try:
        if look.stat(path, follow=False).uid != look.uid:
            return None
    except OSError:
        return None
    refuse_links(look, f"{root}/{KEEP}", *_FILES)
    if hands is not None:
        lock_environment(hands, root)
    journal = Journal(path, reading=hands is None)
    runs = journal.runs()
    if any(run.root != root or not concerns_only(journal.steps(run.id), root) for run in runs):
        say(f"{path} is passed over: it speaks of other places than {root}")
        journal.close()
        return None
    return journal


def read_state(look: Look, state: str) -> list[RunRecord]:
    """The runs in the state directory's journal, which is not changed by that."""
    path = f"{state}/{FILE}"
    if not state or not is_there(look, path):
        return []
    journal = Journal(path, reading=True)
    runs = journal.runs()
    journal.close()
    return runs


def is_at_work(hands: Hands, state: str) -> bool:
    """Whether a pipwise, or a tool that it started, is at work."""
    try:
        return not hands.lock(f"{state}/lock", wait=False)
    except OSError:
        return False


def _where_it_can(look: Look, hands: Hands, state: str, plan: Plan, *, keep: bool) -> Opened:
    if state:
        try:
            return Opened(_in_state(look, hands, state))
        except OSError as error:
            if error.errno in (ENOSPC, EDQUOT):
                raise
            say(f"no journal can be kept in {state} ({error.strerror})")
    return _inside(look, hands, plan) if keep and plan.root else Opened(Journal(":memory:"))


def _in_state(look: Look, hands: Hands, state: str) -> Journal:
    refuse_foreign_links(look, state)
    made = hands.make_directory(state, 0o700)
    if look.stat(state).uid != look.uid:
        raise PermissionError(EPERM, "it belongs to somebody else", state)
    refuse_links(look, look.realpath(state), *_FILES)
    _take_lock(hands, f"{state}/lock")
    journal = Journal(f"{state}/{FILE}")
    # A power cut must not take away the name of what has been synchronised.
    for path in made:
        hands.flush(path.rpartition("/")[0] or "/")
    return journal


def _inside(look: Look, hands: Hands, plan: Plan) -> Opened:
    made = hands.make_directory(plan.root, 0o755) if plan.fresh and not is_there(look, plan.root) else ()
    if plan.fresh and plan.root not in made:
        raise PlaceTaken(f"{plan.root} is there already", "the plan expected nothing there")
    try:
        refuse_links(look, f"{plan.root}/{KEEP}", *_FILES)
        hands.make_directory(f"{plan.root}/{KEEP}", 0o700)
        journal = Journal(f"{plan.root}/{KEEP}/{FILE}")
    except (OSError, PipwiseError):
        # Nothing stands in them but what was to become the journal, and nobody else knows of them.
        for path in made[-1:]:
            hands.remove_tree(path)
        for path in reversed(made[:-1]):
            hands.remove_directory(path)
        raise
    say(f"the journal stands in {plan.root}/{KEEP} instead")
    return Opened(journal, made)


def _take_lock(hands: Hands, path: str) -> None:
    """Take a lock; raises ``ShouldLookAgain`` where that had to be waited for."""
    if hands.lock(path, wait=False):
        return
    say("another pipwise, or a tool that it started, is at work; waiting for it to end")
    hands.heed_signals()
    hands.lock(path, wait=True)
    raise ShouldLookAgain


def lock_environment(hands: Hands, root: str) -> None:
    """Keep out others who may change the same environment from another account; where that cannot be locked, go on."""
    try:
        _take_lock(hands, f"{root}/pyvenv.cfg")
    except OSError:
        return


def _mention(look: Look, hands: Hands, journal: Journal, plan: Plan) -> None:
    """Runs that were killed: what was half made is taken back, of the others it is said how."""
    recovered, open_still = recover(look, hands, journal)
    for run in recovered:
        say(f"run {run.id} was interrupted while it made {run.root}: that has been taken back")
    for run in open_still:
        say(
            f"run {run.id} ({' '.join(run.argv)}) was interrupted: pipwise undo {run.id} takes it back,"
            f" pipwise resume {run.id} goes on with it"
        )
    if recovered:
        raise ShouldLookAgain
