"""Diverting a file of a package, so that dpkg keeps it somewhere else whenever the package comes again (dpkg-divert(1))."""

from __future__ import annotations

from pipwise.errors import ToolFailed, WorldChanged
from pipwise.execute.journal import StepRecord, Turn
from pipwise.execute.trees import is_there
from pipwise.execute.work import Taking, Work
from pipwise.facts.diversions import diversion_of
from pipwise.model.known import Unknown
from pipwise.model.plan import Divert, Plan
from pipwise.system.hands import Hands
from pipwise.system.look import Look


def inverse(step: Divert, plan: Plan) -> str:
    """The opposite: dpkg renames the file itself, so its bytes, mode and owner stay as they are."""
    return "divert it again" if step.back else "take the diversion back, and the file to its own place"


def expect(work: Work, step: Divert) -> list[bool]:
    """Whether it is diverted. Raises ``WorldChanged`` where that is not what the plan was made for."""
    is_diverted = _is_diverted(work.run.look, step.path)
    if is_diverted != step.back:
        raise WorldChanged(f"{step.path} is {'' if is_diverted else 'not '}diverted", hint="make a new plan")
    return [is_diverted]


def act(work: Work, turn: Turn, step: Divert) -> list[bool]:
    """dpkg does it in one go, under its own lock."""
    words = ["--remove", step.path] if step.back else ["--divert", step.to, "--add", step.path]
    _run(work.run.look, work.run.hands, step.become, "--rename", *words)
    return [not step.back]


def take_back(taking: Taking, step: StepRecord) -> list[str]:
    """Also where dpkg-divert was killed between renaming the file and remembering that."""
    path, to, back = str(step.what["path"]), str(step.what["to"]), bool(step.what["back"])
    listed = step.what.get("become")
    become = tuple(str(word) for word in listed) if isinstance(listed, list | tuple) else ()
    look, hands = taking.look, taking.hands
    if back:
        return _divert_again(look, hands, become, path, to)
    if is_there(look, path) and is_there(look, to):
        return [f"{path} is there again, and {to} as well"]
    if not _is_diverted(look, path):
        if not is_there(look, to):
            return []
        _run(look, hands, become, "--no-rename", "--divert", to, "--add", path)
    _run(look, hands, become, "--rename", "--remove", path)
    return [] if is_there(look, path) else [f"{path} is not there any more, nor is {to}"]


def _divert_again(look: Look, hands: Hands, become: tuple[str, ...], path: str, to: str) -> list[str]:
    if is_there(look, path) and is_there(look, to):
        return [f"{path} is there again, and {to} as well"]
    if _is_diverted(look, path):
        if not is_there(look, path):
            return []
        _run(look, hands, become, "--no-rename", "--remove", path)
    _run(look, hands, become, "--rename", "--divert", to, "--add", path)
    return []


def _is_diverted(look: Look, path: str) -> bool:
    found = diversion_of(look, path)
    if isinstance(found, Unknown):
        raise WorldChanged("dpkg's diversions cannot be read", found.why)
    return found.value is not None


def _run(look: Look, hands: Hands, become: tuple[str, ...], *words: str) -> None:
    argv = (*become, "dpkg-divert", "--quiet", "--local", *words)
    try:
        status = hands.run(argv, {**look.environment, "LC_ALL": "C"}, "/")
    except OSError as error:
        raise ToolFailed(f"{argv[0]} could not be started", error.strerror or "") from error
    if status:
        raise ToolFailed(f"{' '.join(argv)} failed with exit status {status}")
