"""``install`` for people: the decision in a few lines, the proof, how to run with it and how to undo it."""

from __future__ import annotations

from pipwise.decide.reasons import quoted
from pipwise.model.decision import Decision, Situation
from pipwise.model.plan import (
    ChangePackages,
    Divert,
    EditFile,
    MakeDirectory,
    Move,
    Plan,
    Proof,
    Remove,
    RemoveFiles,
    RunTool,
    Step,
    WriteFile,
)
from pipwise.predict.codes import OUTCOME_CODES
from pipwise.render.done import BEFORE, DONE
from pipwise.render.kept_text import before_keeping

_NO_UNDO = "none, pipwise only passes this command on"


def before_lines(situation: Situation, decision: Decision) -> list[str]:
    """Why pip would not do, and where it goes instead: three lines at the most."""
    texts = {answered.question: answered.text for answered in decision.flow}
    words = " ".join(quoted(word) for word in situation.intent.invocation.words)
    outcome = situation.outcome
    lines: list[str] = []
    if decision.chosen == "script-env":
        return BEFORE[decision.chosen](situation, decision, "pipwise")
    if outcome.verdict == "refused":
        lines.append(f"{words}: pip refuses, since {texts['owner']}")
    elif outcome.verdict == "risky":
        lines.append(f"{words}: pip would go on, although {texts['owner']}")
    elif outcome.verdict == "fails":
        missing = outcome.code in ("no-module", "not-found")
        said = "there is no pip here" if missing else OUTCOME_CODES.get(outcome.code, outcome.code)
        lines.append(f"{words}: {said}, and {texts['owner']}")
    if decision.is_split:
        from pipwise.render.shares_text import brief_lines

        return [*lines, *brief_lines(decision)]
    if decision.goal is not None:
        what = {"venv": "a new virtual environment", "existing-venv": "the virtual environment"}.get(
            decision.chosen, ""
        )
        if decision.chosen == "already-satisfied":
            lines.append(f"{texts['satisfied']}: nothing to do")
        else:
            lines += _passed_over(situation, decision.goal.root)
            lines.append(f"it goes into {what}: {decision.goal.root} ({texts['place']})")
    elif decision.chosen in ("app", "inject"):
        lines += before_keeping(situation, decision)
    elif decision.chosen == "own-python":
        lines.append(f"it runs as asked: {texts['owner']}")
    elif decision.chosen in BEFORE:
        lines += BEFORE[decision.chosen](situation, decision, "pipwise")
    if situation.preview is not None:
        from pipwise.render.preview_text import preview_lines

        lines += preview_lines(situation.preview)
    return lines


def _passed_over(situation: Situation, root: str) -> list[str]:
    """Environments that come first in the order of targets, and why they are not used."""
    lines = []
    for seen in situation.seen:
        if seen.root == root:
            break
        if seen.why:
            lines.append(f"{seen.root} is passed over: {seen.why}")
    return lines


def plan_lines(decision: Decision, plan: Plan) -> list[str]:
    """Every step with its inverse, in order."""
    if not plan.steps and decision.is_split:
        from pipwise.render.shares_text import share_lines

        return share_lines(decision)
    if not plan.steps and plan.option == "os-package":
        from pipwise.render.why_text import command_lines

        chosen = [one for one in decision.options if one.option == plan.option]
        commands = [line for one in chosen for line in command_lines(one, "  ")]
        return ["plan: pipwise does not work this package manager; the command is:", *commands]
    if not plan.steps:
        return [
            "plan: nothing to do"
            if decision.chosen == "already-satisfied"
            else f"plan: {decision.chosen} has no steps yet"
        ]
    lines = ["plan:"]
    for number, step in enumerate(plan.steps, 1):
        lines.append(f"  {number}. {step_text(step)}")
    lines.append(f"  undo: {_undo_text(plan)}")
    if decision.ask:
        lines.append(f"  asks first: {decision.ask}")
    return lines


def _undo_text(plan: Plan) -> str:
    packages = any(isinstance(step, ChangePackages) for step in plan.steps)
    undo = "remove the environment" if plan.fresh else "put the environment back as it was"
    if not plan.root:
        undo = "" if packages else "take back each step, the last one first"
    if plan.proof not in ("environment", "os-packages"):
        undo = "put everything back as it was"
    if packages:
        gone = "remove the packages that came new, unless something needs them by then"
        return " and ".join(filter(None, (undo, gone)))
    undoes = plan.root or plan.place or any(getattr(step, "changes", True) for step in plan.steps)
    return undo if undoes else _NO_UNDO


def step_text(step: Step) -> str:
    """One step as a line."""
    match step:
        case MakeDirectory(path=path):
            return f"make the directory {path}, if it is missing"
        case WriteFile(path=path):
            return f"write {path}"
        case EditFile(path=path):
            return f"edit {path}"
        case Move(path=path, to=to):
            return f"rename {path} to {to}"
        case Remove(path=path):
            return f"set {path} aside"
        case RemoveFiles(paths=paths, purpose=purpose):
            return f"{purpose}: {len(paths)} files, such as {paths[0]}"
        case RunTool(argv=argv, purpose=purpose):
            return f"{purpose}: {' '.join(quoted(word) for word in argv)}"
        case Divert(path=path, to=to, back=back, become=become):
            by = f", by {become[0]}" if become else ""
            return f"have dpkg keep {path} {'in its own place again' if back else f'in {to}'}{by}"
        case ChangePackages():
            from pipwise.render.packages_text import step_lines

            return step_lines(step)


def choice_lines(decision: Decision, name: str, situation: Situation) -> list[str]:
    """The ways that there are, each with the commands that can be pasted for it."""
    from pipwise.decide.arguments import for_environment
    from pipwise.decide.options import OPTIONS
    from pipwise.render.shares_text import share_lines
    from pipwise.render.why_text import command_lines

    arguments = " ".join(quoted(word) for word in for_environment(situation.intent)[1:])
    if decision.is_split:
        way = decision.chosen if decision.chosen in ("venv", "existing-venv") else "venv"
        return [
            *share_lines(decision),
            "All of it into one environment:",
            f"  {name} install --via {way} {arguments}",
        ]
    summaries = {option.name: option.summary for option in OPTIONS}
    lines = ["the ways from here:"]
    for option in decision.options:
        if option.verdict not in ("recommended", "possible"):
            continue
        lines.append(f"  {option.option} ({option.verdict}): {summaries[option.option]}")
        if option.option in ("venv", "existing-venv"):
            via = "" if option.option == decision.chosen else f"--via {option.option} "
            lines.append(f"      {name} install {via}--yes {arguments}")
            lines.append(
                f"      {name} install --env NAME {arguments}    (a personal environment of that name)"
            )
        elif option.option in ("app", "inject"):
            plain = option.option == decision.chosen and not situation.wishes.via
            via = "" if plain else f"--via {option.option} "
            lines.append(f"      {name} install {via}--yes {arguments}")
        else:
            lines += command_lines(option, "      ")
    return lines


def proof_lines(proofs: tuple[Proof, ...]) -> list[str]:
    """What was proved, a line for each project that was asked for."""
    lines = []
    for proof in proofs:
        if not proof.version:
            lines.append(f"NOT proved: {proof.project}: {proof.detail or 'it is not there'}")
            continue
        if proof.imported == "not-tried" and proof.detail:
            lines.append(f"proved: {proof.project}: {proof.detail}")
            continue
        said = f"proved: {proof.project} {proof.version} is there"
        if proof.package:
            said = f"proved: {proof.project} is there, by {proof.package}"
        if proof.files:
            said += f", {proof.files} files as its RECORD has them"
        if proof.missing:
            said = f"NOT proved: {proof.project} {proof.version}: {len(proof.missing)} files of its RECORD are missing"
        lines.append(said + _import_text(proof) + _start_text(proof))
        if proof.found:
            lines.append(f"NOTE: on PATH, {proof.command} is {proof.found}, which is not this one")
    return lines


def _start_text(proof: Proof) -> str:
    match proof.ran:
        case "yes":
            return (
                f", {proof.command} --version says {proof.said}"
                if proof.said
                else f", {proof.command} starts"
            )
        case "no":
            return f"; NOT proved: {proof.command} does not start: {proof.said}"
        case "timeout":
            return f"; {proof.command} --version takes longer than was waited for"
        case _:
            return f"; {proof.command} was not started: {proof.said}" if proof.said else ""


def _import_text(proof: Proof) -> str:
    if not proof.modules:
        return ""
    name = proof.modules[0]
    match proof.imported:
        case "yes":
            return f", import {name} works"
        case "no":
            return f"; import {name}: {proof.detail} (some modules do that, away from their hardware)"
        case "timeout":
            return f"; import {name} takes longer than was waited for"
        case _:
            return ""


def done_lines(situation: Situation, decision: Decision, name: str, number: int) -> list[str]:
    """How to run with it, and how to take it back."""
    goal = decision.goal
    lines = []
    if goal is not None:
        env = f" --env {situation.wishes.env}" if situation.wishes.env else ""
        lines.append(f"run with it:  {name} run{env} FILE.py")
        lines.append(f"or activate:  {activation(goal.root, situation.facts.asker.shell)}")
        if decision.chosen == "venv":
            lines.append(f"in an editor: choose the interpreter  {goal.root}/bin/python")
            lines += _kernel(goal.root, name, env)
    if goal is not None and goal.role == "image":
        lines.append(f'in the image:  ENV PATH="{goal.root}/bin:$PATH"')
    if decision.chosen in DONE:
        lines += DONE[decision.chosen](situation, decision, name)
    elif number and goal is None:
        lines.append("undo:         there is none: the command was only passed on")
        return lines
    if number:
        lines.append(f"undo:         {name} undo {number}")
    return lines


def _kernel(root: str, name: str, env: str) -> list[str]:
    title = root.split("/")[-2] if root.endswith("/.venv") else root.rpartition("/")[2]
    return [
        f"for Jupyter:  {name} install{env} ipykernel",
        f"              {name} run{env} python -m ipykernel install --user --name {quoted(title)}",
    ]


def activation(root: str, shell: str) -> str:
    """The line that activates an environment in the shell in use."""
    match shell:
        case "fish":
            return f"source {quoted(root)}/bin/activate.fish"
        case "csh" | "tcsh":
            return f"source {quoted(root)}/bin/activate.csh"
        case "nu":
            return f"overlay use {quoted(root)}/bin/activate.nu"
        case "pwsh":
            return f"{quoted(root)}/bin/activate.ps1"
        case _:
            return f". {quoted(root + '/bin/activate')}"
