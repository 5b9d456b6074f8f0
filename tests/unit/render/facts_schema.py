"""The JSON Schema of facts, drawn from the annotations of the model; run as a module, it writes the file."""

import json
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from pipwise.model.facts import Facts
from pipwise.model.known import Known, Source, Unknown
from pipwise.model.value import TypeVar, choices_of

FILE = Path(__file__).parents[3] / "src/pipwise/render/schemas/facts.json"
ATOMS = {str: "string", int: "integer", bool: "boolean", NoneType: "null"}


def facts_schema() -> dict[str, Any]:
    definitions: dict[str, Any] = {}
    body = _record(Facts, definitions)
    body["properties"] = {
        "schema": {"const": "pipwise/facts/1"},
        **{k: v for k, v in body["properties"].items() if k != "schema"},
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:pipwise:facts:1",
        "title": "facts, as pipwise doctor --json writes them and --facts reads them",
        "description": "What is known of one command in one place. A fact is known, with its source, or unknown, with why.",
        **body,
        "$defs": dict(sorted(definitions.items())),
    }


def _schema(kind: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    if kind in ATOMS:
        return {"type": ATOMS[kind]}
    origin, arguments = get_origin(kind), get_args(kind)
    if choices := choices_of(kind):
        return {"enum": list(choices)}
    if origin is tuple and len(arguments) == 2 and arguments[1] is Ellipsis:
        return {"type": "array", "items": _schema(arguments[0], definitions)}
    if origin is tuple:
        items = [_schema(one, definitions) for one in arguments]
        return {"type": "array", "prefixItems": items, "minItems": len(items), "maxItems": len(items)}
    if origin in (Union, UnionType):
        return _union(arguments, definitions)
    if kind.__name__ not in definitions:
        definitions[kind.__name__] = {}
        definitions[kind.__name__] = _record(kind, definitions)
    return {"$ref": f"#/$defs/{kind.__name__}"}


def _union(arguments: tuple[Any, ...], definitions: dict[str, Any]) -> dict[str, Any]:
    if Unknown not in arguments:
        return {"anyOf": [_schema(one, definitions) for one in arguments]}
    known = next(get_args(one)[0] for one in arguments if get_origin(one) is Known)
    source = _schema(Source, definitions)
    definitions["Unknown"] = _object({"unknown": {"type": "string"}}, ["unknown"])
    properties = {"known": _schema(known, definitions), "source": source}
    return {"oneOf": [_object(properties, ["known", "source"]), {"$ref": "#/$defs/Unknown"}]}


def _record(kind: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    hints = get_type_hints(kind)
    properties = {
        name: _schema(hint, definitions) for name, hint in hints.items() if not isinstance(hint, TypeVar)
    }
    return _object(properties, [name for name in properties if name not in kind._field_defaults])


def _object(properties: dict[str, Any], required: list[str]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def facts_schema_text() -> str:
    return json.dumps(facts_schema(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    FILE.write_text(facts_schema_text(), encoding="utf-8")
