"""What hides what, as a graph in three columns: copies, what they hide of the operating system, and what that endangers."""

from __future__ import annotations

from pipwise.audit import Report
from pipwise.audit.damage import Damage
from pipwise.audit.installed import Installed
from pipwise.model.value import NamedTuple

_MOST = 10
"""Of the packages that one distribution is needed by; the others are a number."""


class Node(NamedTuple):
    """One box."""

    column: int
    title: str
    below: str
    """A second, smaller line."""


class Edge(NamedTuple):
    """From one box to the next column's."""

    start: Node
    end: Node
    label: str
    """What is violated, or how it is replaced; '' where it is only hidden."""
    broken: bool


class Graph(NamedTuple):
    """Boxes in the order in which they are drawn, column by column."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def graph_of(report: Report) -> Graph:
    """Everything that hides or has replaced something of the operating system's; empty where nothing does."""
    there = {one.metadata: one for each in report.survey.installed.values() for one in each}
    edges: dict[Edge, None] = {}
    for one in report.damage:
        edges |= dict.fromkeys(_edges(one, there))
    nodes = dict.fromkeys(node for edge in edges for node in (edge.start, edge.end))
    return Graph(tuple(sorted(nodes, key=lambda node: node.column)), tuple(edges))


def _edges(one: Damage, there: dict[str, Installed]) -> list[Edge]:
    named = [there[said.where] for said in one.evidence if said.where in there]
    if one.code == "shadowed" and len(named) > 1:
        copy, owned = named[:2]
        asked = [said.text for said in one.evidence[2:]]
        hidden = Node(1, owned.title, owned.package)
        first = Edge(_copy(copy), hidden, asked[0] if asked else "", bool(asked))
        return [first, *_endangered(hidden, one.affected)]
    if one.code == "changed-file" and one.repair:
        lost = Node(1, one.repair.subject, "its files were changed or deleted")
        return [
            *(Edge(_copy(copy), lost, "has replaced it", broken=True) for copy in named),
            *_endangered(lost, one.affected),
        ]
    return []


def _copy(one: Installed) -> Node:
    whose = f" ({one.place.who})" if one.place.who else ""
    return Node(0, one.title, f"{one.place.path}{whose}")


def _endangered(owned: Node, affected: tuple[str, ...]) -> list[Edge]:
    edges = [Edge(owned, Node(2, package, ""), "", broken=False) for package in affected[:_MOST]]
    more = len(affected) - _MOST
    if more > 0:
        edges.append(
            Edge(
                owned,
                Node(2, f"and {more} more", f"that need {owned.below or owned.title}"),
                "",
                broken=False,
            )
        )
    return edges
