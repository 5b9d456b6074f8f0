"""``name`` for people: a block for each name, 80 columns wide; on several platforms one line for each of them."""

from __future__ import annotations

from collections.abc import Sequence

from pipwise.decide.reasons import quoted
from pipwise.model.known import Known, Unknown
from pipwise.model.names import Kind, Named, OsPackage
from pipwise.render.name_answer import Answered, Place, confidence_of, install_order
from pipwise.render.wrapped import fold, is_command, page

_ARTICLES = {
    "application": "an application",
    "library": "a library",
    "both": "a library that brings a command",
    "plug-in": "a plug-in",
}
_HOW = {
    "installed": "it is what this Python has",
    "exact": "the package manager says so",
    "curated": "known relation",
    "table": "table of names",
    "convention": "by its name only",
}


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
    texts += _kind(named.kind)
    meant = {other.asked: other for _, answered in rows for other in answered.meant}
    if not meant:
        texts += _in_places([(place, answered.named) for place, answered in rows])
    for asked, other in meant.items():
        texts.append(f"{asked}: {'; '.join(_kind(other.kind)) or 'a project of PyPI'}")
        there = [(place, one) for place, answered in rows for one in answered.meant if one.asked == asked]
        texts += [f"  {text}" for text in _in_places(there)]
    return [f"{named.asked}{named.specifier}", *(line for text in texts for line in _wrapped(text))]


def _in_places(rows: list[tuple[Place, Named]]) -> list[str]:
    return [text for place, named in rows for text in _in_place(place, named, several=len(rows) > 1)]


def _wrapped(text: str) -> list[str]:
    indent = "  " + " " * (len(text) - len(text.lstrip()))
    if is_command(text):
        return [f"{indent}{text.strip()}"]
    return fold(text.split(), page(), indent, f"{indent}  ")


def _kind(kind: Kind) -> list[str]:
    words = (
        [_ARTICLES[kind.kind] + (f" of {kind.host}" if kind.host else "")] if kind.kind in _ARTICLES else []
    )
    words += [f"import {', '.join(kind.modules[:4])}"] if kind.modules else []
    words += [f"command {', '.join(kind.commands[:4])}"] if kind.commands else []
    return ["; ".join(words)] if words else []


def _in_place(place: Place, named: Named, *, several: bool) -> list[str]:
    title = f"{place.on}: " if several else ""
    texts = [f"{title}{_package(one, named)}" for one in named.packages[: 1 if several else 3]]
    if not texts and not (named.mistake and named.packaged == "no"):
        texts.append(f"{title}{_none(place, named)}")
    if several:
        return texts
    if isinstance(named.here, Known) and named.here.value:
        texts.append(
            f"already in the Python that pip means here: {named.here.value} ({named.here.source.where})"
        )
    order = install_order(named)
    installed = any(isinstance(one.installed, Known) and one.installed.value for one in named.packages[:1])
    if order and not installed:
        sudo = ("sudo",) if order.root else ()
        texts.append(
            " ".join(quoted(word) for word in (*sudo, *order.argv))
            + (f"  ({order.note})" if order.note else "")
        )
    return texts


def _none(place: Place, named: Named) -> str:
    if named.packaged == "no":
        return f"{place.manager} has no package of it"
    return f"{place.manager or 'no package manager'}: nothing is known of a package"


def _package(package: OsPackage, named: Named) -> str:
    """``apt: python3-requests 2.28.1+dfsg-1 is too old for >=2.30; not installed (table of names)``."""
    version = f" {package.version.value}" if isinstance(package.version, Known) else ""
    words = [f"{package.manager}: {package.package}{version}{_fit(package, named)}"]
    if isinstance(package.version, Unknown) and package.version.why.startswith("no package lists"):
        words.append(f"its version is unknown: {package.version.why}")
    if isinstance(package.installed, Known):
        words.append(
            f"{package.installed.value} is installed" if package.installed.value else "not installed"
        )
    relation = "" if package.relation in ("same", "") else f": {package.relation}"
    evidence = f"{_HOW[package.how]}{relation}" + (", a guess" if confidence_of(package) == "guess" else "")
    return f"{'; '.join(words)} ({evidence})"


def _fit(package: OsPackage, named: Named) -> str:
    if not named.specifier:
        return ""
    word = {
        "fits": "fits",
        "too-old": "is too old for",
        "too-new": "is too new for",
        "does-not-fit": "does not fit",
        "unknown": "may or may not fit",
    }[package.fit]
    return f" {word} {named.specifier}"
