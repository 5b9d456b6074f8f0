"""What a script's block says after it was edited."""

from __future__ import annotations

from pipwise.facts.distributions import normalise
from pipwise.intent.requirements import read_requirement
from pipwise.intent.script_edit import requirements_in
from pipwise.model.plan import Proof
from pipwise.system.look import Look


def prove_listed(look: Look, path: str, projects: tuple[str, ...]) -> tuple[Proof, ...]:
    """For each project the requirement that stands there; version '' where there is none."""
    listed = requirements_in(look.read(path), path) or ()
    named = {normalise(read_requirement(one).name): one for one in listed}
    return tuple(
        Proof(project, named.get(project, ""), 0, (), (), "not-tried", _said(path, named.get(project, "")))
        for project in projects
    )


def _said(path: str, text: str) -> str:
    return f"{path.rpartition('/')[2]} asks for {text}"
