"""From words to a decision: intent → facts → outcome → candidates → decision, in that order, for every command that decides."""

from __future__ import annotations

from pipwise.cli import looking
from pipwise.cli.applications import with_applications
from pipwise.cli.forecast import forecast
from pipwise.cli.naming import index_of, with_names
from pipwise.config import read_policy
from pipwise.decide import decide
from pipwise.errors import UsageError
from pipwise.facts.candidates import look_at_candidates
from pipwise.facts.probe import probe
from pipwise.facts.resolution import absolute, find_program, resolve
from pipwise.facts.tools import find_tool
from pipwise.facts.venv import venv_at
from pipwise.intent import read_intent
from pipwise.model.call import Call
from pipwise.model.decision import Decision, Directories, Situation, Wishes
from pipwise.model.facts import Facts, Tool
from pipwise.model.known import Known, Source
from pipwise.system.look import Look

live_look = looking.live_look


def directories_for(facts: Facts, environments: str = "") -> Directories:
    """Where environments, journal and cache go. In a proven image build nothing of the kind is kept."""
    from pipwise.system.places import cache_directory, data_directory, state_directory

    building = isinstance(facts.host.disposable, Known) and facts.host.disposable.value.kind == "image-build"
    if not facts.asker.home:
        return Directories("", "" if building else state_directory() if facts.asker.uid == 0 else "", "")
    return Directories(
        environments or f"{data_directory()}/envs",
        "" if building else state_directory(),
        cache_directory(),
        data_directory(),
    )


def pip_words(look: Look, arguments: tuple[str, ...], python: str) -> tuple[str, ...]:
    """The command that the caller would have typed without pipwise: the first pip on PATH, else python3's module."""
    environment, cwd = look.environment, look.cwd
    if python:
        return (_python(look, python), "-m", "pip", *arguments)
    for program in ("pip", "pip3"):
        if find_program(look, program, environment, cwd):
            return (program, *arguments)
    for program in ("python3", "python"):
        if find_program(look, program, environment, cwd):
            return (program, "-m", "pip", *arguments)
    return ("pip", *arguments)


def _python(look: Look, named: str) -> str:
    """``--python X``: an interpreter, a version, or the root of a virtual environment, as pip has it."""
    path = absolute(named, look.cwd)
    if venv_at(look, path):
        return f"{path}/bin/python"
    for program in (named, f"python{named}"):
        found = find_program(look, program, look.environment, look.cwd)
        if found:
            return found
    raise UsageError(
        f"--python {named}: there is no such Python", "it is neither an interpreter nor a virtual environment"
    )


def situation_of(look: Look, words: tuple[str, ...], wishes: Wishes, context: str = "") -> Situation:
    """Look at everything that the decision about these words stands on; ``context`` is a word of ``--context``."""
    intent = read_intent(words)
    facts = probe(look, intent)
    facts = facts._replace(call=_call(look, facts, context, wishes.script))
    tool = _uv(look) if intent.purpose == "install" else None
    facts = facts._replace(tools=(*facts.tools, tool) if tool and not facts.tools else facts.tools)
    facts, outcome = forecast(facts, intent, look)
    wishes = wishes._replace(policy=read_policy(look, facts))
    directories = directories_for(facts, wishes.policy.environments)
    seen = look_at_candidates(look, facts, intent, wishes, directories)
    base = "" if isinstance(facts.target, Known) else fallback_python(look)
    situation = Situation(facts, intent, outcome, wishes, directories, seen, base)
    if intent.purpose == "uninstall":
        return _with_lives(situation, look)
    situation = with_names(situation, None, index_of(look, offline=wishes.offline))
    if intent.purpose == "install" and _importer_may_matter(situation, look):
        from pipwise.cli.importers import with_importer

        situation = with_importer(situation, look)
    return with_applications(_with_pipx(with_names(situation, look), look), look)


def _uv(look: Look) -> Tool | None:
    """On PATH, or among pipwise's own extras."""
    found = find_tool(look, "uv", look.environment, look.cwd)
    if found is not None:
        return found
    from pipwise.cli.extras import extra_uv

    return extra_uv(look)


def _importer_may_matter(situation: Situation, look: Look) -> bool:
    """Where nothing was said, and neither the place nor the names nor a notebook points anywhere, nobody is looked for."""
    facts = situation.facts
    if isinstance(facts.call.consumer, Known):
        return True
    if facts.call.standing not in ("unknown", "terminal"):
        return False
    plug_in = any(one.kind.kind == "plug-in" and one.kind.host_is == "application" for one in facts.names)
    place = facts.place.value.kind if isinstance(facts.place, Known) else ""
    return plug_in or place in ("project", "plain") or "JPY_PARENT_PID" in look.environment


def _call(look: Look, facts: Facts, context: str, script: str) -> Call:
    """What is typed at a terminal was typed; anything else has to be said, by a word or by the file that imports it."""
    if script:
        return Call("script", Source("given", "--for"), script)
    if "/" in context or "." in context:
        from pipwise.facts.importer import call_of_file

        return call_of_file(look, context, dict(facts.environment))
    if context:
        from pipwise.facts.platform import call_in

        return call_in(context)
    return (
        Call("terminal", Source("live", "standard input is a terminal")) if facts.asker.terminal else Call()
    )


def _with_lives(situation: Situation, look: Look) -> Situation:
    """Where it is installed; names that stand in requirements files count as well."""
    from pipwise.cli.forecast import seen
    from pipwise.facts.target import target_of
    from pipwise.facts.whereabouts import find_lives

    _, intent = seen(look, target_of(situation.facts, situation.intent), situation.intent)
    situation = situation._replace(intent=intent)
    return situation._replace(lives=find_lives(look, situation))


def _with_pipx(situation: Situation, look: Look) -> Situation:
    """pipx is looked for where an application or a plug-in is asked for: nothing else wants it."""
    facts = situation.facts
    kinds = {named.kind.kind for named in facts.names}
    if not kinds & {"application", "plug-in", "both"} or any(tool.name == "pipx" for tool in facts.tools):
        return situation
    tool = find_tool(look, "pipx", look.environment, look.cwd)
    return situation._replace(facts=facts._replace(tools=(tool, *facts.tools))) if tool else situation


def fallback_python(look: Look) -> str:
    """The Python that ``python3`` means here, behind a version manager's shim if there is one; '' where there is none."""
    return resolve(look, "python3", look.environment, look.cwd).interpreter or ""


def decision_for(
    look: Look,
    words: tuple[str, ...],
    wishes: Wishes,
    context: str = "",
    *,
    all_commands: bool = True,
) -> tuple[Situation, Decision]:
    """The situation and what is decided in it."""
    situation = situation_of(look, words, wishes, context)
    return situation, decide(situation, all_commands=all_commands)
