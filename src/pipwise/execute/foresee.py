"""What undo would do now, found out by undoing on a machine on which nothing is changed."""

from __future__ import annotations

from pipwise.errors import PipwiseError
from pipwise.execute.inverse import left_by, take_steps_back
from pipwise.execute.journal import Journal, RunRecord
from pipwise.execute.trees import KEEP
from pipwise.execute.undo import refuse_open_only
from pipwise.model.value import NamedTuple
from pipwise.system.look import Look
from pipwise.system.rehearsal import Deed, Rehearsal


class Foreseen(NamedTuple):
    """Deeds in order, without those inside a tree that goes as a whole; what would be left; why it would not be done at all."""

    deeds: tuple[Deed, ...]
    left: tuple[str, ...]
    why: str


def foresee(look: Look, journal: Journal, run: RunRecord) -> Foreseen:
    """Nothing is changed, and no lock is needed."""
    stage = Rehearsal(look)
    try:
        refuse_open_only(look, journal, run)
        left = take_steps_back(stage.look, stage.hands, journal, run)
    except PipwiseError as error:
        return Foreseen((), (), "; ".join(filter(None, (error.what, error.why))))
    except OSError as error:
        return Foreseen(_whole(stage.deeds), tuple(left_by(error)), "")
    # A command that was only written down has not changed what the steps see.
    ran = any(deed.what == "run" for deed in stage.deeds)
    return Foreseen(_whole(stage.deeds), () if ran else tuple(left), "")


def _whole(deeds: list[Deed]) -> tuple[Deed, ...]:
    removed = {deed.path for deed in deeds if deed.what == "remove"}
    return tuple(dict.fromkeys(deed for deed in deeds if not _is_inside(deed, removed)))


def _is_inside(deed: Deed, removed: set[str]) -> bool:
    if deed.what == "run":
        return False
    parts = deed.path.split("/")
    above = {"/".join(parts[:depth]) for depth in range(1, len(parts))}
    return KEEP in parts or (deed.what == "remove" and bool(above & removed))
