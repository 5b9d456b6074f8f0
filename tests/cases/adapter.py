"""A labelled case → the arguments and the partial facts of ``pipwise why``; version 2.

A case is somebody's report: ``failing_command``, ``platform``, ``context``, ``is_root``, ``packages`` and, where there is one, a
log. Its labels are not looked at. What the report does not state stays Unknown; the one thing that every case states is that the
command was refused or failed, and that is handed on as a log: the given one, or the one line that all of them have in common.
"""

from __future__ import annotations

import json
import re
from typing import Any, NamedTuple

from pipwise.catalog.platforms import Platform, find_platform
from pipwise.facts.platform import platform_facts
from pipwise.facts.schema import facts_to_json
from pipwise.intent import read_intent
from pipwise.model.facts import Facts
from pipwise.model.host import Project
from pipwise.model.intent import Intent
from pipwise.model.known import Known, Source, Unknown
from tests.cases.command import command_of
from tests.cases.platform import platform_of

VERSION = 2
REFUSAL = "error: externally-managed-environment\n"
_GIVEN = Source("given", "the case")
_CONTEXTS = (
    ("docker", "dockerfile"),
    ("github", "github-actions"),
    ("gitlab", "gitlab"),
    ("installer", "installer"),
    ("script", "installer"),
    ("makefile", "installer"),
    ("readme", "documentation"),
    ("ansible", "ansible"),
    ("cloud-init", "cloud-init"),
)
"""Words of a case's context; every other context is a kind of machine with somebody in front of it."""


class Asked(NamedTuple):
    """What pipwise is asked: ``pipwise why --json --facts FACTS --from-log LOG -- COMMAND``."""

    command: tuple[str, ...]
    facts: Facts
    log: str

    def document(self) -> str:
        """The facts as the JSON that ``--facts`` reads."""
        return json.dumps(facts_to_json(self.facts))


def adapt(case: dict[str, Any]) -> Asked:
    """The question that a case puts."""
    context = context_of(case)
    command = command_of(case["failing_command"], case["packages"])
    intent = read_intent(command)
    platform = platform_of(case["platform"], context)
    root = None if case["is_root"] == "unknown" else bool(case["is_root"])
    facts = platform_facts(
        platform or _unknown_platform(),
        root=False if intent.invocation.become else root,
        context=context,
        intent=intent,
    )
    if platform is None:
        facts = facts._replace(host=facts.host._replace(os=Unknown("the case does not say which system")))
    facts = facts._replace(project=_project(case, facts, intent))
    return Asked(command, _container(facts, case), case.get("log") or REFUSAL)


def context_of(case: dict[str, Any]) -> str:
    """The word of ``--context``: by the case's own context, and by what its command and platform say of it."""
    command, platform = case["failing_command"].strip(), case["platform"].lower()
    said = case["context"].lower()
    context = next((word for part, word in _CONTEXTS if part in said), "terminal")
    if case["context"].startswith("ci-") and re.search(r"\bkaniko\b|\bdocker(file)?\b|\bfrom \w", platform):
        return "dockerfile"
    if command.startswith("uses:"):
        return "action"
    if "cloud-init" in platform or re.match(r"cc_\w+ |cloud-init\b|user-data\b|runcmd\b", command):
        return "cloud-init"
    if case["context"].startswith("ci-") and context == "terminal":
        return "ci"
    return context


def _unknown_platform() -> Platform:
    """For systems that no row tells of: what it predicts is not used, since the case states the refusal."""
    platform = find_platform("debian")
    assert platform is not None
    return platform


def _project(case: dict[str, Any], facts: Facts, intent: Intent) -> Any:
    """What the checkout is of, where one package is named and the command installs files of it."""
    files = intent.requirement_files or any(one.kind == "path" for one in intent.requirements)
    if files and len(case["packages"]) == 1:
        return Known(Project("/checkout", "/checkout", (), name=case["packages"][0]), _GIVEN)
    return facts.project


def _container(facts: Facts, case: dict[str, Any]) -> Facts:
    if isinstance(facts.host.container, Unknown) and "container" in case["platform"].lower():
        return facts._replace(host=facts.host._replace(container=Known("docker", _GIVEN)))
    return facts
