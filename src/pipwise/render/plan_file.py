"""A plan as a file that is reviewed and carried out later: schema ``pipwise/plan-file/1``."""

from __future__ import annotations

import hashlib
import json

from pipwise import __version__
from pipwise.decide.stood_on import Stone
from pipwise.execute.expectations import Expectation
from pipwise.model.plan import Plan
from pipwise.model.value import NamedTuple
from pipwise.render.install_json import plan_data
from pipwise.render.install_text import step_text
from pipwise.render.plain import Plain, plain

SCHEMA = "pipwise/plan-file/1"


class Maker(NamedTuple):
    """Who made a plan, where."""

    uid: int
    user: str
    machine: str
    """A sum that tells the machine from others, or ''."""
    cwd: str


class Asked(NamedTuple):
    """What was asked: pip's words, and pipwise's own options."""

    words: tuple[str, ...]
    via: str
    env: str
    offline: bool
    profile: bool = False
    """Whether the shell's profile is to lead to the command of an application."""


class Standing(NamedTuple):
    """What a plan stands on."""

    stones: tuple[Stone, ...]
    files: str
    """A sum of the files that the command reads."""
    expectations: tuple[Expectation, ...]


def plan_file(asked: Asked, maker: Maker, made: str, plan: Plan, standing: Standing, ask: str) -> str:
    """The text of the file."""
    document = {
        "schema": SCHEMA,
        "pipwise": __version__,
        "made": made,
        "command": {**asked._asdict(), "words": list(asked.words)},
        **comparable(maker, plan, standing),
        "asks": ask,
        "digest": digest(standing),
    }
    return json.dumps(document, indent=2) + "\n"


def comparable(maker: Maker, plan: Plan, standing: Standing) -> dict[str, Plain]:
    """The parts that have to be the same when it is carried out."""
    return {
        "who": plain(maker),
        "facts": [plain(stone) for stone in standing.stones],
        "files": standing.files,
        "plan": plan_data(plan),
        "expects": [
            {"does": plain(step_text(step)), **_fields(one)}
            for step, one in zip(plan.steps, standing.expectations, strict=True)
        ],
    }


def digest(standing: Standing) -> str:
    """One sum of the facts that the decision stood on."""
    answers = [(stone.name, stone.answer) for stone in standing.stones]
    return hashlib.sha256(json.dumps([answers, standing.files]).encode()).hexdigest()


def _fields(one: Expectation) -> dict[str, Plain]:
    return {"step": one.step, "undo": one.inverse, "finds": plain(one.finds)}
