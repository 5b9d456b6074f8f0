"""Into the block of metadata of one script (PEP 723)."""

from __future__ import annotations

import hashlib

from pipwise.model.decision import Decision, Situation
from pipwise.model.plan import EditFile, Plan
from pipwise.plan.asked import projects
from pipwise.plan.engines import Workbench

OPTION = "script-env"


def steps(situation: Situation, decision: Decision, workbench: Workbench) -> Plan:
    """One edit; none where the block lists it already. Raises ``UsageError`` where the block cannot be read."""
    from pipwise.intent.script_edit import with_requirements

    if workbench.script is None:
        return Plan(decision.chosen, "", False, (), ())
    path, content = workbench.script
    wanted = [one.text for one in situation.intent.requirements]
    return script_plan(path, content, with_requirements(content, wanted, path), projects(situation))


def script_plan(path: str, old: bytes, new: bytes, prove: tuple[str, ...], proof: str = "script") -> Plan:
    """The file with another content, byte for byte."""
    text = new.decode("utf-8", "surrogateescape")
    edit = (EditFile(path, text, hashlib.sha256(old).hexdigest()),) if new != old else ()
    return Plan(OPTION, "", False, edit, prove, proof, place=path)
