"""Explain what an installer would do here, and where the request belongs.

COMMAND is any command line of pip, uv or pipx, with its wrappers (sudo, env, python -m …); bare requirements are taken
as `pip install` of them. Nothing is changed. Where it matters whether a project that
no table knows is an application, the index is asked for some kilobytes of its wheel; `--offline` leaves that out.
"""

from __future__ import annotations

from pipwise.cli.called import own_name
from pipwise.cli.log_words import log_named
from pipwise.cli.screen import page
from pipwise.cli.session import decision_for, live_look
from pipwise.cli.words import Own
from pipwise.errors import COULD_NOT_LOOK, DONE, UsageError
from pipwise.intent.command_line import WRAPPERS
from pipwise.model.decision import Decision, Situation, Wishes
from pipwise.model.value import TYPE_CHECKING
from pipwise.system.places import search_path

if TYPE_CHECKING:
    from pipwise.logs import Report

_TOOLS = ("pip", "uv", "uvx", "pipx", "python", "pypy", *WRAPPERS)


def run(own: Own, words: tuple[str, ...]) -> int:
    """Explain; exit 0, or 6 where the outcome is Unknown."""
    log, own, words = log_named(own, words)
    if log:
        from pipwise.cli.from_log import explain_log

        return explain_log(own, log, words, show_log)
    if not words:
        raise UsageError("there is nothing to explain", hint="pipwise why pip install requests")
    command = words if _is_command(words) else ("pip", "install", *words)
    wishes = Wishes(own.via, own.env, "", own.yes, offline=own.offline)
    if own.facts or own.on or own.as_:
        if own.blast_radius:
            raise UsageError("--blast-radius looks at this machine", "a description does not hold its files")
        from pipwise.cli.recorded import recorded_decision

        situation, decision = recorded_decision(own, command, wishes)
    else:
        shown = own.json or own.explain
        situation, decision = decision_for(live_look(own), command, wishes, own.context, all_commands=shown)
        if own.blast_radius:
            from pipwise.cli.previewing import preview_of

            situation = situation._replace(preview=preview_of(live_look(own), situation))
    show(own, situation, decision)
    return COULD_NOT_LOOK if situation.outcome.verdict == "unknown" else DONE


def show(own: Own, situation: Situation, decision: Decision) -> None:
    """Write the explanation as text or JSON."""
    if own.json:
        import json

        from pipwise.render.why_json import why_json

        print(json.dumps(why_json(situation, decision), indent=2))
        return
    from pipwise.render.why_text import why_text

    name = own_name(search_path())
    print(page(why_text(situation, decision, explain=own.explain, name=name)))


def show_log(own: Own, situation: Situation, decision: Decision, report: Report) -> None:
    """Write what a log shows, and the explanation."""
    from pipwise.render.log_json import log_json
    from pipwise.render.log_text import log_text

    if own.json:
        import json

        print(json.dumps(log_json(situation, decision, report), indent=2))
        return
    print(page(log_text(report)))
    if report.failures:
        print()
        show(own, situation, decision)


def _is_command(words: tuple[str, ...]) -> bool:
    first = words[0].rpartition("/")[2].rstrip("0123456789.")
    assignment = (
        "=" in words[0]
        and words[0].partition("=")[0].isidentifier()
        and not words[0].partition("=")[2].startswith("=")
    )
    return (
        first in _TOOLS
        or "/" in words[0]
        or assignment
        or (len(words) > 1 and words[1] in ("install", "uninstall"))
    )
