"""What a rule is: a code, what it looks at, and a page; it reads an analysis and knows no other rule."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pipwise.lint.report import Analysis
from pipwise.lint.sites import Site
from pipwise.lint.world.call import Effect
from pipwise.model.finding import Confidence, Finding, Severity
from pipwise.model.outcome import Evidence
from pipwise.model.value import NamedTuple

Check = Callable[[Analysis], Iterator[Finding]]


class Example(NamedTuple):
    """A file before and after; tests run both."""

    kind: str
    before: str
    after: str


class Rule(NamedTuple):
    """One check."""

    code: str
    severity: Severity
    summary: str
    """One line for lists: what is found."""
    what: str
    why: str
    example: Example
    sources: tuple[str, ...]
    check: Check


def at_site(
    analysis: Analysis,
    rule: Rule,
    site: Site,
    message: str,
    confidence: Confidence | None = None,
    severity: Severity | None = None,
) -> Finding:
    """A finding at a call, with the evidence that its verdict stands on."""
    span = analysis.lines.span(site.effect.start, site.effect.end)
    return Finding(
        rule.code, severity or rule.severity, confidence or site.confidence, span, message, site.evidence
    )


def at_effect(
    analysis: Analysis,
    rule: Rule,
    effect: Effect,
    message: str,
    confidence: Confidence = "high",
    severity: Severity | None = None,
) -> Finding:
    """A finding at something else that a command does."""
    span = analysis.lines.span(effect.start, effect.end)
    told = tuple(Evidence(one.text, one.where) for one in effect.world.evidence)
    return Finding(rule.code, severity or rule.severity, confidence, span, message, told)
