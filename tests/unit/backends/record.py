"""Records what real package managers answer: ``python -m tests.unit.backends.record [NAME …]``, as root, from the checkout."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from pipwise.backends import BACKENDS, Question
from pipwise.facts.asking import ask
from pipwise.facts.names_heard import hear
from tests.recorded.distant import DistantLook
from tests.recorded.record import agent
from tests.rigs.machine import Machine
from tests.rigs.managers import MACHINES, carry_out, managed, sure

RECORDED = Path(__file__).with_name("recorded")
PROJECTS = ("requests", "pyyaml", "python-dateutil", "zope-interface", "attrs", "raven", "six", "nosuch")
PACKAGES = {
    "apt": ("python3-requests", "python3-six", "python3-pil", "python3-nosuch", "mail-transport-agent"),
    "pacman": ("python-requests", "python-yaml", "python-dateutil", "python-raven", "black", "python-nosuch"),
}
RPMS = ("python3-requests", "python3-dateutil", "python3-raven", "python3-six", "black", "python3-nosuch")
SITES = {"apt": "/usr/lib/python3/dist-packages", "pacman": "/usr/lib/python3.12/site-packages"}
PATHS = ("requests", "nosuch")


def questions(manager: str) -> dict[str, tuple[Question[Any], ...]]:
    """What is asked, by what it is asked for."""
    back_end = BACKENDS[manager]
    packages = PACKAGES.get(manager, RPMS)
    site = SITES.get(manager, "/usr/lib/python3.12/site-packages")
    return {
        "exact": back_end.exact(PROJECTS, ""),
        "exact for 3.11": back_end.exact(PROJECTS, "3.11"),
        "candidates": back_end.candidates(packages),
        "no candidates": back_end.candidates(packages[-1:]),
        "installed": back_end.installed(packages),
        "owners": back_end.owners((*(f"{site}/{name}" for name in PATHS), "/etc")),
    }


def record(name: str, rig: Machine) -> None:
    """Before the lists are fetched, after, and with a package installed."""
    manager = MACHINES[name].manager
    install = BACKENDS[manager].install((PACKAGES.get(manager, RPMS)[0],))
    moments: dict[str, Any] = {"without lists": heard(rig, manager)}
    sure(rig, MACHINES[name].fetch)
    moments["with lists"] = heard(rig, manager)
    carry_out(rig, install)
    moments["installed"] = heard(rig, manager)
    rows = [f"{json.dumps(moment)}: {json.dumps(rows, indent=1)}" for moment, rows in moments.items()]
    (RECORDED / f"{name}.json").write_text("{" + ",\n".join(rows) + "}\n", encoding="utf-8")


def heard(rig: Machine, manager: str) -> list[dict[str, Any]]:
    """Every question with its answer, once; the last conversation is the one that ``facts.names`` has."""
    with agent(rig, "root", "/") as process:
        look = Listening(process)
        for group in questions(manager).values():
            for question in group:
                ask(look, question)
        hear(look, manager, wanted(manager), "")
    return list(look.answers.values())


def wanted(manager: str) -> dict[str, tuple[str, ...]]:
    """All projects, and the packages that the first of them may be called."""
    return {project: PACKAGES.get(manager, RPMS) if project == PROJECTS[0] else () for project in PROJECTS}


class Listening(DistantLook):
    """Keeps what was answered."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self.answers: dict[tuple[str, ...], dict[str, Any]] = {}
        super().__init__(process)

    def ask(self, argv: Any, **more: Any) -> Any:
        answer = super().ask(argv, **more)
        said = {"stdout": answer.stdout.decode(), "stderr": answer.stderr.decode()}
        self.answers[tuple(argv)] = {"argv": list(argv), "status": answer.status, **said}
        return answer


def main() -> None:
    """Record the named machines, or all."""
    for name in sys.argv[1:] or MACHINES:
        with managed(name) as rig:
            record(name, rig)
        print(name)


if __name__ == "__main__":
    main()
