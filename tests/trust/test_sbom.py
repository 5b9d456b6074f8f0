"""The bill of materials: everything that is locked, what lies in it, who needs whom; the same each time."""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
from typing import Any

import jsonschema  # type: ignore[import-untyped]
import pytest

import sbom
from build_pyz import LEFT_OUT
from tests.bootstrap.wheelhouse import wheel
from wheels import read_lock

LOCK = sbom.LOCK.read_text(encoding="utf-8")
PROJECT = sbom.Project("1.2.3", "MIT", "It does.", ("packaging", "PyYAML", "virtualenv"))
# What CycloneDX 1.6 requires of the parts that are used (https://cyclonedx.org/docs/1.6/json/); scripts/release asks the
# whole schema, as cyclonedx-python-lib brings it.
_HASH = {
    "type": "object",
    "required": ["alg", "content"],
    "properties": {"alg": {"const": "SHA-256"}, "content": {"pattern": "^[a-f0-9]{64}$"}},
}
_COMPONENT = {
    "type": "object",
    "required": ["type", "name"],
    "additionalProperties": False,
    "properties": {
        "type": {"enum": ["application", "library"]},
        "bom-ref": {"type": "string", "minLength": 1},
        "name": {"type": "string"},
        "version": {"type": "string", "maxLength": 1024},
        "description": {"type": "string"},
        "scope": {"enum": ["required", "optional", "excluded"]},
        "hashes": {"type": "array", "items": _HASH},
        "licenses": {"type": "array", "maxItems": 1, "items": {"required": ["expression"], "additionalProperties": False,
                     "properties": {"expression": {"type": "string"}, "bom-ref": {}, "acknowledgement": {}}}},
        "purl": {"type": "string", "pattern": "^pkg:pypi/"},
        "externalReferences": {"type": "array", "items": {"required": ["url", "type"],
                               "properties": {"hashes": {"items": _HASH}}}},
        "properties": {"type": "array", "items": {"required": ["name"], "additionalProperties": False,
                       "properties": {"name": {"type": "string"}, "value": {"type": "string"}}}},
        "components": {"type": "array", "uniqueItems": True, "items": {"$ref": "#/$defs/component"}},
    },
}  # fmt: skip
SCHEMA = {
    "$defs": {"component": _COMPONENT},
    "type": "object",
    "required": ["bomFormat", "specVersion"],
    "additionalProperties": False,
    "properties": {
        "$schema": {"enum": ["http://cyclonedx.org/schema/bom-1.6.schema.json"]},
        "bomFormat": {"enum": ["CycloneDX"]},
        "specVersion": {"const": "1.6"},
        "serialNumber": {"pattern": "^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"},
        "version": {"type": "integer", "minimum": 1},
        "metadata": {"required": ["component"], "properties": {"component": {"$ref": "#/$defs/component"}}},
        "components": {"type": "array", "uniqueItems": True, "items": {"$ref": "#/$defs/component"}},
        "dependencies": {"type": "array", "uniqueItems": True, "items": {"required": ["ref"], "additionalProperties": False,
                         "properties": {"ref": {"type": "string"}, "dependsOn": {"type": "array", "uniqueItems": True}}}},
    },
}  # fmt: skip


def made(**wheels: bytes) -> dict[str, Any]:
    found = json.loads(sbom.bill(PROJECT, LOCK, sbom.read_licences(), wheels, b"archive"))
    assert isinstance(found, dict)
    return found


def test_it_has_the_structure_that_the_specification_requires() -> None:
    jsonschema.Draft7Validator(SCHEMA).validate(made())


@pytest.mark.parametrize("key", ["bomFormat", "specVersion"])
def test_a_document_without_what_is_required_is_found(key: str) -> None:
    document = made()
    del document[key]
    assert not jsonschema.Draft7Validator(SCHEMA).is_valid(document)


def test_it_lists_the_lock_with_every_hash() -> None:
    listed = {
        (one["name"], one["version"]): {each["content"] for each in one["externalReferences"][0]["hashes"]}
        for one in made()["components"]
    }
    assert listed == {(pin.name, pin.version): set(pin.hashes) for pin in read_lock(LOCK, "run.txt")}


def test_it_says_what_is_not_in_the_rescue_file() -> None:
    left_out = {one["name"] for one in made()["components"] if one["properties"][0]["value"] == "left out"}
    assert left_out == LEFT_OUT


def test_every_reference_leads_to_one_component() -> None:
    document = made()
    refs = [document["metadata"]["component"]["bom-ref"], *(one["bom-ref"] for one in document["components"])]
    assert len(refs) == len(set(refs))
    told = document["dependencies"]
    assert sorted(one["ref"] for one in told) == sorted(refs)
    assert {ref for one in told for ref in one.get("dependsOn", [])} <= set(refs)


def test_who_needs_whom_is_what_the_lock_says() -> None:
    needs = {one["ref"].split("@")[0]: one.get("dependsOn", []) for one in made()["dependencies"]}
    assert [re.sub("@.*", "", one) for one in needs["pkg:pypi/pipwise"]] == [
        "pkg:pypi/packaging",
        "pkg:pypi/pyyaml",
        "pkg:pypi/virtualenv",
    ]
    assert "pkg:pypi/mdurl" in {one.split("@")[0] for one in needs["pkg:pypi/markdown-it-py"]}


def test_one_way_of_writing_needs_and_the_other() -> None:
    lock = "a==1 \\\n    --hash=sha256:0\n    # via b\nb==2\n    # via\n    #   -r run.in\n    #   C.d\n"
    assert sbom.needed_by(lock) == {"a": {"b"}, "b": {"c-d"}}


def holding(name: str, data: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(name, data)
    return buffer.getvalue()


def test_a_wheel_in_a_wheel_is_a_component_of_it() -> None:
    inner = wheel("pip", "26.3")
    outer = holding("virtualenv/embed/pip-26.3-py3-none-any.whl", inner.data)
    found = next(one for one in made(virtualenv=outer)["components"] if one["name"] == "virtualenv")
    assert found["hashes"][0]["content"] == hashlib.sha256(outer).hexdigest()
    (brought,) = found["components"]
    assert (brought["name"], brought["version"]) == ("pip", "26.3")
    assert brought["hashes"][0]["content"] == hashlib.sha256(inner.data).hexdigest()
    jsonschema.Draft7Validator(SCHEMA).validate(made(virtualenv=outer))


def test_it_is_the_same_each_time_and_another_for_another_content() -> None:
    first = sbom.bill(PROJECT, LOCK, sbom.read_licences(), {}, b"archive")
    assert sbom.bill(PROJECT, LOCK, dict(reversed(sbom.read_licences().items())), {}, b"archive") == first
    assert json.loads(sbom.bill(PROJECT, LOCK, sbom.read_licences(), {}, b"x"))["serialNumber"] not in first
