"""The environment that the consumer has goes first, and one that sees no environment is said to see none."""

from __future__ import annotations

from pipwise.cli.importers import with_importer
from pipwise.decide import decide
from pipwise.model.call import Call, Consumer
from pipwise.model.decision import Seen, Situation
from tests.recorded.look import Node, link, machine, program
from tests.situations import ENVS, HERE, IN_PROJECT, facts, known, situation

FILES: dict[str, Node | str] = {
    "/usr/bin/python3": program(),
    "/opt/venv/bin/python": link("/usr/bin/python3"),
    "/opt/venv/pyvenv.cfg": "home = /usr/bin\n",
}


def _with(consumer: Consumer, *seen: Seen) -> Situation:
    call = Call("service", HERE, "/etc/systemd/system/p.service", 7, known(consumer))
    given = situation(
        facts=facts(call=call, **IN_PROJECT), seen=(*seen, Seen("personal", f"{ENVS}/default", "absent"))
    )
    return with_importer(given, machine(FILES))


def test_what_a_service_imports_goes_into_the_environment_that_it_starts() -> None:
    decision = decide(_with(Consumer("service", "/opt/venv/bin/python")))
    assert (decision.chosen, decision.goal and decision.goal.root) == ("existing-venv", "/opt/venv")


def test_the_environment_that_was_asked_for_goes_before_it() -> None:
    asked = Seen("asked", "/e", "works")
    decision = decide(_with(Consumer("service", "/opt/venv/bin/python"), asked))
    assert decision.goal is not None
    assert decision.goal.root == "/e"


def test_ansible_may_have_an_environment_of_its_own() -> None:
    decision = decide(_with(Consumer("ansible", "/opt/venv/bin/python")))
    assert decision.goal is not None
    assert decision.goal.root == "/opt/venv"


def test_a_service_that_sees_no_environment_is_said_to() -> None:
    found = _with(Consumer("service", "/usr/bin/python3"))
    (told,) = [one for one in found.facts.contradictions if one.code == "consumer-elsewhere"]
    assert "/usr/bin/python3" in told.text
    assert decide(found).chosen == "venv"
