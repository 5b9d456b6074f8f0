"""``pipwise doctor``: the recorded machines as people and programs get to see them."""

from __future__ import annotations

import json

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]  # it has no types

from pipwise.cli.commands.doctor import check_up, is_incomplete, run
from pipwise.cli.words import Own
from pipwise.errors import UsageError
from pipwise.facts.checkup import Checkup
from pipwise.facts.schema import facts_from_json
from pipwise.model.known import Unknown
from pipwise.render.doctor_json import doctor_json
from pipwise.render.doctor_text import doctor_text
from pipwise.render.schemas import schema_text
from pipwise.system.look import Answer
from tests.recorded.look import (
    SCRIPT,
    Node,
    RecordedLook,
    directory,
    link,
    machine,
    program,
    recording,
    recordings,
)
from tests.unit.facts.test_interpreter import MARK, oneself


@pytest.fixture(autouse=True)
def nobodys_directories(monkeypatch: pytest.MonkeyPatch) -> None:
    """pipwise's own directories are asked of the process that it runs in."""
    for name in ("XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)


def checkup_of(look: RecordedLook, monkeypatch: pytest.MonkeyPatch) -> Checkup:
    monkeypatch.setenv("HOME", look.environment.get("HOME", "/root"))
    return check_up(look)


@pytest.mark.parametrize("name", recordings())
def test_the_json_is_what_its_schema_says_and_can_be_read_back(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    checkup = checkup_of(recording(name), monkeypatch)
    document = json.loads(json.dumps(doctor_json(checkup)))
    Draft202012Validator(json.loads(schema_text("doctor"))).validate(document)
    assert facts_from_json(document) == checkup.facts
    assert [one["path"] for one in document["interpreters"]] == ["/usr/bin/python3"]


@pytest.mark.parametrize("name", recordings())
def test_the_text_is_80_columns_wide_where_paths_permit(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    text = doctor_text(checkup_of(recording(name), monkeypatch))
    assert [line for line in text.splitlines() if len(line) > 80 and " " in line.strip()] == []
    assert text.startswith("/usr/bin/python3  (what pip, pip3 and python3 run here)\n")


def test_debian_12_for_people(monkeypatch: pytest.MonkeyPatch) -> None:
    text = doctor_text(checkup_of(recording("debian-12-alice"), monkeypatch))
    for line in (
        "  Python 3.11.2 in /usr, owned by the operating system (apt, package",
        "  marker: externally managed (/usr/lib/python3.11/EXTERNALLY-MANAGED)",
        "  pip 23.0.1 with Debian's patches in /usr/lib/python3/dist-packages",
        "  python -m venv works, ensurepip is missing",
        "  pip install is refused: externally-managed-environment (exit status 1)",
        "  installs into /usr/local/lib/python3.11/dist-packages (you may not",
        "  user: alice (uid 1000), shell bash",
        "  project: /home/alice/project, by /home/alice/project/requirements.txt",
        "  global.index-url = https://example.org/simple",
    ):
        assert line in text


PROBE = ("/usr/bin/python3", "-I", "-B", "-c", SCRIPT)


def small(files: dict[str, Node | str], **variables: str) -> RecordedLook:
    layout = {
        "schemes": [["s", "{base}/lib", "", "", ""]],
        "default": "s",
        "prefix": "s",
        "user": "s",
        "home": "s",
    }
    said = oneself(prefix="/usr", base_prefix="/usr", stdlib="/usr/lib/python3.12", layout=layout)
    answers: dict[tuple[str, ...], Answer] = {PROBE: Answer(0, f"{MARK}{said}{MARK}".encode(), b"")}
    base: dict[str, Node | str] = {
        "/work": directory(),
        "/usr/bin/python3": program(),
        "/usr/bin/pip": program("#!/usr/bin/python3\n"),
        "/proc/sys/kernel/osrelease": "6",
    }
    environment = {"PATH": "/usr/bin", "HOME": "/root", **variables}
    return machine({**base, **files}, environment=environment, cwd="/work", answers=answers)


def test_secrets_stay_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    look = small(
        {
            "/etc/pip.conf": "[global]\nextra-index-url = https://a:secret@x/simple\n  https://token@y/simple\n"
        },
        PIP_INDEX_URL="https://user:secret@example.org/simple",
        UV_INDEX_PRIVATE_PASSWORD="secret",
        PIP_KEYRING_TOKEN="token-secret",
    )
    checkup = checkup_of(look, monkeypatch)
    for shown in (doctor_text(checkup), json.dumps(doctor_json(checkup))):
        assert "secret" not in shown
        assert "token@" not in shown
        assert "example.org" in shown


def test_what_could_not_be_asked_says_why_and_does_not_hide_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    bad: dict[str, Node | str] = {
        "/usr/local/bin/python3.9": program(),
        "/usr/bin/python3.10": program(uid=1000),
        "/work/.venv/pyvenv.cfg": "home = /gone\n",
        "/work/.venv/bin/python": link("/gone/python"),
    }
    checkup = checkup_of(small(bad), monkeypatch)
    text = doctor_text(checkup)
    assert "unknown: /usr/local/bin/python3.9 is not something that can be run here" in text
    assert "unknown: root does not run /usr/bin/python3.10" in " ".join(text.split())
    assert "/work/.venv/bin/python\n  unknown: /work/.venv/bin/python" in text
    assert not is_incomplete(checkup)


@pytest.mark.parametrize(
    ("changes", "incomplete"),
    [
        ({}, False),
        ({"/usr/bin/python3": program(uid=1000)}, True),
        ({"/usr/bin/pip": program("#!/bin/bash\n")}, True),
    ],
)
def test_the_exit_code_says_whether_what_matters_was_seen(
    changes: dict[str, Node | str], incomplete: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert is_incomplete(checkup_of(small(changes), monkeypatch)) is incomplete


def test_a_machine_without_any_python(monkeypatch: pytest.MonkeyPatch) -> None:
    checkup = checkup_of(machine({"/work": directory()}, cwd="/work"), monkeypatch)
    assert doctor_text(checkup).startswith("No Python was found.\n")
    assert not is_incomplete(checkup)
    document = json.loads(json.dumps(doctor_json(checkup)))
    Draft202012Validator(json.loads(schema_text("doctor"))).validate(document)


def test_a_working_directory_that_is_gone_is_shown_and_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    look = small({})
    gone = RecordedLook(look.machine._replace(cwd=""))
    checkup = checkup_of(gone, monkeypatch)
    assert "working directory: unknown (the working directory is gone)" in doctor_text(checkup)
    assert is_incomplete(checkup)


def test_the_most_important_python_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    look = small(
        {"/opt/x/python3.12": program(), "/usr/local/bin/python3.9": program()}, PATH="/opt/x:/usr/bin"
    )
    checkup = checkup_of(look, monkeypatch)
    assert checkup.examined[0].listed.path == "/usr/bin/python3"
    assert isinstance(checkup.examined[-1].environment, Unknown)


def test_arguments_are_refused() -> None:
    with pytest.raises(UsageError):
        run(Own(), ("everything",))
