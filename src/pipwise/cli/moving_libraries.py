"""Libraries that scripts, services or projects use: a file with exact versions and hashes, and an environment of it."""

from __future__ import annotations

from collections.abc import Sequence

from pipwise.audit.repairs.homes import Home
from pipwise.cli.preview_question import question_of
from pipwise.cli.session import decision_for, pip_words
from pipwise.cli.workshop import workbench
from pipwise.errors import CouldNotLook
from pipwise.facts.glance import stands
from pipwise.facts.pip_report import ask_pip
from pipwise.model.decision import Decision, Situation, Wishes
from pipwise.model.known import Known, Unknown
from pipwise.model.plan import MakeDirectory, RunTool, Step, WriteFile
from pipwise.model.preview import Incoming
from pipwise.model.value import NamedTuple
from pipwise.plan import Workbench
from pipwise.plan.engines import engine_of
from pipwise.system.look import Look

_FOR_ALL = "/opt/pipwise"
"""Root's: whoever runs as another account has to be able to read it."""


class Libraries(NamedTuple):
    """Steps, and the environment that they make."""

    first: tuple[Step, ...] = ()
    last: tuple[Step, ...] = ()
    root: str = ""


def libraries_of(look: Look, homes: Sequence[Home], keep: str) -> Libraries:
    """The steps. Raises ``CouldNotLook`` where no environment can be made here."""
    pins = tuple(dict.fromkeys(f"{one.project}=={one.version}" for one in homes))
    words = pip_words(look, ("install", "--ignore-installed", *pins), "")
    situation, decision = decision_for(look, words, Wishes(via="venv", env="libraries", offline=True))
    if decision.goal is None or not decision.goal.base or decision.chosen != "venv":
        raise CouldNotLook(f"no environment can be made for {', '.join(pins)}", hint="--keep them")
    folder = _FOR_ALL if look.uid == 0 else situation.directories.environments
    root = next(
        path
        for path in (f"{folder}/libraries{number}" for number in ("", *(f"-{n}" for n in range(2, 1000))))
        if not stands(look, path)
    )
    bench = workbench(look, situation.directories)
    file = f"{keep}-libraries.txt"
    goal = decision.goal._replace(root=root, engine="pip", sees_system=False)
    engine = engine_of(goal, situation, bench)
    installs = engine.install(goal, situation)
    argv = tuple(word for word in installs.argv if word not in (*pins, "--ignore-installed"))
    install = RunTool(
        (*argv, "-r", file), (root,), None, installs.variables, f"install {', '.join(pins)}", installs.heard
    )
    content = requirements(pins, _resolved(look, situation, decision, bench))
    steps = (MakeDirectory(folder), engine.make(goal, situation), install)
    return Libraries((WriteFile(file, content, 0o644),), steps, root)


def requirements(pins: tuple[str, ...], found: tuple[Incoming, ...] | Unknown) -> str:
    """Exact versions, and hashes where all of them are known: pip wants all or none (hash-checking mode)."""
    head = "# Libraries that were taken out of the operating system's Python, with what they need.\n"
    if isinstance(found, Unknown) or not all(one.digest for one in found):
        why = found.why if isinstance(found, Unknown) else "the index does not tell all of them"
        return f"{head}# Hashes are not known: {' '.join(why.split())}\n" + "".join(
            f"{one}\n" for one in pins
        )
    lines = (f"{one.name}=={one.version} --hash=sha256:{one.digest}\n" for one in found)
    return head + "".join(sorted(lines))


def _resolved(
    look: Look, situation: Situation, decision: Decision, bench: Workbench
) -> tuple[Incoming, ...] | Unknown:
    """What pip would take, wheels only, as its own report has it."""
    target = situation.facts.target
    if not isinstance(target, Known) or not bench.pip_wheel:
        return Unknown("no pip could be asked")
    asked = question_of(look, situation, target.value, user=False)
    base = decision.goal.base if decision.goal else ""
    return ask_pip(look, asked._replace(script=f"{bench.pip_wheel}/pip", python=base, flags=()))
