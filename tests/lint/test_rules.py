"""Every rule finds what its page shows, and does not find it in what its page shows instead."""

from __future__ import annotations

import pytest

from pipwise.lint.analyse import Wanted, analyse
from pipwise.lint.discover import Candidate
from pipwise.lint.kinds import KINDS
from pipwise.lint.report import FileReport
from pipwise.lint.rules import RULES
from pipwise.lint.rules.rule import Rule
from pipwise.model.finding import Finding


def report(kind: str, text: str) -> FileReport:
    known = next(one for one in KINDS if one.name == kind)
    found, unread = analyse(Candidate(f"a.{kind}", known, text.encode()), Wanted(documents=True))
    assert found is not None
    assert unread == ()
    return found


def findings(kind: str, text: str) -> tuple[Finding, ...]:
    return report(kind, text).findings


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_finds_what_its_page_shows(rule: Rule) -> None:
    assert rule.code in [one.code for one in findings(rule.example.kind, rule.example.before)]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_what_the_page_shows_instead_has_no_finding_at_all(rule: Rule) -> None:
    assert [one.code for one in findings(rule.example.kind, rule.example.after)] == []


def test_codes_are_words_and_each_stands_for_one_rule() -> None:
    codes = [rule.code for rule in RULES]
    assert len(set(codes)) == len(codes)
    assert all(code.replace("-", "").isalpha() and code.islower() for code in codes)
