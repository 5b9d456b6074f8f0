"""What one way out needs to know beyond its decision, asked only where that way is gone."""

from __future__ import annotations

from pipwise.decide.manager_words import add_words, manager_of
from pipwise.decide.script_words import why_not_in_a_script
from pipwise.errors import ChoiceNeeded, CouldNotLook, Refused, UsageError
from pipwise.facts.tools import find_usable
from pipwise.facts.trust import distrust
from pipwise.model.decision import Decision, Situation
from pipwise.model.known import Known, Unknown
from pipwise.model.managed import Managed
from pipwise.plan import Workbench
from pipwise.system.look import Look


def equip(look: Look, situation: Situation, decision: Decision, bench: Workbench) -> Workbench:
    """The workbench with what the chosen way stands on. Raises ``ChoiceNeeded`` where the way cannot do what is asked."""
    if decision.chosen == "script-env":
        return bench._replace(script=script_for(look, situation))
    if decision.chosen != "project-manager":
        return bench
    found = find_manager(look, situation)
    words = add_words(situation, found.manager, found.root)
    if words.problem:
        raise ChoiceNeeded(f"{found.manager} cannot do this as asked", words.problem, words.hint)
    return bench._replace(managed=found)


def script_for(look: Look, situation: Situation) -> tuple[str, bytes]:
    """The script that is meant, and what is in it. Raises ``UsageError`` or ``ChoiceNeeded``."""
    named, name = situation.wishes.script, "pipwise install --for FILE.py PACKAGE"
    if not named:
        raise ChoiceNeeded("it is not said which script it is for", hint=name)
    why = why_not_in_a_script(situation)
    if why:
        raise ChoiceNeeded("a script's block cannot hold this", why, name)
    return read_named(look, named)


def read_named(look: Look, named: str) -> tuple[str, bytes]:
    """The file that ``--for`` names, behind its links, and its content. Raises ``UsageError`` where it cannot be read."""
    from pipwise.facts.resolution import absolute

    path = look.realpath(absolute(named, look.cwd))
    try:
        return path, look.read(path)
    except FileNotFoundError as error:
        raise UsageError(f"--for {named}: there is no such file", hint="write the script first") from error
    except (OSError, ValueError) as error:
        raise UsageError(f"--for {named}: {getattr(error, 'strerror', '') or error}") from error


def find_manager(look: Look, situation: Situation) -> Managed:
    """The project's manager, ready to be run. Raises ``ChoiceNeeded`` where it is not installed."""
    from pipwise.facts.manager_places import look_at_manager

    manager, project = manager_of(situation), situation.facts.project
    root = project.value.root if isinstance(project, Known) and project.value else ""
    if not manager or not root:
        raise ChoiceNeeded(
            "no project manager looks after this directory", hint="pipwise why --explain pip install …"
        )
    program = find_usable(look, manager, look.environment, look.cwd)
    if program is None:
        why = f"nothing of that name is on PATH, and {root} is its project"
        hint = f"pipwise install {manager}, and then this again; or go past it with --via venv"
        raise ChoiceNeeded(f"{manager} is not installed", why, hint)
    if isinstance(program, Unknown):
        raise CouldNotLook(f"{manager} cannot be used", program.why)
    reason = distrust(look, f"{root}/{'Pipfile' if manager == 'pipenv' else 'pyproject.toml'}")
    if reason:
        raise Refused(reason, f"{manager} runs what the project says", "do it as the project's owner")
    found = look_at_manager(look, manager, program, root)
    if found.problem:
        raise Refused(found.problem, hint="set it to make one, or --via venv")
    return found
