"""Runs inside a rig, as the user and in the directory of a cell: prints what the model of pip has to know there.

``python3 -I -B pip_facts.py PROGRAM ARGUMENT…``; the product and the tests stand below /pipwise.
"""

# ruff: noqa: E402

from __future__ import annotations

import json
import sys

sys.path[:0] = ["/pipwise/src", "/pipwise", "/pipwise/site"]

from pipwise.facts.probe import probe
from pipwise.facts.target import look_at_paths, target_of
from pipwise.intent import read_intent
from pipwise.intent.pip_requirements_file import with_files
from pipwise.intent.pip_table import version_key
from pipwise.model.intent import Intent
from pipwise.model.known import Known
from pipwise.model.outcome import Target
from pipwise.predict import paths_to_ask
from pipwise.predict.pip_case import Unclear, case_of, listed
from pipwise.system.real import RealLook
from tests.matrix.pip_record import packed


def files_read(look: RealLook, target: Target, intent: Intent) -> Intent:
    """The intent with what its requirements files ask for."""
    try:
        case = case_of(target, intent)
    except Unclear:
        return intent

    def read(path: str) -> str | None:
        try:
            return look.read(f"{target.cwd}/{path}" if not path.startswith("/") else path).decode()
        except (OSError, ValueError):
            return None

    version = version_key(target.version.value) if isinstance(target.version, Known) else (999,)
    files, constraints = listed(case, "requirements"), listed(case, "constraints")
    return with_files(intent, read, files, constraints, version=version, variables=look.environment)


def main() -> None:
    """Say the target's leaves and what was read from files."""
    look = RealLook()
    intent = read_intent(tuple(sys.argv[1:]))
    target = target_of(probe(look, intent), intent)
    intent = files_read(look, target, intent)
    target = target._replace(paths=look_at_paths(look, paths_to_ask(target, intent)))
    wanted = ("PYTHON", "LC_", "LANG", "CI", "VIRTUAL_ENV", "DEB_")
    kept = tuple((name, value) for name, value in target.variables if name.startswith(wanted))
    target = target._replace(variables=kept)
    read = tuple(requirement for requirement in intent.requirements if requirement.origin)
    files = (intent.requirement_files, intent.constraint_files)
    print(
        "\npip-facts:" + json.dumps({"target": packed(target), "read": packed(read), "files": packed(files)})
    )


main()
