"""An application of its own: pipx or ``uv tool`` keep it apart and put its command on PATH."""

from __future__ import annotations

from pipwise.decide.rows import row
from pipwise.model.decision import Command, Situation

NAME = "app"
RISK = 1
SUMMARY = "install it as an application of its own (pipx, uv tool)"
_KINDS = "application|applications|own-command"
_PRODUCT = "product"
_KEPT = "machine|unknown|immutable|hosted-runner"
"""Where applications are kept apart; the images of hosted runners bring pipx for that."""
_FREE = "!active-works|asked-*|consumer-*"
ROWS = (
    row(
        "recommended",
        subject=_KINDS,
        who="user",
        call="typed|unknown",
        place="!project",
        asks="install",
        touches="python",
        elsewhere="helps",
        consumer="!ansible|os-program",
        environment=_FREE,
    ),
    row(
        "recommended",
        subject=_KINDS,
        who="root|root-by-sudo",
        packaged="!yes|installed",
        call="typed|unknown",
        asks="install",
        touches="python",
        elsewhere="helps",
        consumer="!ansible|os-program",
        environment=_FREE,
    ),
    row(
        "recommended",
        subject=_PRODUCT,
        call="typed|unknown",
        asks="install",
        touches="python",
        elsewhere="helps",
        consumer="!ansible|os-program",
        environment="!*-works|asked-*|consumer-*",
    ),
    # Of a document or a workflow that nobody runs as root, what the system has is no more at hand than it is for its readers.
    row(
        "recommended",
        subject=_KINDS,
        who="user",
        call="own-file",
        start=_KEPT,
        consumer="!ansible|os-program|service",
        asks="install",
        touches="python",
        elsewhere="helps",
    ),
    row(
        "recommended",
        subject=_KINDS,
        call="own-file",
        start=_KEPT,
        consumer="!ansible|os-program|service",
        packaged="!yes|installed",
        asks="install",
        touches="python",
        elsewhere="helps",
    ),
    row(
        "recommended",
        touches="own-environments",
        asks="install",
        outcome="!allowed",
        elsewhere="helps",
        call="!others-file|others-step",
        consumer="!ansible|os-program",
    ),
    row(
        "possible",
        subject="application|applications|own-command|product|both|unknown|tool",
        asks="install",
        touches="python",
    ),
    # Asked for by name it is tried: some of several may be applications, and a project may be one.
    row("discouraged", subject="several|project", asks="install", touches="python"),
)


def commands(situation: Situation) -> tuple[Command, ...]:
    """One command for each application, by the tool that is there; as steps where a workflow is asked about."""
    from pipwise.decide.isolated import install_application

    installs = install_application(situation)
    if situation.facts.call.standing != "workflow":
        return installs
    from pipwise.decide.recipe import steps_of

    return steps_of(situation, installs)
