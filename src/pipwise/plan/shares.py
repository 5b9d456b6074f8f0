"""A request with a mixed answer, taken apart: each way out gets the requirements that are assigned to it."""

from __future__ import annotations

from pipwise.decide.goal import goal_of
from pipwise.decide.narrowed import narrowed
from pipwise.decide.sharing import parts_of
from pipwise.model.decision import Decision, Situation

ENVIRONMENTS = ("venv", "existing-venv")


def shares(decision: Decision) -> dict[str, tuple[str, ...]]:
    """Requirement texts by way out, the OS packages first: what they bring need not be installed beside them."""
    found = parts_of(decision.assignments)
    first = {option: found[option] for option in ("os-package",) if option in found}
    return {**first, **found} or {decision.chosen: ()}


# Options that change nothing about what is installed, or that only meant another Python.
_IDLE = (
    *(
        "quiet",
        "verbose",
        "no_input",
        "override_externally_managed",
        "use_user_site",
        "dry_run",
        "requirements",
    ),
    *("json_report_file", "disable_pip_version_check", "no_color", "progress_bar", "root_user_action"),
)


def left_out(situation: Situation) -> list[str]:
    """What of a request means nothing to a package manager, as lines for people."""
    intent = situation.intent
    options = [f"--{name.replace('_', '-')}" for name, _ in intent.arguments.options if name not in _IDLE]
    extras = [f"{one.name}[{','.join(one.extras)}]" for one in intent.requirements if one.extras]
    lines = [f"left out, since it is pip's own: {', '.join(options)}"] if options else []
    if extras:
        lines.append(f"extras are packages of their own, and not looked for: {', '.join(extras)}")
    return lines


def share_of(
    situation: Situation, decision: Decision, option: str, texts: tuple[str, ...]
) -> tuple[Situation, Decision]:
    """The situation and the decision of one share, as if nothing else had been asked for.

    A new environment beside OS packages is made with ``--system-site-packages``, or it would not see them; and pip fills it,
    since uv does not look at what the system has.
    """
    part = narrowed(situation, texts)
    goal = decision.goal
    if option in ENVIRONMENTS:
        goal = goal or goal_of(situation, {}, option)
        goal = goal and goal._replace(engine="pip", engine_path="", sees_system=True)
    alone = decision._replace(chosen=option, assignments=tuple((text, option) for text in texts), goal=goal)
    return part, alone
