"""Taking steps back: only what is still as the run left it; everything else is listed and stays."""

from __future__ import annotations

from pipwise.execute.journal import Journal, StepRecord
from pipwise.execute.trees import KEEP, Manifest, differences, drop, manifest, remove_tree
from pipwise.system.hands import Hands
from pipwise.system.look import Look


def take_back(look: Look, hands: Hands, journal: Journal, run: int, *, force: bool = False) -> list[str]:
    """Take back every step of a run that began, the last one first; what could not be taken back, as lines for people."""
    left: list[str] = []
    steps = journal.steps(run)
    roots = [changes[0] for changes in (_texts(step.what.get("changes")) for step in steps) if changes]
    for step in reversed(steps):
        if step.state in ("planned", "undone"):
            continue
        try:
            said = _take_back_one(look, hands, step, steps, roots, force=force)
        except OSError as error:
            said = [f"{error.filename or step.kind}: {error.strerror}"]
        left += said
        if not said:
            journal.step_ends(run, step.n, None, "undone")
    return left


def _take_back_one(
    look: Look, hands: Hands, step: StepRecord, steps: list[StepRecord], roots: list[str], *, force: bool
) -> list[str]:
    match step.kind:
        case "MakeDirectory":
            for path in reversed(_texts(step.before)):
                _remove_if_empty(look, hands, path)
            return []
        case "RunTool":
            return _tool(look, hands, step, steps, force=force) if roots else []
        case "Remove":
            hands.move(str(step.before), str(step.what["path"]))
            return []
        case "Move":
            hands.move(str(step.what["to"]), str(step.what["path"]))
            return []
        case _:
            return _file(look, hands, step)


def _tool(look: Look, hands: Hands, step: StepRecord, steps: list[StepRecord], *, force: bool) -> list[str]:
    root = _texts(step.what["changes"])[0]
    now = manifest(look, root)
    if now is None:
        return []
    if step.before is not None:
        return _restore(look, hands, step, root, now)
    after = next((one.after for one in reversed(steps) if isinstance(one.after, dict)), None)
    if isinstance(after, dict) and not force:
        changed = _since(after, now)
        if changed:
            return changed
    remove_tree(hands, look, root)
    return []


def _since(after: Manifest, now: Manifest) -> list[str]:
    added, changed, _ = differences(after, now)
    lines = [f"{name} is new since then" for name in added if now[name][0] != "directory"]
    return lines + [f"{name} has changed since then" for name in changed]


def _restore(look: Look, hands: Hands, step: StepRecord, root: str, now: Manifest) -> list[str]:
    """Back to the manifest from before: remove what is new, put back what was replaced or removed."""
    before: Manifest = step.before  # type: ignore[assignment]  # the caller has looked
    after: Manifest = step.after if isinstance(step.after, dict) else now
    store = f"{root}/{KEEP}/{step.run}.{step.n}"
    added, changed, removed = differences(before, after)
    left: list[str] = []
    for name in sorted(added, reverse=True):
        if name not in now:
            continue
        if after[name][0] == "directory":
            _remove_if_empty(look, hands, f"{root}/{name}")
        elif now[name] != after[name]:
            left.append(f"{name} has changed since then")
        else:
            hands.remove(f"{root}/{name}")
    for name in [*changed, *removed]:
        left += _put_back(look, hands, root, store, name, (before, after, now))
    if not left and _is_there(look, store):
        drop(hands, look, store)
    return left


def _put_back(
    look: Look, hands: Hands, root: str, store: str, name: str, worlds: tuple[Manifest, Manifest, Manifest]
) -> list[str]:
    before, after, now = worlds
    if now.get(name) != after.get(name):
        return [f"{name} has changed since then"]
    if before[name][0] == "directory":
        hands.make_directory(f"{root}/{name}", 0o755)
        return []
    if name in now:
        hands.remove(f"{root}/{name}")
    if before[name][0] == "link":
        hands.symlink(str(before[name][1]), f"{root}/{name}")
        return []
    if not _is_there(look, f"{store}/{name}"):
        return [f"{name} was replaced and cannot be put back"]
    hands.make_directory(f"{root}/{name}".rpartition("/")[0], 0o755)
    hands.move(f"{store}/{name}", f"{root}/{name}")
    return []


def _file(look: Look, hands: Hands, step: StepRecord) -> list[str]:
    path, content = str(step.what["path"]), str(step.what["content"])
    try:
        now = look.read(path).decode("utf-8", "surrogateescape")
    except FileNotFoundError:
        return []
    if now != content:
        return [f"{path} has changed since then"]
    if step.before is None:
        hands.remove(path)
    else:
        hands.write(path, str(step.before).encode("utf-8", "surrogateescape"), look.stat(path).mode)
    return []


def _remove_if_empty(look: Look, hands: Hands, path: str) -> None:
    """A directory that holds nothing but bytecode is empty: the bytecode belongs to modules that are gone."""
    try:
        names = look.list(path)
    except OSError:
        return
    if names == ("__pycache__",):
        remove_tree(hands, look, f"{path}/__pycache__")
        names = ()
    if not names:
        hands.remove_directory(path)


def _is_there(look: Look, path: str) -> bool:
    try:
        look.stat(path, follow=False)
    except OSError:
        return False
    return True


def _texts(value: object) -> list[str]:
    return [str(item) for item in value] if isinstance(value, list) else []
