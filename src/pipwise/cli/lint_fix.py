"""``pipwise lint --fix`` and ``--diff``: repaired files shown, or written through the journal like everything else."""

from __future__ import annotations

from collections.abc import Iterator

from pipwise.cli.carrying import Order, carry
from pipwise.cli.journals import ShouldLookAgain
from pipwise.cli.lint_words import Asked
from pipwise.cli.looking import live_look
from pipwise.cli.places import state_of
from pipwise.cli.words import Own
from pipwise.cli.workshop import new_hands, own_name, say
from pipwise.errors import UsageError
from pipwise.facts.resolution import absolute
from pipwise.lint.analyse import Wanted
from pipwise.lint.discover import Candidate
from pipwise.lint.mend import Mended, mend
from pipwise.model.plan import EditFile, Plan
from pipwise.system.look import Look


def fix(own: Own, asked: Asked, candidates: list[Candidate], words: tuple[str, ...], wanted: Wanted) -> bool:
    """Repair the files, or show how; whether there was something to repair."""
    if asked.fix and any(path == "-" for path in asked.paths):
        raise UsageError(
            "standard input cannot be repaired", hint="pipwise lint --diff shows what would be changed"
        )
    mended = [(one, mend(one, wanted, unsafe=asked.unsafe_fixes)) for one in candidates]
    changed = [(one, after) for one, after in mended if after.data != one.data]
    if asked.diff:
        for one, after in changed:
            print("\n".join(_difference(one, after)))
        return bool(changed)
    look = live_look(own)
    steps = tuple(_step(look, one, after) for one, after in changed)
    if not steps:
        say("there is nothing to repair")
        return False
    order = Order(Plan("lint", "", False, steps, ()), ("lint", *words), "", state_of())
    try:
        carried = carry(look, new_hands(), order)
    except ShouldLookAgain:
        # Each edit expects the very bytes that were read, so another try is as good as another look.
        carried = carry(look, new_hands(), order)
    for one, after in changed:
        say(f"{one.path}: {'; '.join(after.titles)}")
    if carried.number:
        say(f"undo:         {own_name(look)} undo {carried.number}")
    return True


def _step(look: Look, one: Candidate, after: Mended) -> EditFile:
    import hashlib

    content = after.data.decode("utf-8", "surrogateescape")
    return EditFile(absolute(one.path, look.cwd), content, hashlib.sha256(one.data).hexdigest())


def _difference(one: Candidate, after: Mended) -> Iterator[str]:
    import difflib

    before, now = (data.decode("utf-8", "replace").splitlines() for data in (one.data, after.data))
    return difflib.unified_diff(before, now, one.path, one.path, lineterm="")
