"""``name`` for people: a block for each name, 80 columns wide; on several platforms one line for each of them."""

from __future__ import annotations

from collections.abc import Sequence

from pipwise.model.known import Known
from pipwise.model.names import Kind, Named
from pipwise.render.name_answer import Answered, Place, install_order
from pipwise.render.name_commands import from_index, from_system
from pipwise.render.name_package import has_manager, package_text, place_text
from pipwise.render.wrapped import fold, is_command, page

_ARTICLES = {
    "application": "an application",
    "library": "a library",
    "both": "a library that brings a command",
    "plug-in": "a plug-in",
}
_MOST = 4


def name_text(places: Sequence[Place]) -> str:
    """The whole answer: name by name, and for each name place by place."""
    blocks: list[str] = []
    for index, first in enumerate(places[0].names if places else ()):
        rows = [(place, place.names[index]) for place in places]
        blocks.append("\n".join(_block(first, rows)))
    return "\n\n".join(blocks)


def _block(first: Answered, rows: list[tuple[Place, Answered]]) -> list[str]:
    named = first.named
    texts = [named.mistake.text] if named.mistake else []
    meant = {other.asked: other for _, answered in rows for other in answered.meant}
    if not meant:
        texts += [*_kind(named.kind), *_in_places([(place, answered.named) for place, answered in rows])]
    for asked, other in meant.items():
        texts.append(f"{asked}: {'; '.join(_kind(other.kind)) or 'a project of PyPI'}")
        there = [(place, one) for place, answered in rows for one in answered.meant if one.asked == asked]
        texts += [f"  {text}" for text in _in_places(there)]
    return [f"{named.asked}{named.specifier}", *(line for text in texts for line in _wrapped(text))]


def _in_places(rows: list[tuple[Place, Named]]) -> list[str]:
    if len(rows) == 1:
        return _in_place(*rows[0])
    texts = [place_text(place, named) for place, named in rows]
    specifier = rows[0][1].specifier
    if specifier and any(named.packages for _, named in rows):
        texts.append(f"whether their versions fit {specifier} can only be asked on such machines")
    return texts


def _wrapped(text: str) -> list[str]:
    indent = "  " + " " * (len(text) - len(text.lstrip()))
    if is_command(text):
        return [f"{indent}{text.strip()}"]
    return fold(text.split(), page(), indent, f"{indent}  ")


def _kind(kind: Kind) -> list[str]:
    if kind.kind not in _ARTICLES:
        return []
    text = _ARTICLES[kind.kind] + (f" of {kind.host}" if kind.host else "")
    text += f", imported as {_listed(kind.modules)}" if kind.modules else ""
    if kind.commands:
        text += f", with the command{'' if len(kind.commands) == 1 else 's'} {_listed(kind.commands)}"
    return [text]


def _listed(words: Sequence[str]) -> str:
    shown = [*words[:_MOST], *(["others"] if len(words) > _MOST else [])]
    return " and ".join(part for part in (", ".join(shown[:-1]), shown[-1]) if part)


def _in_place(place: Place, named: Named) -> list[str]:
    texts = [package_text(one, named) for one in named.packages[:3]]
    if not texts and not (named.mistake and named.packaged == "no"):
        texts.append(_none(place, named))
    here = named.here.value if isinstance(named.here, Known) else None
    if isinstance(named.here, Known) and here:
        texts.append(f"the Python that pip means here has it already: {here} ({named.here.source.where})")
    order = install_order(named)
    installed = any(isinstance(one.installed, Known) and one.installed.value for one in named.packages[:1])
    if order and not installed:
        texts += from_system(order, named, root=place.root)
    if not (order or here or place.on or named.mistake):
        texts += from_index(named)
    return texts


def _none(place: Place, named: Named) -> str:
    if not has_manager(place):
        return "no package manager is known that could have it"
    if named.packaged == "no":
        return f"{place.manager} has no package of it"
    return f"whether {place.manager} has a package of it is not known"
