"""Runs inside a rig, as the user and in the directory of a cell: prints what the model of pip has to know there.

``python3 -I -B pip_facts.py PROGRAM ARGUMENT…``; the product and the tests stand below /pipwise.
"""

# ruff: noqa: E402

from __future__ import annotations

import json
import sys

sys.path[:0] = ["/pipwise/src", "/pipwise", "/pipwise/site"]

from pipwise.cli.forecast import seen
from pipwise.facts.probe import probe
from pipwise.facts.target import target_of
from pipwise.intent import read_intent
from pipwise.system.real import RealLook
from tests.matrix.pip_record import packed


def main() -> None:
    """Say the target's leaves and what was read from files."""
    look = RealLook()
    intent = read_intent(tuple(sys.argv[1:]))
    target, intent = seen(look, target_of(probe(look, intent), intent), intent)
    wanted = ("PYTHON", "LC_", "LANG", "CI", "VIRTUAL_ENV", "DEB_", "PATH")
    kept = tuple((name, value) for name, value in target.variables if name.startswith(wanted))
    target = target._replace(variables=kept)
    read = tuple(requirement for requirement in intent.requirements if requirement.origin)
    files = (intent.requirement_files, intent.constraint_files, intent.files_read, intent.files_odd)
    print(
        "\npip-facts:" + json.dumps({"target": packed(target), "read": packed(read), "files": packed(files)})
    )


main()
