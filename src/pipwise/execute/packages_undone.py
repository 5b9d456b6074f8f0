"""What of a change of OS packages is still as it was left, and what somebody has changed since."""

from __future__ import annotations

from pipwise.backends.changes import Installed
from pipwise.execute.packages_world import Worlds, is_there
from pipwise.model.value import NamedTuple


class Difference(NamedTuple):
    """What has to be done for the packages to be as before."""

    new: tuple[str, ...] = ()
    """Came with the run, and are still at the version that it left."""
    settings: tuple[str, ...] = ()
    """Those of them whose settings had been there before."""
    broken: tuple[str, ...] = ()
    """Came with the run, and are not wholly installed."""
    lost: tuple[str, ...] = ()
    """Went with the run."""
    auto: tuple[str, ...] = ()
    manual: tuple[str, ...] = ()
    """Were there before, and have another mark now."""
    changed: list[str] = []  # noqa: RUF012 - lines for people; never changed in place

    @property
    def nothing(self) -> bool:
        """Whether nothing is left to do."""
        return not (self.new or self.broken or self.lost or self.auto or self.manual)


def difference(
    before: Worlds,
    after: Worlds | None,
    now: dict[str, Installed],
    *,
    force: bool = False,
    removing: tuple[str, ...] = (),
) -> Difference:
    """Of a run that never came to look at what it had left, only what it was about to bring or to remove is its own."""
    left = (
        after.installed if after is not None else {name: now[name] for name in before.expected if name in now}
    )
    old = before.installed
    came = [
        name
        for name, one in left.items()
        if is_there(one) and not is_there(old.get(name)) and is_there(now.get(name))
    ]
    as_left = [
        name
        for name in came
        if force or now[name].version == left[name].version or now[name].mark == "broken"
    ]
    changed = [
        f"{name} has been changed since then ({left[name].version} → {now[name].version})"
        for name in came
        if name not in as_left
    ]
    broken = tuple(name for name in as_left if now[name].mark == "broken")
    lost = [name for name in old if is_there(old[name]) and not is_there(left.get(name))]
    if after is None:
        lost = [name for name in lost if name in removing]
    gone = [name for name in lost if not is_there(now.get(name)) or now[name].mark == "broken"]
    marks = [name for name in gone if old[name].mark == "auto"]
    marks += [
        name
        for name, one in left.items()
        if after is not None and _is_marked_anew(old.get(name), one, now.get(name))
    ]
    return Difference(
        new=tuple(name for name in as_left if name not in broken),
        settings=tuple(name for name in as_left if name in old),
        broken=broken,
        lost=tuple(gone),
        auto=tuple(name for name in marks if old[name].mark == "auto"),
        manual=tuple(name for name in marks if old[name].mark == "manual"),
        changed=changed,
    )


def _is_marked_anew(old: Installed | None, left: Installed, now: Installed | None) -> bool:
    """By the run, and by nobody since."""
    if old is None or now is None or not is_there(old):
        return False
    return old.mark in ("auto", "manual") and old.mark != left.mark and now.mark == left.mark
