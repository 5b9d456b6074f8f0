"""Facts as JSON and back: strict, and built from the annotations of the model, so that the two cannot drift apart."""

from __future__ import annotations

from pipwise.facts.typed_json import reader_of, wrong
from pipwise.model.facts import Facts
from pipwise.model.known import Known, Unknown
from pipwise.model.value import cast

SCHEMA = "pipwise/facts/1"
DOCTOR = "pipwise/doctor/"
Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]


def facts_to_json(facts: Facts) -> dict[str, Json]:
    """Facts as JSON data; bytes that are no text stay what they are (lone surrogates)."""
    return cast("dict[str, Json]", _plain(facts))


def _plain(value: object) -> Json:
    if isinstance(value, Known):
        return {"known": _plain(value.value), "source": _plain(value.source)}
    if isinstance(value, Unknown):
        return {"unknown": value.why}
    if value is None or isinstance(value, bool | int | str):
        return value
    names = getattr(value, "_fields", None)
    if names is not None:
        return {name: _plain(getattr(value, name)) for name in names}
    return [_plain(one) for one in cast("tuple[object, ...]", value)]


def facts_from_json(data: object) -> Facts:
    """Facts from JSON data: a document of its own, or the one of ``pipwise doctor --json``.

    Raises ``UsageError`` that names the place in the document, for anything that is not what ``facts_to_json`` writes.
    """
    where = ""
    if isinstance(data, dict) and str(data.get("schema", "")).startswith(DOCTOR):
        _version(data, "", f"{DOCTOR}1")
        where, data = "facts", data.get("facts")
    if not isinstance(data, dict):
        raise wrong(where, "an object with the facts is wanted", data)
    _version(data, where, SCHEMA)
    return cast("Facts", reader_of(Facts)(data, where))


def _version(data: dict[object, object], where: str, wanted: str) -> None:
    found = data.get("schema")
    if found != wanted:
        place = f"{where}.schema" if where else "schema"
        raise wrong(place, f"this version of pipwise reads {wanted!r}", found)
