"""Write what a bug report needs into a file, without what is nobody's business: look at it before you send it.

In it are pipwise's version, every Python here and what pip would do with it (as `pipwise doctor` has it), and which commands
pipwise has carried out. Home and working directories, names of people and machines, hosts of indexes, passwords, and variables
and settings that say more than yes or a number are replaced. Nothing is sent. FILE is pipwise-bug-report.json here; - is
standard output.
"""

from __future__ import annotations

import json

from pipwise import __version__
from pipwise.cli.commands.doctor import check_up
from pipwise.cli.journals import read_state
from pipwise.cli.making import Making, make
from pipwise.cli.places import state_of
from pipwise.cli.session import live_look
from pipwise.cli.words import Own
from pipwise.cli.workshop import new_hands, refuse_facts, say, step_down
from pipwise.errors import DONE, PipwiseError, UsageError
from pipwise.facts.glance import text
from pipwise.facts.resolution import absolute
from pipwise.model.plan import Plan, WriteFile
from pipwise.render.doctor_json import doctor_json
from pipwise.render.plain import Plain
from pipwise.render.redact import Private, private, redacted, without_the_callers
from pipwise.system.look import Look

_NAME = "pipwise-bug-report.json"
_RUNS = 20


def run(own: Own, words: tuple[str, ...]) -> int:
    """Write it, or print it."""
    refuse_facts(own, "bug-report")
    if len(words) > 1:
        raise UsageError(f"bug-report takes one file, not {' '.join(words)!r}", hint="pipwise bug-report -")
    hands = new_hands()
    step_down(live_look(own), hands)
    look = live_look(own)
    report = json.dumps(report_of(look), indent=2) + "\n"
    if words == ("-",):
        print(report, end="")
        return DONE
    path = absolute(words[0] if words else _NAME, look.cwd)
    number = make(
        own,
        look,
        hands,
        Making(Plan("report", "", False, (WriteFile(path, report, 0o600),), ()), ("bug-report",)),
    )
    if not own.plan:
        say(f"written: {path}; look at it before you send it")
        say(f"undo:         pipwise undo {number}" if number else "")
    return DONE


def report_of(look: Look) -> dict[str, Plain]:
    """The document, redacted."""
    checkup = check_up(look)
    told = doctor_json(checkup._replace(facts=without_the_callers(checkup.facts)))
    runs, unread = _runs(look)
    secrets = _private(look)
    return {
        "schema": "pipwise/bug-report/1",
        "pipwise": __version__,
        "doctor": redacted(told, secrets),
        "runs": redacted(runs, secrets),
        "journal": redacted(unread, secrets),
    }


def _runs(look: Look) -> tuple[list[Plain], str]:
    """The newest runs, and why there are none where the journal cannot be read: that may be the very bug."""
    try:
        found = read_state(look, state_of())[:_RUNS]
    except PipwiseError as error:
        return [], str(error)
    runs: list[Plain] = [
        {"run": run.id, "command": run.argv[0] if run.argv else "", "way": run.option, "state": run.state}
        for run in found
    ]
    return runs, ""


def _private(look: Look) -> Private:
    """Who and where the caller is, by every name that this machine has for it."""
    environment = look.environment
    account = look.account(look.uid)
    behind = environment.get("SUDO_USER", "")
    people = {
        account.name if account else "",
        environment.get("USER", ""),
        environment.get("LOGNAME", ""),
        behind,
    }
    homes = {account.home if account else "", look.home or "", environment.get("HOME", "")}
    machines = {
        text(look, "/etc/hostname").strip(),
        environment.get("HOSTNAME", ""),
        environment.get("HOST", ""),
    }
    machines |= {name.partition(".")[0] for name in machines}
    homes |= {look.realpath(home) for home in homes if home}
    names = {name: "USER" for name in people if name} | {name: "HOST" for name in machines if name}
    return private(look.cwd or "", {home: "/HOME" for home in homes if home}, names)
