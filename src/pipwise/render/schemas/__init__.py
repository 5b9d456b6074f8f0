"""The published JSON Schemas (draft 2020-12) of every JSON output: one file each, printed by ``pipwise schema NAME``."""

from __future__ import annotations

import json

from pipwise.system.resources import read as read_resource

SCHEMAS = (
    "why",
    "facts",
    "plan",
    "plan-file",
    "install",
    "uninstall",
    "undo",
    "resume",
    "history",
    "run",
    "doctor",
    "name",
    "marker",
    "guard",
    "change",
    "audit",
    "repair",
    "lint",
    "lint-forecast",
    "lint-summary",
    "bug-report",
)
_PREFIX = "urn:pipwise:"


def schema_text(name: str) -> str:
    """One schema as a document of its own: the schemas that it refers to are bundled into its ``$defs``."""
    document = _load(name)
    bundled: dict[str, object] = {}
    queue = _referred(document)
    while queue:
        other = queue.pop()
        if other != name and other not in bundled:
            bundled[other] = _load(other)
            queue += _referred(bundled[other])
    if bundled:
        own = document.get("$defs")
        document["$defs"] = {**(own if isinstance(own, dict) else {}), **dict(sorted(bundled.items()))}
    return json.dumps(document, indent=2, ensure_ascii=False)


def _load(name: str) -> dict[str, object]:
    loaded = json.loads(read_resource("pipwise.render.schemas", f"{name}.json"))
    return loaded if isinstance(loaded, dict) else {}


def _referred(value: object) -> list[str]:
    """Names of the schemas that are referred to, anywhere in a schema."""
    if isinstance(value, list):
        return [name for item in value for name in _referred(item)]
    if not isinstance(value, dict):
        return []
    found = [name for item in value.values() for name in _referred(item)]
    reference = value.get("$ref")
    if isinstance(reference, str) and reference.startswith(_PREFIX):
        found.append(reference.removeprefix(_PREFIX).partition(":")[0])
    return found
