"""Every JSON output is what its published schema says, and the schemas stand by themselves."""

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]  # it has no types

from pipwise.catalog.platforms import find_platform
from pipwise.decide import decide
from pipwise.decide.options import OPTIONS
from pipwise.execute.journal import RunRecord
from pipwise.facts.platform import platform_facts
from pipwise.facts.schema import facts_from_json
from pipwise.model.decision import Seen, Situation
from pipwise.model.facts import Contradiction
from pipwise.model.known import Unknown
from pipwise.model.lives import Lives
from pipwise.model.outcome import Evidence, Harm, Outcome
from pipwise.model.plan import (
    ChangePackages,
    EditFile,
    MakeDirectory,
    Move,
    Plan,
    Proof,
    Remove,
    RunTool,
    WriteFile,
)
from pipwise.model.preview import (
    Arrival,
    Deletion,
    Dependents,
    Failure,
    Preview,
    Replacement,
    Shadow,
)
from pipwise.render.facts_json import facts_json
from pipwise.render.history_json import run_data
from pipwise.render.install_json import install_json, plan_json
from pipwise.render.schemas import SCHEMAS, schema_text
from pipwise.render.uninstall_json import uninstall_json
from pipwise.render.why_json import why_json
from tests.situations import ALLOWED, HOME, IN_PROJECT, ROOT, environment, facts, intent, known, situation
from tests.unit.render.facts_schema import FILE, facts_schema_text

OPTION_NAMES = (
    *(
        "already-satisfied",
        "no-action",
        "existing-venv",
        "venv",
        "project-manager",
        "script-env",
        "app",
        "inject",
    ),
    *("os-package", "own-python", "user", "override", "remove-marker", "mend-file"),
)
RISKY = Outcome(
    "risky",
    "no-marker",
    0,
    "/usr/local/lib/python3.9/dist-packages",
    (Evidence("there is no marker", "/usr/lib/python3.9/EXTERNALLY-MANAGED"),),
    (Harm("shadows-os-packages", "it stands before the operating system's own"),),
    "WARNING: Running pip as the 'root' user",
)
PREVIEW = Preview(
    *("pip", "26.3", "upstream", "/usr/local/lib", "/usr/local/lib", False, True),
    arrivals=(Arrival("six", "1.17.0", "/usr/local/lib", ("/usr/local/lib/six.py",)),),
    shadows=(Shadow("module", "six", "/usr/local/lib/six.py", "/usr/lib/six.py", "python3-six"),),
    deletes=(Deletion("six", "1.16.0", "/usr/lib", ("/usr/lib/six.py",), ("python3-six",), ("six",)),),
    replaces=(Replacement("/usr/local/bin/six", "six 1.17.0"),),
    fails=(Failure("no-record", "PyYAML", "6.0.2", "Cannot uninstall pyyaml 6.0.2"),),
    unknown=("whose the files are",),
    dependents=(Dependents("python3-six", ("apt-listchanges",)),),
    asked="",
    places=("/usr/local/lib",),
)
SITUATIONS = {
    "refused": situation(),
    "in a project": situation(
        facts=facts(**IN_PROJECT), seen=(Seen("project", f"{HOME}/p/.venv", "works", has_pip=True),)
    ),
    "root": situation(facts=facts(asker=ROOT)),
    "own": situation(facts=facts(target=known(environment("pyenv", "pyenv", "absent"))), outcome=ALLOWED),
    "risky": situation(facts=facts(target=known(environment(marker="absent"))), outcome=RISKY),
    "unknown": situation(
        facts=facts(
            target=Unknown("it hangs"),
            place=Unknown("gone"),
            contradictions=(Contradiction("path-order", "x"),),
        ),
        outcome=Outcome("unknown", "unknown", None, None, (Evidence("it hangs"),)),
        seen=(),
    ),
    "uninstall": situation(intent=intent("pip", "uninstall", "six", purpose="uninstall")),
    "looked ahead": situation()._replace(preview=PREVIEW),
    "looked ahead in vain": situation()._replace(preview=Unknown("the index is away")),
    "not text": situation(intent=intent("pip", "install", "./caf\udce9")),
}
STEPS = (
    MakeDirectory("/e"),
    WriteFile("/e/f", "text"),
    EditFile("/e/f", "text", "0" * 64),
    Move("/e/f", "/e/g"),
    Remove("/e/g"),
    RunTool(("pip", "install", "six"), ("/e",), None, (("PIP_USER", None), ("A", "b")), "install"),
    ChangePackages(
        "apt", "install", ("python3-six",), ("sudo",), "", (("python3-six", "six", ""),), "/usr/bin/python3"
    ),
)
PLAN = Plan("venv", "/e", True, STEPS, ("six",))
PROOFS = (
    Proof("six", "1.17.0", 7, (), ("six",), "yes"),
    Proof("seven", "", 0, (), (), "not-tried", "gone"),
    Proof("eight", "8.0", 0, (), ("eight",), "yes", "", "python3-eight 8.0-1 (apt)"),
)


def _problems(name: str, document: object) -> list[str]:
    validator = Draft202012Validator(json.loads(schema_text(name)))
    written = json.loads(json.dumps(document))
    return [
        f"{'/'.join(map(str, error.path))}: {error.message}"[:300] for error in validator.iter_errors(written)
    ]


def _why(one: Situation) -> dict[str, Any]:
    return dict(why_json(one, decide(one)))


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_a_schema_and_refers_to_nothing_outside(name: str) -> None:
    schema = json.loads(schema_text(name))
    Draft202012Validator.check_schema(schema)
    assert schema["$id"] == f"urn:pipwise:{name}:1"
    assert schema["properties"]["schema"] == {"const": f"pipwise/{name}/1"}
    inside = {schema["$id"], *(one["$id"] for one in schema.get("$defs", {}).values() if "$id" in one)}
    assert {reference.partition("#")[0] for reference in _references(schema)} - {""} <= inside


def _references(value: object) -> set[str]:
    if isinstance(value, list):
        return set().union(*map(_references, value))
    if not isinstance(value, dict):
        return set()
    own = {value["$ref"]} if "$ref" in value else set()
    return own.union(*map(_references, value.values()))


@pytest.mark.parametrize("name", SCHEMAS)
def test_no_object_takes_keys_that_are_not_in_the_schema(name: str) -> None:
    loose = [
        text for text, one in _objects(json.loads(schema_text(name)), "") if "additionalProperties" not in one
    ]
    assert loose == []


def _objects(value: object, where: str) -> list[tuple[str, dict[str, Any]]]:
    if isinstance(value, list):
        return [found for item in value for found in _objects(item, where)]
    if not isinstance(value, dict):
        return []
    own = [(where, value)] if value.get("type") == "object" else []
    return own + [found for key, item in value.items() for found in _objects(item, f"{where}/{key}")]


@pytest.mark.parametrize("name", SITUATIONS)
def test_why_is_what_its_schema_says(name: str) -> None:
    assert _problems("why", _why(SITUATIONS[name])) == []


def test_the_option_names_are_those_that_others_read() -> None:
    schema = json.loads(schema_text("why"))
    assert tuple(schema["$defs"]["option_name"]["enum"]) == OPTION_NAMES
    assert {option.name for option in OPTIONS} <= set(OPTION_NAMES)


@pytest.mark.parametrize(
    "change", [{"extra": 1}, {"outcomes": []}, {"schema": "pipwise/why/2"}, {"decision": None}]
)
def test_what_is_not_why_is_told(change: dict[str, object]) -> None:
    assert _problems("why", {**_why(SITUATIONS["refused"]), **change})


def test_a_plan_and_what_was_done_are_what_their_schemas_say() -> None:
    one = SITUATIONS["in a project"]
    decision = decide(one)
    assert _problems("plan", plan_json(one, decision, PLAN)) == []
    assert _problems("install", install_json(one, decision, PLAN, PROOFS, 3)) == []
    assert _problems("install", install_json(one, decision, PLAN, (), 0)) == []
    assert _problems("plan", {**plan_json(one, decision, PLAN), "schema": "pipwise/install/1"})


def test_the_history_and_an_undo_are_what_their_schemas_say() -> None:
    run = RunRecord(
        1, 1, 1000, ("install", "six"), "0" * 64, "venv", "/e", True, "/", "2026-11-22T00:00:00Z", "done"
    )
    assert _problems("history", {"schema": "pipwise/history/1", "runs": [run_data(run)]}) == []
    assert _problems("undo", {"schema": "pipwise/undo/1", "run": 1, "root": "/e", "state": "undone"}) == []


def test_what_was_uninstalled_is_what_its_schema_says() -> None:
    gone = Lives("project-manager", "six", "", "/p", "uv")
    left = Lives(
        "os-package",
        "six",
        "1.16.0",
        "/usr/lib/python3/dist-packages",
        "python3-six",
        "/usr/bin/python3",
        "apt",
    )
    assert _problems("uninstall", uninstall_json(3, (gone,), (left,))) == []
    assert _problems("uninstall", uninstall_json(0, (), ())) == []
    assert _problems("why", _why(SITUATIONS["refused"]._replace(lives=(gone, left)))) == []


def test_facts_are_what_their_schema_says() -> None:
    platform = find_platform("ubuntu-24.04")
    assert platform is not None
    described = platform_facts(platform, root=None, context="ci", intent=intent("pip", "install", "six"))
    assert _problems("facts", facts_json(described)) == []
    assert _problems("facts", facts_json(facts(**IN_PROJECT))) == []


def test_the_document_of_doctor_is_what_its_schema_says() -> None:
    written = facts_json(facts())
    outcome = _why(SITUATIONS["risky"])["outcomes"][0]
    interpreters = [
        {"path": "/usr/bin/python3", "found": ["PATH"], "environment": written["target"], "outcome": outcome},
        {"path": "/opt/x/python", "found": ["/opt"], "environment": {"unknown": "it hangs"}, "outcome": None},
    ]
    document = {"schema": "pipwise/doctor/1", "facts": written, "interpreters": interpreters}
    assert _problems("doctor", document) == []
    assert facts_from_json(document) == facts()
    assert _problems("doctor", {**document, "interpreters": [{}]})


def test_the_schema_of_facts_is_drawn_from_the_model() -> None:
    assert FILE.read_text(encoding="utf-8") == facts_schema_text(), (
        "run python -m tests.unit.render.facts_schema"
    )


def test_the_page_names_every_schema_and_every_way_out() -> None:
    page = (FILE.parents[4] / "docs/reference/json.md").read_text(encoding="utf-8")
    assert [name for name in SCHEMAS if f"`pipwise/{name}/1`" not in page] == []
    assert [name for name in OPTION_NAMES if f"`{name}`" not in page] == []
