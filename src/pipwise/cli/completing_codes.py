"""The values of options that are one command's alone: codes of rules and checks, formats, names of files."""

from __future__ import annotations

from collections.abc import Iterable

Candidate = tuple[str, str]
_LISTS = {
    "lint": ("select", "ignore"),
    "repair": ("only", "keep"),
}
_FILES = {"lint": ("stdin-filename", "baseline"), "audit": ("root",)}


def value_of_own(verb: str, option: str, typed: str) -> Iterable[Candidate] | None:
    """What can follow this option of this command; None where it has no value that is known here."""
    if option in _LISTS.get(verb, ()):
        before = typed[: typed.rfind(",") + 1]
        given = before.split(",")
        return [(f"{before}{code}", told) for code, told in _codes(verb) if code not in given]
    if option in _FILES.get(verb, ()):
        return [(":files", "")]
    if option == "format" and verb == "lint":
        from pipwise.cli.lint_words import FORMATS

        return [(one, "") for one in FORMATS]
    if option == "format" and verb == "audit":
        from pipwise.cli.audit_words import FORMATS as AUDITS

        return [(one, "") for one in AUDITS]
    return None


def _codes(verb: str) -> list[Candidate]:
    if verb == "lint":
        from pipwise.lint.rules import RULES

        return [(rule.code, rule.summary) for rule in RULES]
    from pipwise.audit.checks import CHECKS

    return [(check.CODE, check.SUMMARY) for check in CHECKS]
