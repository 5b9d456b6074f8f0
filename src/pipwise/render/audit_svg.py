"""The picture of what hides what: boxes in three columns and curves between them, as SVG that needs nothing else."""

from __future__ import annotations

from html import escape

from pipwise.render.audit_graph import Edge, Graph, Node

_HEADS = ("installed beside the OS", "hidden or replaced of the OS", "OS packages that use it")
_LEFT = (0, 430, 860)
_WIDTHS = (300, 300, 240)
_BOX, _STEP, _TOP = 44, 58, 40


def audit_svg(graph: Graph) -> str:
    """The drawing; '' where there is nothing to draw."""
    if not graph.nodes:
        return ""
    places = _places(graph)
    height = max(y for _, y in places.values()) + _STEP
    width = _LEFT[-1] + _WIDTHS[-1]
    used = {node.column for node in graph.nodes}
    parts = [
        f'<svg viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" aria-labelledby="picture">',
        '<title id="picture">What hides what</title>',
        *(
            f'<text class="head" x="{_LEFT[column]}" y="18">{escape(_HEADS[column])}</text>'
            for column in sorted(used)
        ),
        *(_curve(edge, places) for edge in graph.edges),
        *(_box(node, places[node]) for node in graph.nodes),
        "</svg>",
    ]
    return "\n".join(parts)


def _places(graph: Graph) -> dict[Node, tuple[int, int]]:
    """Each box stands as high as what leads to it lets it, so that curves cross seldom."""
    places: dict[Node, tuple[int, int]] = {}
    for column in range(3):
        nodes = [node for node in graph.nodes if node.column == column]
        leading = {node: [edge.start for edge in graph.edges if edge.end == node] for node in nodes}
        heights = {
            node: sum(places[one][1] for one in starts if one in places) / max(len(starts), 1)
            for node, starts in leading.items()
        }
        free = _TOP
        for node in sorted(nodes, key=lambda one: heights[one]):
            places[node] = (_LEFT[column], free)
            free += _STEP
    return places


def _box(node: Node, place: tuple[int, int]) -> str:
    x, y = place
    first = y + (19 if node.below else 27)
    below = f'<text class="below" x="{x + 10}" y="{y + 36}">{escape(_short(node.below, 50))}</text>'
    return (
        f'<g class="box column{node.column}"><title>{escape(f"{node.title} {node.below}".strip())}</title>'
        f'<rect x="{x}" y="{y}" width="{_WIDTHS[node.column]}" height="{_BOX}" rx="6"/>'
        f'<text x="{x + 10}" y="{first}">{escape(_short(node.title, 34))}</text>{below if node.below else ""}</g>'
    )


def _curve(edge: Edge, places: dict[Node, tuple[int, int]]) -> str:
    x, y = places[edge.start]
    to_x, to_y = places[edge.end]
    x, y, to_y = x + _WIDTHS[edge.start.column], y + _BOX // 2, to_y + _BOX // 2
    middle = (x + to_x) // 2
    kind = "broken" if edge.broken else "hides"
    title = escape(edge.label or ("hides" if edge.start.column == 0 else "is used by"))
    path = f'<path class="{kind}" d="M {x} {y} C {middle} {y}, {middle} {to_y}, {to_x} {to_y}"><title>{title}</title></path>'
    if not edge.broken:
        return path
    return f'{path}<text class="cross" x="{middle}" y="{(y + to_y) // 2 + 5}">✗<title>{title}</title></text>'


def _short(text: str, most: int) -> str:
    """What is too long loses its middle: a path tells by both its ends."""
    if len(text) <= most:
        return text
    return f"{text[: most // 2 - 1]}…{text[-(most // 2) :]}"
