"""The damage as SARIF 2.1.0 (OASIS), for dashboards and code scanning: a rule for each check, a result for each finding."""

from __future__ import annotations

import hashlib

from pipwise import __version__
from pipwise.audit import Report
from pipwise.audit.checks import CHECKS
from pipwise.audit.damage import Damage
from pipwise.render.plain import Plain

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS: dict[str, str] = {"error": "error", "warning": "warning", "info": "note"}
_CODES = [check.CODE for check in CHECKS]


def audit_sarif(report: Report) -> dict[str, Plain]:
    """One run with every finding; a package database that could not be read is a notification, never silence."""
    problem = report.survey.owned.problem
    told: list[Plain] = [{"level": "error", "message": {"text": f"who owns what is not known: {problem}"}}]
    driver: dict[str, Plain] = {
        "name": "pipwise",
        "version": __version__,
        "rules": [{"id": one.CODE, "shortDescription": {"text": one.SUMMARY}} for one in CHECKS],
    }
    run: dict[str, Plain] = {
        "tool": {"driver": driver},
        "results": [_result(one) for one in report.damage],
        "invocations": [
            {"executionSuccessful": not problem, "toolExecutionNotifications": told if problem else []}
        ],
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _result(one: Damage) -> Plain:
    properties: dict[str, Plain] = {"confidence": one.confidence, "affected": list(one.affected)}
    if one.repair:
        properties["repair"] = one.repair.text
    told = "; ".join(said.text for said in one.evidence[:4])
    mark = hashlib.sha256(f"{one.code} {one.path}".encode("utf-8", "surrogateescape")).hexdigest()
    return {
        "ruleId": one.code,
        "ruleIndex": _CODES.index(one.code),
        "level": _LEVELS[one.severity],
        "message": {"text": _text(f"{one.message} ({told})" if told else one.message)},
        "locations": [_location(one.path)],
        "partialFingerprints": {"pipwiseAudit/v1": mark},
        "properties": properties,
    }


def _location(path: str) -> Plain:
    """A setting's path ends in the number of its line."""
    file, _, number = path.rpartition(":")
    line = int(number) if file and number.isdecimal() else 0
    named = file if line else path
    place: dict[str, Plain] = {"artifactLocation": {"uri": f"file://{_quoted(named)}"}}
    return {"physicalLocation": {**place, "region": {"startLine": line}} if line else place}


def _quoted(path: str) -> str:
    """A path as in a URI: what is not ASCII, and whatever could mean something, is quoted (RFC 3986)."""
    return "".join(
        chr(byte)
        if chr(byte).isascii() and (chr(byte).isalnum() or chr(byte) in "/._-~+@")
        else f"%{byte:02X}"
        for byte in path.encode("utf-8", "surrogateescape")
    )


def _text(said: str) -> str:
    """Bytes that are no UTF-8 as the bytes that they are: JSON is read by everybody."""
    return said.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
