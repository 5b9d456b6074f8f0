"""A package manager at work: questions that only root is answered, orders, and what became of them."""

from __future__ import annotations

from pipwise.backends import BACKENDS, Order, Question
from pipwise.backends.changes import CHANGERS, Changer, Installed, complaint_of, last_words
from pipwise.backends.changes.orders import spelled
from pipwise.errors import CouldNotLook, Refused, ToolFailed
from pipwise.execute.at_work import at_work
from pipwise.facts.asking import ask
from pipwise.facts.resolution import find_program
from pipwise.facts.trust import distrust
from pipwise.model.known import Unknown
from pipwise.model.value import NamedTuple, TypeVar
from pipwise.system.hands import Hands
from pipwise.system.look import Answer, Look

T = TypeVar("T")


class Manager(NamedTuple):
    """One package manager, and how commands become root's."""

    look: Look
    hands: Hands
    name: str
    become: tuple[str, ...]
    place: str

    @property
    def changer(self) -> Changer:
        """What it knows to do."""
        return CHANGERS[self.name]

    @property
    def refresh(self) -> str:
        """The command that fetches its lists, to be pasted."""
        order = BACKENDS[self.name].refresh()
        return " ".join((*(("sudo",) if order.root and self.look.uid else ()), *order.argv))


def told(manager: Manager, question: Question[T], *, as_root: bool) -> T:
    """An answer; asked as root where only root is answered. Raises ``CouldNotLook``, saying what the manager complains of."""
    if as_root and manager.become:
        variables = tuple(f"{name}={value}" for name, value in (("LC_ALL", "C"), *question.environment))
        words = (*manager.become, "env", *variables, *question.argv)
        status, said = manager.hands.run_quietly(words, manager.look.environment, "/")
        answer = question.read(Answer(status, said, said))
    else:
        answer = ask(manager.look, question, anew=True)
    if isinstance(answer, Unknown):
        complaint = complaint_of(answer.why, manager.refresh)
        if complaint is None:
            raise CouldNotLook(f"{manager.name} does not say what it would do", answer.why)
        raise CouldNotLook(f"{manager.name}: {complaint.text}", answer.why, complaint.hint)
    return answer


def ordered(manager: Manager, order: Order) -> None:
    """Run an order to its end. Raises ``ToolFailed`` with what the manager complains of, in one line."""
    _refuse_others(manager, order)
    environment = {**manager.look.environment, **dict(order.environment)}
    name = order.argv[0].rpartition("/")[2]
    try:
        status, said = manager.hands.run_overheard(spelled(order, manager.become), environment, "/")
    except OSError as error:
        raise ToolFailed(f"{name} could not be started", error.strerror or "") from error
    if status:
        raise _failed(manager, name, status, said.decode("utf-8", "replace"))


def installed(manager: Manager) -> dict[str, Installed]:
    """Everything that is installed, by name; a later answer adds its mark. Raises ``CouldNotLook``."""
    found: dict[str, Installed] = {}
    for question in manager.changer.state(manager.place):
        for one in told(manager, question, as_root=False):
            before = found.get(one.package)
            if before is None and one.version:
                found[one.package] = one
            elif before is not None and before.mark == "manual":
                found[one.package] = before._replace(mark=one.mark)
    return found


def _refuse_others(manager: Manager, order: Order) -> None:
    """Root runs nothing that somebody else could change."""
    program = find_program(manager.look, order.argv[0], manager.look.environment, "/")
    reason = distrust(manager.look, program) if program else ""
    if reason:
        raise Refused(reason)


def _failed(manager: Manager, name: str, status: int, said: str) -> ToolFailed:
    what = (
        f"{name} was ended by signal {-status}" if status < 0 else f"{name} failed with exit status {status}"
    )
    complaint = complaint_of(said, manager.refresh)
    if complaint is None:
        return ToolFailed(what, last_words(said))
    holder = at_work(manager.look, manager.name) if complaint.code == "locked" else ""
    return ToolFailed(what, f"{complaint.text}{holder and f', {holder}'}", complaint.hint)
