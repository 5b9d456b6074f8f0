"""Writes the bill of materials of a release (CycloneDX 1.6, JSON): from the lock, and from the wheels in the rescue file.

Nothing in it depends on when or where it is made. Components are those of requirements/run.txt; a wheel that lies in another
one (virtualenv brings pip and setuptools) is a component of that one.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import uuid
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from email.parser import BytesParser
from pathlib import Path
from typing import NamedTuple

from build_pyz import HALF, LEFT_OUT
from wheels import Pin, normalise, read_lock

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / "requirements" / "run.txt"
LICENCES = ROOT / "requirements" / "licences.tsv"
_VIA = re.compile(r"^    # +(?:via)? *(\S*)$")
_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "https://pypi.org/project/pipwise/")

Json = dict[str, object]


class Project(NamedTuple):
    """What the document is about."""

    version: str
    licence: str
    description: str
    requires: tuple[str, ...]
    """Names of the projects that it depends on itself."""


def bill(
    project: Project, lock: str, licences: Mapping[str, str], wheels: Mapping[str, bytes], archive: bytes
) -> str:
    """The document; ``wheels`` are those that lie in the rescue file ``archive``, by name."""
    pins = read_lock(lock, "requirements/run.txt")
    own = f"pkg:pypi/pipwise@{project.version}"
    about: Json = {
        "type": "application",
        "bom-ref": own,
        "name": "pipwise",
        "version": project.version,
        "description": project.description,
        "licenses": [{"expression": project.licence}],
        "purl": own,
        "externalReferences": [
            {
                "type": "distribution",
                "url": "pipwise.pyz",
                "comment": "the rescue file",
                "hashes": [_sha256(archive)],
            }
        ],
    }
    body: Json = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"lifecycles": [{"phase": "build"}], "component": about},
        "components": [_component(pin, licences, wheels.get(pin.name)) for pin in pins],
        "dependencies": list(_dependencies(own, project.requires, pins, lock)),
    }
    # The same content has the same number.
    number = uuid.uuid5(_NAMESPACE, json.dumps(body, sort_keys=True))
    return json.dumps({**body, "serialNumber": f"urn:uuid:{number}"}, indent=2, sort_keys=True) + "\n"


def _component(pin: Pin, licences: Mapping[str, str], wheel: bytes | None) -> Json:
    purl = f"pkg:pypi/{pin.name}@{pin.version}"
    where = "left out" if pin.name in LEFT_OUT else "in part" if pin.name in HALF else "whole"
    found: Json = {
        "type": "library",
        "bom-ref": purl,
        "name": pin.name,
        "version": pin.version,
        "licenses": [{"expression": licences[pin.name]}],
        "purl": purl,
        "scope": "required",
        "properties": [{"name": "pipwise:rescue-file", "value": where}],
        "externalReferences": [
            {
                "type": "distribution",
                "url": f"https://pypi.org/simple/{pin.name}/",
                "comment": "any of the locked files",
                "hashes": [{"alg": "SHA-256", "content": one} for one in sorted(pin.hashes)],
            }
        ],
    }
    if wheel is not None:
        found["hashes"] = [_sha256(wheel)]
        if brought := list(_brought(pin, wheel)):
            found["components"] = brought
    return found


def _brought(pin: Pin, wheel: bytes) -> Iterator[Json]:
    """The wheels that lie in a wheel."""
    with zipfile.ZipFile(io.BytesIO(wheel)) as outer:
        inner = {name: outer.read(name) for name in sorted(outer.namelist()) if name.endswith(".whl")}
    for name, data in inner.items():
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            metadata = next(one for one in archive.namelist() if one.endswith(".dist-info/METADATA"))
            told = BytesParser().parsebytes(archive.read(metadata))
        project, version = normalise(str(told["Name"])), str(told["Version"])
        licence = told["License-Expression"] or told["License"]
        yield {
            "type": "library",
            "bom-ref": f"pkg:pypi/{pin.name}@{pin.version}#{name}",
            "name": project,
            "version": version,
            "purl": f"pkg:pypi/{project}@{version}",
            "hashes": [_sha256(data)],
            **({"licenses": [{"expression": str(licence)}]} if licence else {}),
        }


def _dependencies(own: str, requires: Sequence[str], pins: list[Pin], lock: str) -> Iterator[Json]:
    refs = {pin.name: f"pkg:pypi/{pin.name}@{pin.version}" for pin in pins}
    wanted_by = needed_by(lock)
    yield {"ref": own, "dependsOn": sorted(refs[normalise(name)] for name in requires)}
    for name, ref in refs.items():
        needs = sorted(refs[one] for one, by in wanted_by.items() if name in by)
        yield {"ref": ref, "dependsOn": needs} if needs else {"ref": ref}


def needed_by(lock: str) -> dict[str, set[str]]:
    """Which projects need a project, as the lock's comments tell (uv, pip-tools: ``# via``)."""
    found: dict[str, set[str]] = {}
    name = ""
    for line in lock.splitlines():
        if pin := re.match(r"([A-Za-z0-9._-]+)==", line):
            name = normalise(pin[1])
            found[name] = set()
        elif (via := _VIA.match(line)) and via[1] and name:
            found[name] |= {normalise(via[1])} - {"-r"}
    return found


def read_licences() -> dict[str, str]:
    """Project → SPDX expression, of everything that is locked."""
    lines = LICENCES.read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t") for line in lines if line and not line.startswith("#"))


def _sha256(data: bytes) -> Json:
    return {"alg": "SHA-256", "content": hashlib.sha256(data).hexdigest()}
