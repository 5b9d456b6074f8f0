"""The JSON of ``name``: schema ``pipwise/name/1``."""

from __future__ import annotations

from collections.abc import Sequence

from pipwise.backends import Order
from pipwise.model.names import Named, OsPackage
from pipwise.render.name_answer import Answered, Place, confidence_of, install_order
from pipwise.render.plain import Plain, plain

SCHEMA = "pipwise/name/1"


def name_json(places: Sequence[Place]) -> dict[str, Plain]:
    """Everything that is known of the names, for each place."""
    return {"schema": SCHEMA, "places": [_place(place) for place in places]}


def _place(place: Place) -> dict[str, Plain]:
    return {
        "on": place.on or None,
        "title": place.title,
        "manager": place.manager or None,
        "names": [_answered(one) for one in place.names],
    }


def _answered(one: Answered) -> dict[str, Plain]:
    return {**_named(one.named), "meant": [_named(other) for other in one.meant]}


def _named(named: Named) -> dict[str, Plain]:
    return {
        "asked": plain(named.asked),
        "project": plain(named.project) or None,
        "specifier": named.specifier,
        "packaged": named.packaged,
        "packages": [_package(one) for one in named.packages],
        "here": plain(named.here),
        "kind": plain(named.kind),
        "mistake": plain(named.mistake),
        "install": _order(install_order(named)),
    }


def _package(package: OsPackage) -> dict[str, Plain]:
    fields = plain(package)
    return {**(fields if isinstance(fields, dict) else {}), "confidence": confidence_of(package)}


def _order(order: Order | None) -> Plain:
    return (
        None if order is None else {"argv": list(order.argv), "root": order.root, "note": order.note or None}
    )
