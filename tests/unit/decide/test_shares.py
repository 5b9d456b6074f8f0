"""One request, several ways: what is split, what stays together, and what each part is told to do."""

from typing import Any

import pytest

from pipwise.decide import decide
from pipwise.model.call import Call
from pipwise.model.decision import Decision, Seen, Situation, Wishes
from pipwise.model.facts import Tool
from pipwise.model.host import Place, Project
from pipwise.model.known import Unknown
from pipwise.model.names import Kind, Named, OsPackage
from tests.situations import ENVS, HERE, HOME, ROOT, facts, intent, known, situation

PIPX = Tool("pipx", "/usr/bin/pipx", known("1.1.0"))
KINDS: dict[str, Kind] = {
    "httpie": Kind("application"),
    "black": Kind("application"),
    "jupyterlab": Kind("application"),
    "httpie-edgegrid": Kind("plug-in", "httpie", host_is="application"),
    "pygobject": Kind("library"),
    "gpiozero": Kind("library"),
    "requests": Kind("library"),
    "openai": Kind("library"),
}


def _named(name: str, packaged: tuple[str, ...]) -> Named:
    unknown: Unknown = Unknown("not asked")
    package = OsPackage("apt", f"python3-{name}", "same", "table", unknown, unknown, unknown, "fits", HERE)
    there = name in packaged
    return Named(name, name, "", KINDS[name], (package,) if there else (), "yes" if there else "no")


def _asked(*words: str, packaged: tuple[str, ...] = (), **changes: Any) -> Situation:
    names = tuple(_named(word, packaged) for word in words if word in KINDS)
    seen = changes.pop("seen", (Seen("personal", f"{ENVS}/default", "absent"),))
    wishes = changes.pop("wishes", Wishes())
    options = changes.pop("options", ())
    told = {"names": names, "tools": (PIPX,), "call": Call("terminal", HERE)}
    place = {"project": known(None), "place": known(Place(HOME, "home", None))}
    described = facts(**{**told, **place, **changes})
    return situation(
        facts=described, intent=intent("pip", "install", *words, options=options), seen=seen, wishes=wishes
    )


def _commands(decision: Decision) -> dict[str, list[str]]:
    ways = {option for _, option in decision.assignments}
    return {
        one.option: [" ".join(command.argv) for command in one.commands]
        for one in decision.options
        if one.option in ways
    }


def test_an_application_and_a_library_go_apart() -> None:
    decision = decide(_asked("httpie", "requests"))
    assert decision.assignments == (("httpie", "app"), ("requests", "venv"))
    assert decision.chosen == "venv"
    assert _commands(decision)["app"] == ["pipx install httpie"]
    assert not any("httpie" in line for line in _commands(decision)["venv"])


def test_a_plug_in_follows_its_host_and_a_library_does_not() -> None:
    decision = decide(_asked("httpie", "httpie-edgegrid", "requests"))
    assert dict(decision.assignments) == {"httpie": "app", "httpie-edgegrid": "inject", "requests": "venv"}
    assert _commands(decision)["inject"] == ["pipx inject httpie httpie-edgegrid"]


def test_a_host_with_its_plug_in_is_one_application() -> None:
    decision = decide(_asked("httpie", "httpie-edgegrid"))
    assert decision.chosen == "app"
    assert dict(decision.assignments) == {"httpie": "app", "httpie-edgegrid": "inject"}


@pytest.mark.parametrize("words", [("pygobject", "openai"), ("gpiozero", "openai")])
def test_what_is_bound_to_the_system_comes_from_it_and_the_rest_sees_it(words: tuple[str, ...]) -> None:
    decision = decide(_asked(*words, packaged=words[:1]))
    assert dict(decision.assignments) == {words[0]: "os-package", "openai": "venv"}
    assert decision.goal is not None
    assert decision.goal.sees_system
    make, fill = _commands(decision)["venv"]
    assert "--system-site-packages" in make
    assert fill.endswith("-m pip install openai")
    assert _commands(decision)["os-package"] == [f"sudo apt-get install python3-{words[0]} python3.11-venv"]


def test_root_gets_from_the_system_what_it_has_and_the_rest_in_an_environment_that_sees_it() -> None:
    decision = decide(_asked("requests", "openai", packaged=("requests",), asker=ROOT))
    assert dict(decision.assignments) == {"requests": "os-package", "openai": "venv"}
    assert decision.goal is not None
    assert decision.goal.sees_system


def test_a_command_of_the_system_needs_not_to_be_seen() -> None:
    decision = decide(_asked("black", "openai", packaged=("black",), asker=ROOT))
    assert dict(decision.assignments) == {"black": "os-package", "openai": "venv"}
    assert decision.goal is not None
    assert not decision.goal.sees_system


@pytest.mark.parametrize(
    "changes",
    [
        {"wishes": Wishes(via="venv")},
        {"call": Call("dockerfile", HERE)},
        {
            "project": known(Project(f"{HOME}/p", "x", ())),
            "place": known(Place(f"{HOME}/p", "project", None)),
        },
        {"seen": (Seen("active", "/e", "works"),)},
        {"options": (("index_url", True),)},
    ],
)
def test_what_belongs_together_stays_together(changes: dict[str, Any]) -> None:
    decision = decide(_asked("httpie", "requests", **changes))
    assert {option for _, option in decision.assignments} == {decision.chosen}


def test_what_runs_its_users_code_stays_with_what_that_imports() -> None:
    decision = decide(_asked("jupyterlab", "requests"))
    assert {option for _, option in decision.assignments} == {"venv"}


def test_an_environment_that_is_there_is_not_mixed_with_the_systems_modules() -> None:
    seen = (Seen("personal", f"{ENVS}/default", "works"),)
    decision = decide(_asked("gpiozero", "openai", packaged=("gpiozero",), seen=seen))
    assert {option for _, option in decision.assignments} == {"existing-venv"}


def test_each_part_has_reasons_of_its_own() -> None:
    decision = decide(_asked("httpie", "requests"))
    reasons = {one.option: [reason.code for reason in one.reasons] for one in decision.options}
    assert "subject:application" in reasons["app"]
    assert "subject:library" in reasons["venv"]
    assert isinstance(decision.goal.root if decision.goal else None, str)
