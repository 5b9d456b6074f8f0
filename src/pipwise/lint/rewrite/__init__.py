"""Repairs in the words of each kind of file: the engine's way out as edits of bytes, and nothing else is touched."""

from __future__ import annotations

from pipwise.lint.report import Analysis
from pipwise.lint.rewrite import dockerfile, script, steps, tasks
from pipwise.lint.rewrite.place import Rewriter
from pipwise.lint.rewrite.plain import FIRST, PLAIN
from pipwise.model.finding import Finding

REWRITERS: dict[str, Rewriter] = {
    "dockerfile": dockerfile.fixes,
    "github-actions": steps.github,
    "gitlab-ci": steps.one_shell,
    "circleci": steps.one_shell,
    "ci": steps.one_shell,
    "shell": script.fixes,
    "provisioner": steps.one_shell,
    "ansible": tasks.fixes,
}
CODES = ("install-refused", "ansible-pip")
"""Rules whose findings a rewriter answers; every other rule brings its own fix."""
_WITH_OVERRIDES = {"ansible": (*CODES, "override"), "shell": (*CODES, "override")}
"""The same where a machine stays, and an override is worth a repair."""


def with_fixes(analysis: Analysis, findings: list[Finding]) -> list[Finding]:
    """The findings with the repair that mends each of them, where there is one."""
    codes = {one.code for one in findings if one.fix is None}
    found = {code: dict(PLAIN[code](analysis)) for code in sorted(codes & PLAIN.keys())}
    rewriter = REWRITERS.get(analysis.kind.name)
    answered = _WITH_OVERRIDES.get(analysis.kind.name, CODES)
    if rewriter is not None and codes & {*answered} and not any(found.get(code) for code in FIRST):
        fixes = dict(rewriter(analysis))
        for code in answered:
            found[code] = fixes
    return [
        one._replace(fix=found[one.code].get(one.span.start)) if one.code in found and not one.fix else one
        for one in findings
    ]
