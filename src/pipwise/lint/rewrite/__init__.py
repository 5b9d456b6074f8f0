"""Repairs in the words of each kind of file: the engine's way out as edits of bytes, and nothing else is touched."""

from __future__ import annotations

from pipwise.lint.report import Analysis
from pipwise.lint.rewrite.place import Rewriter
from pipwise.lint.rewrite.plain import FIRST, PLAIN
from pipwise.model.finding import Finding

CODES = ("install-refused", "ansible-pip")
"""Rules whose findings a rewriter answers; every other rule brings its own fix."""
_WITH_OVERRIDES = {"ansible": (*CODES, "override"), "shell": (*CODES, "override")}
"""The same where a machine stays, and an override is worth a repair."""


def with_fixes(analysis: Analysis, findings: list[Finding]) -> list[Finding]:
    """The findings with the repair that mends each of them, where there is one."""
    codes = {one.code for one in findings if one.fix is None}
    found = {code: dict(PLAIN[code](analysis)) for code in sorted(codes & PLAIN.keys())}
    rewriter = _rewriter_of(analysis.kind.name)
    answered = _WITH_OVERRIDES.get(analysis.kind.name, CODES)
    if rewriter is not None and codes & {*answered} and not any(found.get(code) for code in FIRST):
        fixes = dict(rewriter(analysis))
        for code in answered:
            found[code] = fixes
    return [
        one._replace(fix=found[one.code].get(one.span.start)) if one.code in found and not one.fix else one
        for one in findings
    ]


def _rewriter_of(kind: str) -> Rewriter | None:
    """Who repairs files of a kind, imported for the first of them."""
    match kind:
        case "dockerfile":
            from pipwise.lint.rewrite.dockerfile import fixes as of_dockerfiles

            return of_dockerfiles
        case "github-actions":
            from pipwise.lint.rewrite.steps import github

            return github
        case "gitlab-ci" | "circleci" | "ci" | "provisioner":
            from pipwise.lint.rewrite.steps import one_shell

            return one_shell
        case "shell":
            from pipwise.lint.rewrite.script import fixes as of_scripts

            return of_scripts
        case "ansible":
            from pipwise.lint.rewrite.tasks import fixes as of_tasks

            return of_tasks
        case _:
            return None
