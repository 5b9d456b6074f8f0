"""Runs inside a rig, as the user of a cell of pipx: prints what the model of pipx has to know there."""

from __future__ import annotations

import json
import os
import sys
from typing import Any

from pipwise.facts.interpreter import ask_interpreter
from pipwise.facts.surroundings import surroundings_of
from pipwise.facts.target import look_at_paths
from pipwise.intent.command_line import read_invocation
from pipwise.intent.pipx_intent import pipx_intent
from pipwise.model.interpreter import Layout
from pipwise.model.known import Known, Source, Unknown
from pipwise.model.outcome import Target
from pipwise.predict.pipx import paths_to_ask
from pipwise.system.real import RealLook

GIVEN = Source("given", "recorded")


def target_from(facts: dict[str, Any]) -> Target:
    """The target of a cell; what pipx does not depend on stays unknown."""
    nothing = Unknown("not asked")
    return Target(
        tool="pipx",
        version=Known(str(facts["version"]), GIVEN),
        vendor=nothing,
        python=Known(tuple(facts["python"]), GIVEN),
        prefix=Known("/usr", GIVEN),
        venv=Known("none", GIVEN),
        marker=nothing,
        owner=Known("os", GIVEN),
        layout=Known(facts["layout"], GIVEN),
        import_path=nothing,
        user_site_enabled=nothing,
        settings=nothing,
        installed=nothing,
        root=facts["uid"] == 0,
        cwd="/w",
        variables=tuple(sorted(facts["environment"].items())),
        makes_venvs=Known(bool(facts["makes_venvs"]), GIVEN),
    )


def main() -> None:
    """``python3 uv_pipx_facts.py VERSION pipx ARGUMENT…``."""
    version, *words = sys.argv[1:]
    look = RealLook()
    intent = pipx_intent(read_invocation(tuple(words)), version)
    asked = ask_interpreter(look, "/usr/bin/python3", surroundings_of(look, intent.invocation))
    layout: Layout | None = None
    facts: dict[str, Any] = {"version": version, "uid": os.geteuid()}
    if isinstance(asked, Known):
        layout = asked.value.layout
        facts |= {
            "python": asked.value.version,
            "layout": layout,
            "makes_venvs": asked.value.has_venv and asked.value.has_ensurepip,
        }
    names = ("HOME", "PATH", "XDG_DATA_HOME", "PIPX_HOME", "PIPX_BIN_DIR", "PIPX_GLOBAL_HOME")
    facts["environment"] = {name: os.environ[name] for name in names if name in os.environ}
    target = target_from(facts)
    # The second time the homes are known, on which the other paths depend.
    for _ in range(2):
        target = target._replace(paths=look_at_paths(look, paths_to_ask(target, intent)))
    facts["paths"] = target.paths
    print("\npipx-facts:" + json.dumps(facts))


if __name__ == "__main__":
    main()
