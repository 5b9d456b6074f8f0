"""Findings as SARIF 2.1.0 (OASIS), for code scanning: rules with their help, places in characters, fixes as replacements."""

from __future__ import annotations

from pipwise import __version__
from pipwise.lint.report import FileReport, Report
from pipwise.lint.rules import CODES, RULES
from pipwise.model.finding import Finding, Fix
from pipwise.render.plain import Plain

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}


def lint_sarif(report: Report) -> dict[str, Plain]:
    """One run with every finding; what was not analysed is a notification, never silence."""
    driver: dict[str, Plain] = {
        "name": "pipwise",
        "version": __version__,
        "rules": [_rule(code) for code in CODES],
    }
    return {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": driver},
                "columnKind": "unicodeCodePoints",
                "results": [_result(one, finding) for one in report.files for finding in one.findings],
                "invocations": [
                    {
                        "executionSuccessful": True,
                        "toolExecutionNotifications": [
                            {
                                "level": "warning",
                                "message": {"text": f"not analysed: {one.why}"},
                                "locations": [_location(one.path, {"startLine": one.line or 1})],
                            }
                            for one in report.not_analysed
                        ],
                    }
                ],
            }
        ],
    }


def _rule(code: str) -> Plain:
    rule = next((rule for rule in RULES if rule.code == code), None)
    if rule is None:
        return {"id": code, "shortDescription": {"text": "a comment that ignores nothing"}}
    return {
        "id": code,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.what},
        "help": {"text": f"{rule.what} {rule.why}"},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _result(report: FileReport, finding: Finding) -> Plain:
    span, path = finding.span, report.analysis.path
    region: dict[str, Plain] = {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }
    told = "; ".join(one.text for one in finding.evidence[:4])
    found: dict[str, Plain] = {
        "ruleId": finding.code,
        "ruleIndex": CODES.index(finding.code),
        "level": _LEVELS[finding.severity],
        "message": {"text": f"{finding.message} ({told})" if told else finding.message},
        "locations": [_location(path, region)],
        "properties": {"confidence": finding.confidence},
    }
    return {**found, "fixes": [_fix(report, finding.fix)]} if finding.fix is not None else found


def _fix(report: FileReport, fix: Fix) -> Plain:
    lines = report.analysis.lines
    replacements: list[Plain] = []
    for edit in fix.edits:
        line, column = lines.place(edit.start)
        end_line, end_column = lines.place(edit.end)
        region: dict[str, Plain] = {
            "startLine": line,
            "startColumn": column,
            "endLine": end_line,
            "endColumn": end_column,
        }
        replacements.append(
            {"deletedRegion": region, "insertedContent": {"text": edit.new.decode("utf-8", "replace")}}
        )
    place: dict[str, Plain] = {"uri": _uri(report.analysis.path)}
    return {
        "description": {"text": fix.title},
        "artifactChanges": [{"artifactLocation": place, "replacements": replacements}],
    }


def _location(path: str, region: dict[str, Plain]) -> Plain:
    return {"physicalLocation": {"artifactLocation": {"uri": _uri(path)}, "region": region}}


def _uri(path: str) -> str:
    """A path as a reference: what is not ASCII, and blanks, are quoted."""
    safe = "/._-~+@=,:" if path.startswith("/") else "/._-~+@=,"
    return "".join(
        chr(byte) if chr(byte).isascii() and (chr(byte).isalnum() or chr(byte) in safe) else f"%{byte:02X}"
        for byte in path.encode("utf-8", "surrogateescape")
    )
