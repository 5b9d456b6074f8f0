"""Find what pip and others have done to the operating system's Pythons, and what it endangers.

Nothing is changed and nothing of the machine is run; --root DIR looks at the root filesystem of an image or a container.
Files whose times say that nothing has happened to them since they were unpacked are not read; --thorough reads them all.
The exit code is 1 where something is damaged. --format is text, json, sarif or html (one file, with a picture of what
hides what).
"""

from __future__ import annotations

from pipwise.audit import Report, audit
from pipwise.cli.audit_words import Asked, read_asked
from pipwise.cli.words import Own
from pipwise.errors import COULD_NOT_LOOK, DONE, FINDINGS, UsageError
from pipwise.facts.glance import is_directory
from pipwise.system.look import Look


def run(own: Own, words: tuple[str, ...]) -> int:
    """Look and report; exit 0, 1 or 6."""
    asked = read_asked(words)
    # Of another tree nobody knows whose clock its times are.
    report = audit(_look(own, asked), thorough=asked.thorough or bool(asked.root))
    _show(report, asked.format or ("json" if own.json else "text"))
    if any(one.severity != "info" for one in report.damage):
        return FINDINGS
    return COULD_NOT_LOOK if report.survey.owned.problem else DONE


def _show(report: Report, form: str) -> None:
    if form in ("json", "sarif"):
        import json

        from pipwise.render.audit_json import audit_json
        from pipwise.render.audit_sarif import audit_sarif

        print(json.dumps((audit_json if form == "json" else audit_sarif)(report), indent=2))
        return
    from pipwise.cli.screen import show

    if form == "html":
        from pipwise.render.audit_html import audit_html

        print(audit_html(report), end="")
        return
    from pipwise.render.audit_text import audit_text

    show(audit_text(report))


def _look(own: Own, asked: Asked) -> Look:
    from pipwise.system.real import RealLook

    if not asked.root:
        if own.trace:
            from pipwise.cli.session import live_look

            return live_look(own)
        return RealLook()
    look = RealLook(root=asked.root)
    if not is_directory(RealLook(), asked.root) or not is_directory(look, "/"):
        raise UsageError(f"--root {asked.root}: there is no such directory")
    return look
