#!/usr/bin/env python3
"""Write docs/reference/schemas.md: every published schema and what stands at the top of its documents."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from pipwise.render.schemas import SCHEMAS, schema_text

PAGE = ROOT / "docs/reference/schemas.md"
_HEAD = """\
# Schemas

<!-- Written by scripts/schema_page.py from the schemas; a test holds it equal. -->

Every JSON output has a published schema (JSON Schema, draft 2020-12). `pipwise schema` lists them, `pipwise schema NAME`
prints one that is complete in itself. What is in the documents, shown by example, and what a version promises, is in
[JSON](json.md).
"""


def page() -> str:
    """The whole page."""
    return "\n".join([_HEAD, *(line for name in SCHEMAS for line in _schema(name))]).rstrip() + "\n"


def _schema(name: str) -> Iterator[str]:
    document = json.loads(schema_text(name))
    title, said = str(document.get("title", "")), document.get("description", "")
    yield from (f"## {name}", "", f"`{document['$id']}`: {title}{f'. {said}' if said else '.'}", "")
    yield from ("| key | | what it is |", "|---|---|---|")
    needed = document.get("required", [])
    for key, value in document["properties"].items():
        kind, text = _kind(document, value), _said(document, value)
        yield f"| `{key}` | {kind}{'' if key in needed else ', may be missing'} | {text} |"
    yield ""


def _resolved(document: dict[str, object], value: dict[str, object]) -> dict[str, object]:
    reference = str(value.get("$ref", ""))
    definitions = document.get("$defs")
    if not reference or not isinstance(definitions, dict):
        return value
    name = reference.rpartition("/")[2] if reference.startswith("#") else reference.split(":")[2]
    found = definitions.get(name)
    return {**found, **value} if isinstance(found, dict) else value


def _kind(document: dict[str, object], value: dict[str, object]) -> str:
    resolved = _resolved(document, value)
    if "const" in resolved:
        return f"`{json.dumps(resolved['const'])}`"
    kinds = resolved.get("type")
    if isinstance(kinds, list):
        return " or ".join(str(kind) for kind in kinds)
    if kinds is None:
        either = resolved.get("anyOf") or resolved.get("oneOf") or ()
        options = either if isinstance(either, list) else ()
        return " or ".join(dict.fromkeys(_kind(document, one) for one in options)) or "see the schema"
    return "list" if kinds == "array" else str(kinds)


def _said(document: dict[str, object], value: dict[str, object]) -> str:
    resolved = _resolved(document, value)
    said = str(value.get("description") or resolved.get("description", ""))
    items = resolved.get("items")
    inner = _resolved(document, items) if isinstance(items, dict) else resolved
    keys = inner.get("properties")
    parts = [said.replace("|", "\\|").replace("\n", " ")] if said else []
    if isinstance(keys, dict):
        each = "each with " if isinstance(items, dict) else "with "
        parts.append(each + ", ".join(f"`{key}`" for key in keys))
    return "; ".join(parts)


def main() -> None:
    """Write it."""
    PAGE.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
