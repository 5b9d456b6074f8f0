"""In what kind of thing the failing call stands, in the words of ``--context``, with the file and the line of the log."""

from __future__ import annotations

from pipwise.logs.report import Failure, Stand
from pipwise.logs.stands import PIPED
from pipwise.model.call import Standing
from pipwise.model.known import Known, Source
from pipwise.model.value import NamedTuple

_BY_SURROUNDINGS: dict[str, Standing] = {
    "cloud-init": "cloud-init",
    "home-assistant-add-on": "start-up",
    "jupyter": "notebook",
    "systemd": "service",
}
_BY_CONTEXT: dict[str, Standing] = {
    "dockerfile": "dockerfile",
    "github-actions": "workflow",
    "gitlab": "workflow",
    "ci": "workflow",
    "ansible": "playbook",
    "notebook": "notebook",
    "service": "service",
    "script": "script",
    "terminal": "terminal",
}
_INSTALLERS = ("install", "setup", "bootstrap", "deploy", "get-pip", "deps")
_TYPED = ("prompt", "dockerfile", "ci-step", "ansible")


class Told(NamedTuple):
    """The kind of thing, the file as far as it is named, its line (0 where it is not known), and what told it."""

    word: Standing
    """terminal, dockerfile, workflow, action, script, installer, playbook, role, cloud-init, start-up, editor, service,
    notebook, or unknown."""
    file: str
    line: int
    source: Source


def standing_of(failure: Failure) -> Told:
    """Where the call stands, by everything that the log shows of it."""
    stand = failure.stand.value if isinstance(failure.stand, Known) else None
    if isinstance(failure.stand, Known):
        source = failure.stand.source
    else:
        source = (
            failure.context.source
            if isinstance(failure.context, Known)
            else Source("log", f"line {failure.first}")
        )
    file, line = (stand.path, stand.line or 0) if stand else ("", 0)
    return Told(_word(failure, stand), file, line, source)


def _word(failure: Failure, stand: Stand | None) -> Standing:
    finer = failure.surroundings.value if isinstance(failure.surroundings, Known) else ""
    context = failure.context.value if isinstance(failure.context, Known) else ""
    how = failure.call.value.how if isinstance(failure.call, Known) else ""
    if finer in _BY_SURROUNDINGS:
        return _BY_SURROUNDINGS[finer]
    if stand is not None and stand.kind == "ansible":
        return "role" if "/roles/" in stand.path or " : " in stand.title else "playbook"
    if stand is not None and stand.kind == "action":
        return "action"
    if stand is not None and stand.kind in ("script", "makefile", "python") and how not in _TYPED:
        name = stand.path.rpartition("/")[2].lower()
        own = stand.kind == "makefile" or not (
            stand.title == PIPED or any(word in name for word in _INSTALLERS)
        )
        return "script" if own else "installer"
    return _BY_CONTEXT.get(context, "unknown")
