"""The JSON of ``marker`` and ``guard`` is what its schemas say, and their text says what matters."""

import json

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]  # it has no types

from pipwise.facts.diversions import Diversion
from pipwise.facts.guard_places import File
from pipwise.facts.marker import parse_marker
from pipwise.facts.marker_standing import Standing
from pipwise.model.interpreter import Marker
from pipwise.model.known import Unknown
from pipwise.model.plan import Divert, Plan
from pipwise.plan.guarded import guarded, nowhere
from pipwise.plan.guards import GUARDS
from pipwise.predict.marker_report import Report, report_on, report_on_file
from pipwise.render.change_json import change_json
from pipwise.render.change_text import change_text
from pipwise.render.guard_json import guard_json
from pipwise.render.guard_text import guard_text
from pipwise.render.marker_json import marker_json
from pipwise.render.marker_text import check_text, show_text
from pipwise.render.schemas import schema_text
from tests.situations import environment, known

PATH = "/usr/lib/python3.11/EXTERNALLY-MANAGED"
PLAIN = Standing(PATH, 0o644, known("libpython3.11-stdlib"), known(None), (), (), False)
TEXT = "[externally-managed]\nError=use apt, or a venv\nError-de=apt oder venv\n"
PRESENT = environment()._replace(marker=known(parse_marker(TEXT.encode(), PATH)))
REPORTS: dict[str, Report] = {
    "present": report_on(PRESENT, PLAIN, {"LANG": "de_DE.UTF-8"}, TEXT),
    "absent": report_on(
        environment(marker="absent"),
        PLAIN._replace(
            mode=None, diversion=known(Diversion(PATH, f"{PATH}.distrib", ":")), aside=(f"{PATH}.pipwise",)
        ),
        {},
        "",
    ),
    "closed": report_on(
        PRESENT, PLAIN._replace(mode=0o600, strays=("/usr/lib/python3/EXTERNALLY-MANAGED",)), {}, TEXT
    ),
    "unknown": report_on(environment()._replace(marker=Unknown("it may not be seen")), PLAIN, {}, ""),
    "a file": report_on_file(known(Marker("/m", "malformed", "duplicate-key")), {}, ""),
    "in a venv": report_on(environment(prefix="/home/alice/v"), PLAIN, {}, TEXT),
}


def problems(name: str, document: object) -> list[str]:
    validator = Draft202012Validator(json.loads(schema_text(name)))
    return [error.message for error in validator.iter_errors(json.loads(json.dumps(document)))]


@pytest.mark.parametrize("name", REPORTS)
def test_a_marker_is_what_its_schema_says(name: str) -> None:
    document = marker_json(REPORTS[name])
    assert problems("marker", document) == []
    assert problems("marker", {**document, "readings": None})


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("present", ["state: present", "keys: Error, Error-de", "  apt oder venv", "libpython3.11-stdlib"]),
        ("absent", ["state: absent", "[absent]", "[diverted]", "[set-aside]"]),
        ("closed", ["its mode is 600", "[stray]"]),
        ("unknown", ["unknown: it may not be seen"]),
        ("a file", ["(duplicate-key)"]),
        ("in a venv", ["a virtual environment"]),
    ],
)
def test_a_marker_is_shown(name: str, told: list[str]) -> None:
    assert [one for one in told if one not in show_text(REPORTS[name])] == []


def test_a_check_says_who_stops() -> None:
    text = check_text(REPORTS["present"])
    assert (
        "pip 23.0.1 and later: refuses in the marker's words, exit status 1; past it: --break-system-packages"
        in text
    )
    assert "Nothing is wrong with it." in text
    assert "ends in a traceback, exit status 2" in check_text(REPORTS["a file"])


def test_guards_are_what_their_schema_says() -> None:
    found = [
        guarded(GUARDS["bash"], File("/home/alice/.bashrc", "mine\n", ""), "pipwise"),
        guarded(GUARDS["require-virtualenv"], File("/p", "x = 1\n", ""), "pipwise"),
        guarded(GUARDS["zsh"], File("/home/alice/.zshrc", None, "it belongs to somebody else"), "pipwise"),
        nowhere(GUARDS["pre-commit"], "there is no repository of git here"),
    ]
    document = guard_json(found)
    assert problems("guard", document) == []
    assert problems("guard", {**document, "guards": [{}]})
    text = guard_text(found)
    assert "+# >>> pipwise guard >>>" in text
    assert "it is no plain INI file" in text
    assert "it belongs to somebody else" in text


def test_a_change_is_what_its_schema_says() -> None:
    plan = Plan("remove-marker", "", False, (Divert(PATH, f"{PATH}.distrib", False, ("sudo",)),), ())
    assert problems("change", change_json(("marker", "remove"), plan, 3)) == []
    assert problems("change", change_json(("marker", "remove"), plan, 0)) == []
    assert f"have dpkg keep {PATH} in {PATH}.distrib, by sudo" in change_text(plan)
