"""``audit`` for people: the damage by severity, what it endangers, and what would mend it."""

from __future__ import annotations

from pipwise.audit import Report
from pipwise.audit.damage import Damage

_ORDER = ("error", "warning", "info")
_MOST_AFFECTED = 8


def audit_text(report: Report) -> str:
    """The whole report."""
    lines = [looked_at(report)]
    if report.survey.owned.problem:
        lines.append(f"  who owns what is not known: {report.survey.owned.problem}")
    for severity in _ORDER:
        for one in report.damage:
            if one.severity == severity:
                lines += ["", *_lines(one)]
    lines += ["", sum_of(report)]
    return "\n".join(lines)


def looked_at(report: Report) -> str:
    """Which Pythons, and whose packages."""
    pythons = report.survey.pythons
    if not pythons:
        return "no Python of the operating system was found"
    parts = [
        f"Python {one.version[0]}.{one.version[1]} ({len(report.survey.installed[one.version])} distributions)"
        for one in pythons
    ]
    return f"looked at {', '.join(parts)}, packages of {report.survey.owned.manager or 'an unknown manager'}"


def _lines(one: Damage) -> list[str]:
    lines = [f"{one.severity}: {one.message} [{one.code}]"]
    if one.affected:
        more = len(one.affected) - _MOST_AFFECTED
        named = ", ".join(one.affected[:_MOST_AFFECTED]) + (f" and {more} more" if more > 0 else "")
        lines.append(f"  endangers: {named}")
    lines += [f"  because: {said.text}" for said in one.evidence[:6]]
    if one.repair:
        lines.append(f"  repair: {one.repair.text}")
    return lines


def sum_of(report: Report) -> str:
    """How much was found."""
    counts = [sum(one.severity == severity for one in report.damage) for severity in _ORDER]
    if not any(counts[:2]):
        return "nothing is damaged" + (f"; {counts[2]} to know of" if counts[2] else "")
    words = [
        f"{count} {severity}{'s' if count != 1 else ''}"
        for count, severity in zip(counts, ("error", "warning", "note"), strict=True)
        if count
    ]
    return f"found {', '.join(words)}"
