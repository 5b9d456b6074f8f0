"""Putting an environment back as its manifest from before has it, from the second names that its files were given."""

from __future__ import annotations

from pipwise.execute.journal import RunRecord, StepRecord
from pipwise.execute.others import serves
from pipwise.execute.single import put_one_back
from pipwise.execute.trees import (
    KEEP,
    Manifest,
    differences,
    drop,
    is_bytecode,
    is_late,
    is_there,
    limit_of,
    same,
)
from pipwise.execute.work import Taking
from pipwise.execute.worlds import World, keeper_of, places, root_of, world_of
from pipwise.model.value import NamedTuple
from pipwise.system.hands import Hands
from pipwise.system.look import Look


class _Worlds(NamedTuple):
    """An environment at three times; ``after`` is ``now`` where the run never came to look."""

    root: str
    store: str
    before: Manifest
    after: Manifest
    now: Manifest
    limit: int
    """What was written after that was written by somebody else; only told where nobody knows what the run left."""
    earlier: tuple[Manifest, ...] = ()
    """As it was before the earlier steps: what is so again has been taken back further already."""


_NEVER = 2**63
_SHARING = ("app", "inject")
"""Ways whose tools write into directories that others write into as well, such as that of commands."""
_NOT_KNOWN = "not-known"
"""Where the run never came to look at what the tool had left."""


def store_of(run: RunRecord, root: str, n: int, keep: str = "") -> str:
    """Where the second names of a step's files stand; no two runs share it, whosever journal they stand in."""
    if keep:
        return f"{keep}/{root.strip('/').replace('/', '-')}"
    return f"{root}/{KEEP}/{run.uid}-{run.started.replace(':', '')}-{run.id}.{n}"


def paths_of(step: StepRecord) -> list[str]:
    """The places that a step may change."""
    changes = step.what.get("changes")
    return [str(one) for one in changes] if isinstance(changes, list) else []


def restore(taking: Taking, step: StepRecord) -> list[str]:
    """Remove what a step added and put back what it replaced or removed; what has been changed since, as lines for people."""
    paths = paths_of(step)
    if taking.run.fresh and step.before is None:
        return []
    after = dict(places(paths, step.after))
    since = _since(taking, places(paths, step.before), after)
    return since or [
        line
        for path, before in places(paths, step.before)
        for line in _restore(taking, step, path, before, after.get(path) if step.after else _NOT_KNOWN)
    ]


def _since(taking: Taking, before: list[tuple[str, World]], after: dict[str, World]) -> list[str]:
    """What is new or changed in environments that a tool made or changed; then nothing of what it did is taken back.

    A run on one environment has a rule of its own, which puts back all that it can.
    """
    if taking.force or taking.run.root:
        return []
    lines: list[str] = []
    for path, was in before:
        left = after.get(path)
        if _is_environment(left) and isinstance(left, dict) and left != was and not _serves(taking, path):
            now = world_of(taking.look, path)
            added, changed, _ = differences(left, now if isinstance(now, dict) else {})
            lines += [
                f"{path}/{name} {'is new' if name in added else 'has changed'} since then"
                for name in (*added, *changed)
                if not is_bytecode(name) and isinstance(now, dict) and now[name][0] != "directory"
            ]
    return lines


def _is_environment(world: World | str) -> bool:
    return isinstance(world, dict) and "pyvenv.cfg" in world


def _restore(taking: Taking, step: StepRecord, path: str, before: World, after: World | str) -> list[str]:
    look = taking.look
    now = world_of(look, path)
    if _is_environment(now) and _serves(taking, path):
        return []
    earlier = _earlier(taking, step, path)
    if isinstance(before, list) or isinstance(now, list):
        # What the tool left as it was is none of the run's, whatever has become of it.
        as_it_was = before in (now, after) or now in earlier
        return [] if as_it_was else put_one_back(taking, path, before, after, now)
    if now is None:
        if not before or root_of(path) == path:
            return []
        now = {}
    if before is None and not taking.run.root and _is_environment(after):
        taking.hands.remove_tree(path)
        return []
    worlds = _worlds(taking, step, path, before or {}, after, now)
    left = _restore_tree(look, taking.hands, worlds)
    if before is None and not left:
        remove_if_empty(look, taking.hands, worlds.root)
    return left


def _serves(taking: Taking, path: str) -> bool:
    """Whether somebody else has come to need it; ``leftovers`` removes it when nobody does any more."""
    if taking.at_once or taking.force:
        return False
    return bool(serves(taking.look, path, taking.steps, taking.run.started))


def _earlier(taking: Taking, step: StepRecord, path: str) -> list[World]:
    found = [one for one in taking.steps if one.kind == step.kind and one.n < step.n and one.before]
    return [world for one in found for place, world in places(paths_of(one), one.before) if place == path]


def _worlds(
    taking: Taking, step: StepRecord, path: str, before: Manifest, after: World | str, now: Manifest
) -> _Worlds:
    known = isinstance(after, dict)
    limit = _NEVER if taking.force or known else limit_of(taking.run.started)
    left = after if isinstance(after, dict) else now
    moves = taking.run.option == "repair" and step.what.get("heard") in ("pipx", "uv")
    shares = (taking.run.option in _SHARING or moves) and not taking.at_once
    if not known and shares and before and not _is_environment(before):
        left = _surely_ours(step, before, now)
    store = store_of(taking.run, keeper_of(path), step.n, str(step.what.get("keep") or ""))
    earlier = tuple(world or {} for world in _earlier(taking, step, path) if not isinstance(world, list))
    return _Worlds(root_of(path), store, before, left, now, limit, earlier)


def _surely_ours(step: StepRecord, before: Manifest, now: Manifest) -> Manifest:
    """Of a directory that others use as well (that of commands), after a kill: what was there, and links to what was made."""
    changes = step.what.get("changes")
    made = tuple(f"{one}/" for one in changes) if isinstance(changes, list) else ()
    return {
        name: entry
        for name, entry in now.items()
        if name in before or (entry[0] == "link" and str(entry[1]).startswith(made))
    }


def _is_further_back(worlds: _Worlds, name: str) -> bool:
    now = worlds.now.get(name)
    return any(same(now, world.get(name)) for world in worlds.earlier)


def _restore_tree(look: Look, hands: Hands, worlds: _Worlds) -> list[str]:
    added, changed, removed = differences(worlds.before, worlds.after)
    left = [line for name in sorted(added, reverse=True) for line in _remove(look, hands, worlds, name)]
    for name in sorted([*removed, *changed]):
        left += _put_back(look, hands, worlds, name)
    if not left:
        drop(hands, look, worlds.store)
    return left


def _remove(look: Look, hands: Hands, worlds: _Worlds, name: str) -> list[str]:
    path, now = f"{worlds.root}/{name}", worlds.now.get(name)
    if now is None or _is_further_back(worlds, name):
        return []
    if now[0] == "directory":
        remove_if_empty(look, hands, path)
    elif is_bytecode(name) or _is_as_left(worlds, name):
        hands.remove(path)
    else:
        return [f"{name} has changed since then"]
    return []


def _put_back(look: Look, hands: Hands, worlds: _Worlds, name: str) -> list[str]:
    before, now = worlds.before[name], worlds.now.get(name)
    if same(now, before) or _is_further_back(worlds, name):
        return []
    if now is not None and not is_bytecode(name) and not _is_as_left(worlds, name):
        return [f"{name} has changed since then"]
    if _leads_out(worlds, name):
        return [f"{name} cannot be put back: a directory above it is a link now"]
    path = f"{worlds.root}/{name}"
    match before[0]:
        case "directory":
            _make_room(hands, path, now)
            hands.make_directory(path, 0o755 if len(before) < 2 else int(str(before[1])))
        case "link":
            _make_room(hands, path, now)
            hands.sweep(path)
            hands.symlink(str(before[1]), path)
        case "file":
            return _put_file_back(look, hands, worlds, name)
        case _:
            return [] if is_there(look, path) else [f"{name} is gone and cannot be made again"]
    return []


def _is_as_left(worlds: _Worlds, name: str) -> bool:
    now = worlds.now[name]
    return same(now, worlds.after.get(name)) and not is_late(now, worlds.limit)


def _put_file_back(look: Look, hands: Hands, worlds: _Worlds, name: str) -> list[str]:
    kept, path = f"{worlds.store}/{name}", f"{worlds.root}/{name}"
    try:
        stat = look.stat(kept, follow=False)
    except OSError:
        return [] if is_bytecode(name) else [f"{name} was replaced and cannot be put back"]
    if ["file", stat.size, stat.mtime_ns] != worlds.before[name]:
        return [f"{name} was written in place and cannot be put back"]
    hands.make_directory(path.rpartition("/")[0], 0o755)
    if worlds.now.get(name, [""])[0] == "directory":
        hands.remove_directory(path)
    hands.replace(kept, path)
    return []


def _make_room(hands: Hands, path: str, now: list[object] | None) -> None:
    if now is None:
        return
    if now[0] == "directory":
        hands.remove_directory(path)
    else:
        hands.remove(path)


def _leads_out(worlds: _Worlds, name: str) -> bool:
    """Nothing is written through a link, nor to a name that a forged journal made up."""
    parts = name.split("/")
    above = ["/".join(parts[:depth]) for depth in range(1, len(parts))]
    return (
        ".." in parts or name.startswith("/") or any(worlds.now.get(one, [""])[0] == "link" for one in above)
    )


def remove_if_empty(look: Look, hands: Hands, path: str) -> None:
    """Remove a directory that holds nothing but bytecode: that belongs to modules that are gone."""
    try:
        names = look.list(path)
    except OSError:
        return
    if names == ("__pycache__",):
        hands.remove_tree(f"{path}/__pycache__")
        names = ()
    if not names:
        hands.remove_directory(path)
