"""Past the refusal, by the very installer that was asked for, with everything that it touches kept for undo."""

from __future__ import annotations

from pipwise.decide.overriding import overridden
from pipwise.model.decision import Decision, Situation
from pipwise.model.known import Known, Unknown
from pipwise.model.plan import MakeDirectory, Plan, RunTool, Step
from pipwise.model.preview import Preview
from pipwise.plan.asked import projects
from pipwise.plan.engines import Workbench


def steps(situation: Situation, decision: Decision, workbench: Workbench) -> Plan:
    """One call of the installer. Without a preview there are no steps: what cannot be foreseen cannot be taken back."""
    preview = situation.preview
    if not isinstance(preview, Preview):
        return Plan(decision.chosen, "", False, (), ())
    program = situation.intent.invocation.program
    found = _program(situation)
    words = overridden(situation)
    at = words.index(program)
    argv = (*words[:at], found, *words[at + 1 :])
    return into_site(situation, decision.chosen, preview, argv)


def into_site(situation: Situation, option: str, preview: Preview, argv: tuple[str, ...]) -> Plan:
    """A command that installs into the site directory that was looked at."""
    tool = RunTool(argv, preview.places, None, (), "install")
    base = preview.directory.rpartition("/lib/")[0]
    made: tuple[Step, ...] = (MakeDirectory(base),) if preview.user and base else ()
    target = situation.facts.target
    python = target.value.interpreter.executable if isinstance(target, Known) else ""
    sites = dict.fromkeys(one.directory for one in preview.arrivals)
    proof = "user-site" if preview.user else "site"
    # What was there already needs no proof of having been installed.
    wanted = projects(situation) if sites else ()
    places = tuple(sites) or (preview.directory,)
    return Plan(option, "", False, (*made, tool), wanted, proof, python=python, sites=places)


def _program(situation: Situation) -> str:
    resolution = situation.facts.resolution
    if not isinstance(resolution, Unknown) and resolution.value.path:
        return resolution.value.path
    return situation.intent.invocation.program
