"""Taking single files away: each is kept under its own path in a directory of the run's, with its mode, owner and times."""

from __future__ import annotations

from pipwise.errors import WorldChanged
from pipwise.execute.journal import StepRecord, Turn
from pipwise.execute.trees import is_there
from pipwise.execute.work import Taking, Work
from pipwise.model.plan import Plan, RemoveFiles
from pipwise.system.hands import Hands
from pipwise.system.look import Look


def inverse(step: RemoveFiles, plan: Plan) -> str:
    """They are kept."""
    return f"put {len(step.paths)} files back from where they are kept"


def expect(work: Work, step: RemoveFiles) -> dict[str, list[object]]:
    """Those that are there, and the directories above them that may be left empty, with modes and owners.

    Raises ``WorldChanged`` where a directory has become a link since the plan was made: it would lead elsewhere.
    """
    look = work.run.look
    for folder in dict.fromkeys(path.rpartition("/")[0] for path in step.paths):
        if is_there(look, folder) and look.realpath(folder) != folder:
            raise WorldChanged(
                f"{folder} is not where it was: a link leads elsewhere", hint="make a new plan"
            )
    files = {path: _entry(look, path) for path in step.paths if _kind(look, path) in ("file", "link")}
    folders = {folder for path in files for folder in _above(path, step.within)}
    return files | {path: _entry(look, path) for path in sorted(folders) if is_there(look, path)}


def act(work: Work, turn: Turn, step: RemoveFiles) -> None:
    """Kept first, all of them; then removed."""
    look, hands = work.run.look, work.run.hands
    found = turn.world if isinstance(turn.world, dict) else {}
    files = [path for path, entry in found.items() if entry[0] != "directory"]
    for path in files:
        _keep(hands, path, f"{step.keep}{path}", found[path])
    for path in files:
        hands.remove(path)
    for path in sorted((path for path, entry in found.items() if entry[0] == "directory"), reverse=True):
        _remove_if_empty(look, hands, path)


def take_back(taking: Taking, step: StepRecord) -> list[str]:
    """Directories first; a file at whose place something stands again is left where it is kept."""
    look, hands = taking.look, taking.hands
    before = step.before if isinstance(step.before, dict) else {}
    keep = str(step.what["keep"])
    left = []
    removing = any(entry[0] != "directory" and not is_there(look, path) for path, entry in before.items())
    # Whoever was killed while files were being kept has removed none of them, and kept one by halves.
    for path, entry in sorted(before.items()) if removing or step.state == "done" else ():
        if entry[0] == "directory":
            _make_again(look, hands, path, entry)
        elif not is_there(look, path):
            left += _put_back(look, hands, f"{keep}{path}", path, entry)
        elif is_there(look, f"{keep}{path}") and not _same(look, f"{keep}{path}", path):
            left.append(f"{path} is there again; the old one is kept as {keep}{path}")
    if not left and is_there(look, keep):
        hands.remove_tree(keep)
    return left


def _above(path: str, within: tuple[str, ...]) -> list[str]:
    """The directories between a file and the one that stays."""
    found = []
    while (path := path.rpartition("/")[0]).startswith(tuple(f"{one}/" for one in within)):
        found.append(path)
    return found


def _kind(look: Look, path: str) -> str:
    try:
        return look.stat(path, follow=False).kind
    except OSError:
        return ""


def _entry(look: Look, path: str) -> list[object]:
    stat = look.stat(path, follow=False)
    if stat.kind == "link":
        return ["link", look.readlink(path), stat.uid, stat.gid]
    return [stat.kind, stat.mode & 0o7777, stat.uid, stat.gid]


def _keep(hands: Hands, path: str, to: str, entry: list[object]) -> None:
    hands.make_directory(to.rpartition("/")[0], 0o700)
    if entry[0] == "file":
        hands.link(path, to)


def _make_again(look: Look, hands: Hands, path: str, entry: list[object]) -> None:
    """Also the owner of one that is there: whoever was killed had made it, and had not yet given it away."""
    if not is_there(look, path):
        hands.make_directory(path, int(str(entry[1])))
    if look.stat(path, follow=False).uid == look.uid:
        hands.own(path, int(str(entry[2])), int(str(entry[3])))


def _put_back(look: Look, hands: Hands, kept: str, path: str, entry: list[object]) -> list[str]:
    """Beside its place first, since a copy takes time, and in one piece from there."""
    beside = f"{path}.pipwise-0"
    hands.sweep(path)
    if entry[0] == "link":
        hands.symlink(str(entry[1]), path)
    elif is_there(look, kept):
        hands.link(kept, beside)
        hands.own(beside, int(str(entry[2])), int(str(entry[3])))
        hands.replace(beside, path)
    else:
        return [f"{path} is gone, and so is what was kept of it"]
    return []


def _same(look: Look, one: str, other: str) -> bool:
    first, second = look.stat(one, follow=False), look.stat(other, follow=False)
    return (first.device, first.inode) == (second.device, second.inode) or look.read(one) == look.read(other)


def _remove_if_empty(look: Look, hands: Hands, path: str) -> None:
    try:
        if not look.list(path):
            hands.remove_directory(path)
    except OSError:
        return
