"""Runs inside a rig, as the user and in the directory of a cell: prints what the model of uv has to know there."""

from __future__ import annotations

import json
import sys
from typing import Any

from pipwise.facts.environment import look_at_environment
from pipwise.facts.surroundings import Surroundings, surroundings_of
from pipwise.facts.target import look_at_paths
from pipwise.facts.uv_configuration import read_uv_settings
from pipwise.facts.uv_target import choose_python
from pipwise.intent.command_line import read_invocation
from pipwise.intent.uv_intent import uv_intent
from pipwise.model.facts import Settings
from pipwise.model.intent import Intent
from pipwise.model.known import Fact, Known, Source, Unknown
from pipwise.model.outcome import Target
from pipwise.predict.uv import paths_to_ask
from pipwise.system.look import Look
from pipwise.system.real import RealLook
from tests.matrix.uv_look import RecordingLook

GIVEN = Source("given", "recorded")


def intent_of(argv: list[str], version: str) -> Intent:
    """What the cell's command line asks for."""
    return uv_intent(read_invocation(tuple(argv)), version)


def target_from(
    settings: Settings, leaves: dict[str, Any], why: str, around: Surroundings, version: str
) -> Target:
    """The target of a cell out of its interpreter's leaves, or out of the reason why there is none."""

    def leaf(name: str) -> Fact[Any]:
        return Known(leaves[name], GIVEN) if name in leaves else Unknown(why)

    return Target(
        tool="uv",
        version=Known(version, GIVEN),
        vendor=Known("upstream", GIVEN),
        python=leaf("python"),
        prefix=leaf("prefix"),
        venv=leaf("venv"),
        marker=leaf("marker"),
        owner=leaf("owner"),
        layout=leaf("layout"),
        import_path=leaf("import_path"),
        user_site_enabled=Unknown("not asked"),
        settings=Known(settings, GIVEN),
        installed=leaf("installed"),
        root=around.uid == 0,
        cwd=around.cwd,
        variables=tuple(sorted(around.environment.items())),
    )


def leaves_of(look: Look, executable: str, intent: Intent, around: Surroundings) -> dict[str, Any]:
    """What is true of the interpreter."""
    found = look_at_environment(look, executable, intent.invocation, around)
    if isinstance(found, Unknown):
        return {"problem": found.why}
    environment = found.value
    interpreter = environment.interpreter
    virtual = interpreter.prefix != interpreter.base_prefix
    sees = environment.venv is not None and environment.venv.system_site_packages
    leaves: dict[str, Any] = {
        "python": interpreter.version,
        "prefix": interpreter.prefix,
        "venv": ("sees-system" if sees else "isolated") if virtual else "none",
        "layout": interpreter.layout,
        "import_path": environment.import_path,
    }
    if isinstance(environment.marker, Known):
        leaves["marker"] = environment.marker.value
    if isinstance(environment.owner, Known):
        leaves["owner"] = environment.owner.value.kind
    if isinstance(environment.distributions, Known):
        names = [found for found in environment.distributions.value if found.name.startswith("pep668")]
        leaves["installed"] = tuple(names)
    return leaves


def main() -> None:
    """``python3 uv_facts.py VERSION PROGRAM ARGUMENT…``."""
    version, *argv = sys.argv[1:]
    look = RecordingLook(RealLook())
    intent = intent_of(argv, version)
    around = surroundings_of(look, intent.invocation)
    own = ("PYTHONPATH", "PYTHONHOME", "PYTHONDONTWRITEBYTECODE")
    around = around._replace(
        environment={name: text for name, text in around.environment.items() if name not in own}
    )
    settings = read_uv_settings(look, intent, around, version)
    choice = choose_python(look, intent, around, settings, version)
    leaves = leaves_of(RealLook(), choice.executable, intent, around) if choice.executable else {}
    why = f"{choice.code}: {choice.text}" if choice.code else str(leaves.get("problem", ""))
    target = target_from(settings, leaves, why, around, version)
    look_at_paths(look, paths_to_ask(target, intent))
    said = {
        "environment": {
            name: value for name, value in around.environment.items() if not name.startswith("LC_")
        },
        "cwd": around.cwd,
        "uid": around.uid,
        "home": around.home,
        "executable": choice.executable,
        "why": why,
        "leaves": leaves,
        "log": look.log,
    }
    print("\nuv-facts:" + json.dumps(said))


if __name__ == "__main__":
    main()
