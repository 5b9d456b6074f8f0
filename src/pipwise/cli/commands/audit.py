"""Find what pip and others have done to the operating system's Pythons, and what it endangers.

Nothing is changed and nothing of the machine is run; --root DIR looks at the root filesystem of an image or a container.
The exit code is 1 where something is damaged.
"""

from __future__ import annotations

from pipwise.audit import audit
from pipwise.cli.words import Own
from pipwise.errors import COULD_NOT_LOOK, DONE, FINDINGS, UsageError
from pipwise.facts.glance import is_directory
from pipwise.system.look import Look


def run(own: Own, words: tuple[str, ...]) -> int:
    """Look and report; exit 0, 1 or 6."""
    report = audit(_look(own, words))
    if own.json:
        import json

        from pipwise.render.audit_json import audit_json

        print(json.dumps(audit_json(report), indent=2))
    else:
        from pipwise.cli.screen import show
        from pipwise.render.audit_text import audit_text

        show(audit_text(report))
    if any(one.severity != "info" for one in report.damage):
        return FINDINGS
    return COULD_NOT_LOOK if report.survey.owned.problem else DONE


def _look(own: Own, words: tuple[str, ...]) -> Look:
    from pipwise.cli.session import live_look
    from pipwise.system.real import RealLook

    match words:
        case ():
            return live_look(own)
        case ("--root", root):
            pass
        case (word,) if word.startswith("--root="):
            root = word.removeprefix("--root=")
        case _:
            raise UsageError(f"audit takes no {' '.join(words)!r}", hint="pipwise audit --root DIR")
    look = RealLook(root=root)
    if not is_directory(RealLook(), root) or not is_directory(look, "/"):
        raise UsageError(f"--root {root}: there is no such directory")
    return look
