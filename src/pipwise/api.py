"""For other programs: what an installer would do, where the packages belong, and what is wrong in a file.

Nothing is printed and nothing is changed. Without ``on``, it is about this machine. Errors are those of ``pipwise.errors``. What
is here keeps its names and meanings; every other module of pipwise's may change with any release.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipwise.model.decision import Decision
from pipwise.model.finding import Finding
from pipwise.model.outcome import Outcome

__all__ = ["Decision", "Finding", "Outcome", "decide", "lint", "predict"]


def predict(command: Sequence[str], *, on: str = "", user: str = "user", index: bool = False) -> Outcome:
    """What the tool will do with that command line: ``verdict`` is allowed, refused, risky, fails or unknown.

    ``on`` is a platform as ``pipwise why --on`` takes it (``debian:13``), ``user`` is ``root`` or ``user`` there. ``index``
    permits to ask the index that pip is configured to use. Raises ``UsageError`` for a platform that is not known.
    """
    return _decided(command, on, user, index)[0]


def decide(command: Sequence[str], *, on: str = "", user: str = "user", index: bool = False) -> Decision:
    """Where it belongs instead: the chosen way out, every other one, and the reasons of each. Takes what ``predict`` takes."""
    return _decided(command, on, user, index)[1]


def lint(content: bytes, name: str, *, on: str = "") -> tuple[Finding, ...]:
    """What is wrong in a file of that name: a Dockerfile, a workflow, a script.

    Raises ``UsageError`` for a name that says nothing, ``CouldNotLook`` where nothing of the content can be read.
    """
    from pipwise.errors import CouldNotLook, UsageError
    from pipwise.lint.analyse import Wanted, analyse
    from pipwise.lint.discover import Candidate
    from pipwise.lint.kinds import kind_of

    kind = kind_of(name, content[:80])
    if kind is None:
        raise UsageError(f"{name}: files of that name are not looked into")
    report, unread = analyse(Candidate(name, kind, content), Wanted(on=_platform(on), documents=True))
    if report is None:
        raise CouldNotLook(f"{name} cannot be read", "; ".join(one.why for one in unread))
    return report.findings


def _platform(on: str) -> str:
    if not on:
        return ""
    from pipwise.cli.recorded import platform_named

    return platform_named(on).asked


def _decided(command: Sequence[str], on: str, user: str, index: bool) -> tuple[Outcome, Decision]:
    from pipwise.model.decision import Wishes

    wishes = Wishes(offline=not index)
    if on:
        from pipwise.cli.recorded import recorded_decision
        from pipwise.cli.words import Own

        situation, decision = recorded_decision(Own(on=on, as_=user), tuple(command), wishes)
    else:
        from pipwise.cli.session import decision_for
        from pipwise.system.real import RealLook

        situation, decision = decision_for(RealLook(), tuple(command), wishes)
    return situation.outcome, decision
