"""A marker for people: where it stands and what it says; what each installer makes of it; what is wrong."""

from __future__ import annotations

from collections.abc import Iterator

from pipwise.model.known import Known, Unknown
from pipwise.predict.marker_readers import Reading
from pipwise.predict.marker_report import Report


def show_text(report: Report) -> str:
    """Where it stands, whose it is, what pip says by it, and what to know about it."""
    lines = [*_head(report), *_languages(report)]
    if report.message:
        language = report.language or "everybody"
        lines += ["", f"What pip shows here ({language})", *(f"  {line}".rstrip() for line in _lines(report))]
    return "\n".join([*lines, *_findings(report)])


def check_text(report: Report) -> str:
    """What each installer makes of it, and what is wrong."""
    lines = [*_head(report), "", "Who stops at it"]
    lines += [_reading(one) for one in report.readings]
    return "\n".join([*lines, *(_findings(report) or ["", "Nothing is wrong with it."])])


def _head(report: Report) -> Iterator[str]:
    marker = report.marker
    yield marker.value.path if isinstance(marker, Known) else report.standing.path if report.standing else ""
    if report.python:
        yield f"  the marker of {report.python}"
    if report.venv:
        yield "  which is a virtual environment: its installers do not look at the marker"
    if isinstance(marker, Unknown):
        yield f"  unknown: {marker.why}"
        return
    yield f"  state: {marker.value.state}{f' ({marker.value.problem})' if marker.value.problem else ''}"
    owner, standing = report.owner, report.standing
    if isinstance(owner, Known) and standing is not None:
        whose = "the operating system" if owner.value.kind == "os" else owner.value.kind
        by = f" ({owner.value.manager})" if owner.value.manager not in ("", owner.value.kind) else ""
        package = standing.package
        named = (
            f"; the marker comes with {package.value}" if isinstance(package, Known) and package.value else ""
        )
        yield f"  whose Python it is: {whose}{by}{named}"


def _languages(report: Report) -> Iterator[str]:
    if isinstance(report.marker, Known) and report.marker.value.errors:
        yield f"  keys: {', '.join(key for key, _ in report.marker.value.errors)}"


def _lines(report: Report) -> list[str]:
    return report.message.splitlines()


def _reading(one: Reading) -> str:
    match one.does:
        case "refuses":
            words = "in the marker's words" if one.shows == "marker" else "in its own words"
            said = f"refuses {words}, exit status {one.exit_status}"
            said += f"; past it: {one.override}" if one.override else "; it has no override"
        case "crashes":
            said = f"ends in a traceback, exit status {one.exit_status}"
        case "goes-on":
            said = "goes on"
        case _:
            said = "unknown"
    return f"  {one.installer}: {said}{f' ({one.note})' if one.note else ''}"


def _findings(report: Report) -> list[str]:
    if not report.findings:
        return []
    return ["", "What to know", *(f"  {one.severity}: {one.text} [{one.code}]" for one in report.findings)]
