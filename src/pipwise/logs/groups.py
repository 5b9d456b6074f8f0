"""Hits put together to messages: a refusal has a beginning, its parts and the marker's text; look-alikes stand alone."""

from __future__ import annotations

from collections.abc import Iterable

from pipwise.logs.hits import Hit
from pipwise.model.value import NamedTuple

_NEAR = 40
"""Lines within which the parts of one message lie; re-wrapped at 20 columns, Debian's has 37."""
_WRAPPED = 80
"""Lines within which the one that ran the tool speaks up."""


class Group(NamedTuple):
    """One message; indices of its lines in the stretch."""

    kind: str
    """refusal, own or wrapper."""
    hits: tuple[Hit, ...]
    wrapper: str = ""

    @property
    def first(self) -> int:
        """Index of the line where it begins."""
        return self.hits[0].first

    @property
    def last(self) -> int:
        """Index of the line where it ends."""
        return max(hit.last for hit in self.hits)


def group_hits(hits: Iterable[Hit]) -> tuple[list[Group], list[Hit]]:
    """(messages in order, hits that are no failure)."""
    groups: list[Group] = []
    notes: list[Hit] = []
    open_at = -1
    for hit in hits:
        match hit.signature.kind:
            case "note":
                notes.append(hit)
            case "own" | "wrapper" as kind:
                _add_own(groups, kind, hit)
            case _ if open_at >= 0 and _belongs(groups[open_at], hit):
                groups[open_at] = groups[open_at]._replace(hits=(*groups[open_at].hits, hit))
            case _:
                open_at = len(groups)
                groups.append(Group("refusal", (hit,)))
    return _with_wrappers(groups), notes


def _add_own(groups: list[Group], kind: str, hit: Hit) -> None:
    """The same look-alike within a few lines, in other words, is one message."""
    last = groups[-1] if groups else None
    if (
        last is not None
        and last.kind == kind
        and last.hits[0].signature.code == hit.signature.code
        and hit.first - last.last < 6
        and hit.key not in {one.key for one in last.hits}
    ):
        groups[-1] = last._replace(hits=(*last.hits, hit))
    else:
        groups.append(Group(kind, (hit,)))


def _belongs(group: Group, hit: Hit) -> bool:
    """Whether a hit goes on with this message: near, of the same tool, and not its beginning over again."""
    if hit.first - group.last > _NEAR or hit.key in {one.key for one in group.hits}:
        return False
    tools = {one.signature.tool for one in group.hits} - {""}
    if hit.signature.tool and tools and hit.signature.tool not in tools:
        return False
    if hit.signature.kind == "start":
        return all(one.signature.kind == "start" for one in group.hits)
    return True


def _with_wrappers(groups: list[Group]) -> list[Group]:
    """What a wrapper says near a message belongs to it; alone it is a failure of its own."""
    found: list[Group] = []
    for position, group in enumerate(groups):
        if group.kind != "wrapper":
            found.append(group)
            continue
        name = group.hits[0].signature.wrapper
        ahead = next((one for one in groups[position + 1 : position + 4] if one.kind != "wrapper"), None)
        if found and found[-1].kind != "wrapper" and group.first - found[-1].last < _WRAPPED:
            found[-1] = found[-1]._replace(wrapper=found[-1].wrapper or name)
        elif ahead is not None and ahead.first - group.last < _WRAPPED:
            groups[groups.index(ahead)] = ahead._replace(wrapper=ahead.wrapper or name)
        else:
            found.append(group)
    return found
