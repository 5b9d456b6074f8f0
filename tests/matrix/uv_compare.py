"""What the model of uv says to a recorded cell, beside what the real uv did."""

from __future__ import annotations

import shlex
from typing import Any

from pipwise.facts.surroundings import Surroundings
from pipwise.facts.target import look_at_paths
from pipwise.facts.uv_configuration import read_uv_settings
from pipwise.facts.uv_target import choose_python
from pipwise.intent.command_line import read_invocation
from pipwise.intent.uv_intent import uv_intent
from pipwise.model.interpreter import Distribution, Layout, Marker, Scheme
from pipwise.model.outcome import Outcome
from pipwise.predict.uv import paths_to_ask, predict
from tests.matrix.uv_facts import target_from
from tests.matrix.uv_look import ReplayedLook
from tests.matrix.uv_outcome import code_of


def predicted(record: dict[str, Any]) -> Outcome:
    """The model's answer from what was seen in the rig before the command ran."""
    cell, environment = record["cell"], record["environment"]
    look = ReplayedLook(
        record["log"], environment=environment, cwd=record["cwd"], uid=record["uid"], home=record["home"]
    )
    words = shlex.split(cell["argv"].replace("~/", f"{record['home']}/"))
    intent = uv_intent(read_invocation(tuple(words)), cell["version"])
    around = Surroundings(environment, record["home"], record["cwd"], record["uid"])
    settings = read_uv_settings(look, intent, around, cell["version"])
    choice = choose_python(look, intent, around, settings, cell["version"])
    assert choice.executable == record["executable"]
    leaves = _leaves(record["leaves"])
    why = f"{choice.code}: {choice.text}" if choice.code else str(leaves.get("problem", ""))
    target = target_from(settings, leaves, why, around, cell["version"])
    target = target._replace(paths=look_at_paths(look, paths_to_ask(target, intent)))
    return predict(target, intent)


def layout_of(recorded: list[Any]) -> Layout:
    """The layout out of its JSON."""
    schemes, default, prefix, user, home, user_base, user_site, distutils = recorded
    pairs = tuple((name, path) for name, path in distutils)
    names = tuple(Scheme(*scheme) for scheme in schemes)
    return Layout(names, default, prefix, user, home, user_base, user_site, pairs)


def _leaves(leaves: dict[str, Any]) -> dict[str, Any]:
    found = dict(leaves)
    if "layout" in found:
        found["layout"] = layout_of(found["layout"])
    if "marker" in found:
        path, state, problem, errors = found["marker"]
        found["marker"] = Marker(path, state, problem, tuple((key, text) for key, text in errors))
    if "installed" in found:
        found["installed"] = tuple(Distribution(*row) for row in found["installed"])
    for name in ("python", "import_path"):
        if name in found:
            found[name] = tuple(found[name])
    return found


def comparable(record: dict[str, Any], outcome: Outcome) -> tuple[tuple[Any, ...], tuple[Any, ...]]:
    """(verdict, code, exit status, destination) of the model and of the real run; ``risky`` is told by the import path."""
    real = record["real"]
    verdict, code = real["verdict"], real["code"]
    landed = real["landed"][0] if len(real["landed"]) == 1 else real["landed"] or None
    if verdict == "goes-on":
        touched = real["landed"]
        known = [place for place in touched if place in record["system_path"] or place.startswith("/usr/")]
        known = [
            place for place in known if place in record["system_path"] or not place.startswith("/usr/local/")
        ]
        verdict = "risky" if known else "allowed"
        code = outcome.code
    elif verdict == "silent" and outcome.verdict in ("refused", "fails"):
        verdict, code = outcome.verdict, outcome.code
    elif verdict == "fails":
        code = code_of(record["said"])
    destination = outcome.destination
    for link, aim in record["links"].items():
        if destination and destination.startswith(f"{link}/"):
            destination = destination.replace(link, f"{link.rpartition('/')[0]}/{aim}", 1)
    return (outcome.verdict, outcome.code, outcome.exit_status, destination), (
        verdict,
        code,
        real["exit_status"],
        landed,
    )
