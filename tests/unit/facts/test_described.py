"""Recorded facts meet a new command: which Python it means, and where things would go there."""

import io
import json
import random
from pathlib import Path
from typing import Any

import pytest

from pipwise.cli.main import main
from pipwise.decide import decide
from pipwise.errors import UsageError
from pipwise.facts.described import described_candidates, described_directories, described_paths, for_command
from pipwise.facts.schema import facts_from_json, facts_to_json
from pipwise.facts.target import target_of
from pipwise.intent import read_intent
from pipwise.model.decision import Seen, Situation, Wishes
from pipwise.model.facts import Facts, Resolution
from pipwise.model.host import Disposable, PathFact, Place
from pipwise.model.interpreter import Environment, Venv
from pipwise.model.known import Known, Unknown
from pipwise.predict import predict
from pipwise.render.why_json import why_json
from pipwise.render.why_text import why_text
from tests.situations import ENVS, HOME, IN_PROJECT, ROOT, environment, facts, known

NEWER = environment("user", "", "absent", "/opt/python")
NEWER = NEWER._replace(
    interpreter=NEWER.interpreter._replace(
        executable="/opt/python/bin/python3.13", version=(3, 13, 1), base_prefix="/opt/python"
    )
)
VENV = environment(prefix=f"{HOME}/p/.venv")._replace(venv=Venv(f"{HOME}/p/.venv", "/usr/bin", False, None))
NOTHING = Wishes()
COMMANDS = (
    ("pip", "install", "six"),
    ("pip3", "install", "-U", "six>1", "./x"),
    ("sudo", "pip", "install", "--user", "x"),
    ("python3", "-m", "pip", "uninstall", "-y", "six"),
    ("pip3.13", "install", "-r", "r.txt", "--target", "t"),
    ("/usr/bin/pip", "install", "--root", "r", "six"),
    ("pip", "--python", "/x", "install", "six"),
    ("uv", "pip", "install", "--system", "six"),
    ("uv", "sync"),
    ("pipx", "install", "black"),
)


def _target(recorded: Facts, *words: str) -> Environment | str:
    fact = for_command(recorded, read_intent(words)).target
    return fact.why if isinstance(fact, Unknown) else fact.value


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        (("pip", "install", "six"), environment()),
        (("/usr/bin/pip", "install", "six"), environment()),
        (("pip3.11", "install", "six"), environment()),
        (("pip3", "install", "six"), environment()),
        (("uv", "pip", "install", "six"), environment()),
        (("pip3.13", "install", "six"), NEWER),
        (("/opt/python/bin/pip", "install", "six"), NEWER),
        (("/opt/python/bin/python3.13", "-m", "pip", "install", "six"), NEWER),
        (("pip", "--python", "/opt/python/bin/python3.13", "install", "six"), NEWER),
        (("pip", "--python", "/opt/python", "install", "six"), NEWER),
        (("pip3.12", "install", "six"), "the facts do not tell of pip3.12"),
        (("/srv/bin/pip", "install", "six"), "the facts do not tell of /srv/bin/pip"),
        (("pip", "--python", "/srv", "install", "six"), "the facts do not tell of /srv"),
    ],
)
def test_the_python_that_a_command_names_is_looked_for_among_the_recorded(
    words: tuple[str, ...], meant: Environment | str
) -> None:
    assert _target(facts(others=(NEWER,)), *words) == meant


def test_that_another_program_was_not_found_says_nothing_of_this_one() -> None:
    recorded = facts(resolution=known(Resolution("pip", None, None, "", "not-found")))
    assert (
        target_of(for_command(recorded, read_intent(("pip", "install", "x"))), read_intent(("pip",))).problem
        == "not-found"
    )
    other = read_intent(("python3", "-m", "pip", "install", "x"))
    assert target_of(for_command(recorded, other), other).problem == ""


def _seen(recorded: Facts, wishes: Wishes = NOTHING) -> list[Seen]:
    return list(described_candidates(recorded, wishes, described_directories(recorded)))


def _roots(recorded: Facts, wishes: Wishes = NOTHING) -> list[tuple[str, str, str]]:
    return [(seen.role, seen.root, seen.state) for seen in _seen(recorded, wishes)]


PERSONAL = ("personal", f"{ENVS}/default", "absent")


def test_at_home_it_is_the_personal_environment() -> None:
    assert _roots(facts()) == [PERSONAL]


def test_in_a_project_it_is_the_projects_and_works_where_it_is_recorded() -> None:
    assert _roots(facts(**IN_PROJECT)) == [("project", f"{HOME}/p/.venv", "absent"), PERSONAL]
    there = facts(**{**IN_PROJECT, "place": known(Place(f"{HOME}/p", "project", f"{HOME}/p/.venv"))})
    assert _roots(there)[0] == ("project", f"{HOME}/p/.venv", "works")
    broken = VENV._replace(venv=Venv(f"{HOME}/p/.venv", "/usr/bin", False, "its Python is gone"))
    assert _seen(there._replace(others=(broken,)))[0][:4] == (
        "project",
        f"{HOME}/p/.venv",
        "broken",
        "its Python is gone",
    )


def test_what_is_active_and_what_is_asked_for_go_first() -> None:
    active = facts(environment=(("PATH", "/a/bin:/usr/bin"), ("VIRTUAL_ENV", "/a/")))
    assert _roots(active) == [("active", "/a", "absent"), PERSONAL]
    assert _roots(facts(environment=(("PATH", "/usr/bin"), ("VIRTUAL_ENV", "/a")))) == [PERSONAL]
    assert _roots(active, Wishes(env="tools")) == [("asked", f"{ENVS}/tools", "absent")]


def test_root_in_an_image_build_uses_the_images_own_place() -> None:
    host = facts().host._replace(disposable=known(Disposable(True, "image-build", "kaniko")))
    assert _roots(facts(asker=ROOT, host=host))[0] == ("image", "/opt/venv", "absent")
    assert described_directories(facts(asker=ROOT, host=host)).state == ""
    assert described_directories(facts(asker=ROOT)).state == "/var/lib/pipwise"


def test_where_nothing_is_known_of_the_place_it_is_a_project_or_personal() -> None:
    nowhere = facts(place=Unknown("gone"), project=Unknown("gone"))
    assert _roots(nowhere) == [("project", ".venv", "absent"), PERSONAL]


def test_directories_follow_the_recorded_variables_and_platform() -> None:
    assert (
        described_directories(facts(environment=(("XDG_DATA_HOME", "/d"),))).environments == "/d/pipwise/envs"
    )
    mac = facts(host=facts().host._replace(platform="darwin"))
    assert described_directories(mac).environments == f"{HOME}/Library/Application Support/pipwise/envs"
    homeless = facts(asker=facts().asker._replace(home=None))
    assert described_directories(homeless)[:3] == ("", "", "")
    assert _roots(homeless) == []


def test_paths_are_recorded_or_certain_or_unknown() -> None:
    recorded = facts(paths=(("/srv/x", PathFact("directory", True)),))
    asked = ("/srv/x", "/srv/y", "/usr/lib/x", f"{HOME}/t", f"{HOME}/r.txt")
    assert dict(described_paths(recorded, asked, (f"{HOME}/r.txt",), root=False)) == {
        "/srv/x": PathFact("directory", True),
        "/usr/lib/x": PathFact("absent", False),
        f"{HOME}/t": PathFact("absent", True),
    }


SPOILERS: tuple[object, ...] = (
    *(
        "",
        "x",
        "/",
        "//",
        "..",
        "\udcff",
        "é",
        "9" * 20,
        "1.2.3.4",
        "latest",
        "=",
        "\x00",
        "\n",
        "{base}",
        "{nope}",
    ),
    *(
        "true",
        "[x]",
        "%s",
        "~",
        "3.11",
        "><",
        "@",
        "a" * 300,
        0,
        -1,
        2**40,
        None,
        True,
        [],
        {},
        {"unknown": "x"},
    ),
)


def _spoil(data: Any, chance: random.Random) -> None:
    while True:
        keys = list(data) if isinstance(data, dict) else list(range(len(data)))
        if not keys:
            return
        key = chance.choice(keys)
        if not isinstance(data[key], dict | list) or chance.random() < 0.1:
            data[key] = chance.choice(SPOILERS)
            return
        data = data[key]


def _decided(recorded: Facts, words: tuple[str, ...]) -> None:
    intent = read_intent(words)
    recorded = for_command(recorded, intent)
    outcome = predict(target_of(recorded, intent), intent)
    directories = described_directories(recorded)
    seen = described_candidates(recorded, Wishes(), directories)
    situation = Situation(recorded, intent, outcome, Wishes(), directories, seen)
    decision = decide(situation)
    json.dumps(why_json(situation, decision))
    why_text(situation, decision, explain=True)


@pytest.mark.parametrize("seed", range(8))
def test_facts_that_lie_end_in_a_decision_or_in_one_line(seed: int) -> None:
    chance = random.Random(seed)
    good = json.dumps(facts_to_json(facts(**IN_PROJECT, others=(NEWER, VENV))))
    taken = 0
    for _ in range(60):
        document = json.loads(good)
        for _ in range(chance.randint(1, 4)):
            _spoil(document, chance)
        try:
            recorded = facts_from_json(document)
        except UsageError:
            continue
        taken += 1
        _decided(recorded, chance.choice(COMMANDS))
    assert taken


def test_a_decision_on_recorded_facts_is_that_of_the_live_machine() -> None:
    intent = read_intent(COMMANDS[0])
    recorded = facts_from_json(json.loads(json.dumps(facts_to_json(facts()))))
    assert for_command(recorded, intent) == facts()
    assert isinstance(recorded.target, Known)


def test_a_file_of_facts_is_read_from_the_command_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "facts.json"
    file.write_text(
        json.dumps({"schema": "pipwise/doctor/1", "facts": facts_to_json(facts()), "interpreters": []})
    )
    assert main(["why", "--json", "--facts", str(file), "--", "pip", "install", "six"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["outcomes"][0]["code"] == "externally-managed-environment"
    assert document["decision"]["target"]["root"] == f"{ENVS}/default"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "it is not JSON at line 1, column 1"),
        (b"{", "it is not JSON at line 1, column 2"),
        (b"[" * 100_000, "it is nested too deeply"),
        (b"\xff\xfe", "it is not UTF-8 at byte 0"),
        (b'{"schema": NaN}', "NaN is no number in JSON"),
        (b'{"schema": ' + b"1" * 5000 + b"}", "it has a number that no computer can read"),
        (b"null", "the document: an object with the facts is wanted, not null"),
        (b'\xef\xbb\xbf{"schema": "pipwise/facts/1"}', "host: it is missing"),
    ],
)
def test_a_file_that_is_no_facts_is_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes, said: str
) -> None:
    file = tmp_path / "facts.json"
    file.write_bytes(content)
    assert main(["why", "--facts", str(file), "--", "pip", "install", "six"]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith(f"pipwise: --facts {file}: {said}")
    assert captured.err.splitlines()[1:] == ["hint: pipwise schema facts"]


class _Input:
    """Standard input with these bytes in it."""

    def __init__(self, content: bytes) -> None:
        self.buffer = io.BytesIO(content)


def test_facts_come_from_standard_input_too(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", _Input(json.dumps(facts_to_json(facts())).encode()))
    assert main(["why", "--facts", "-", "--", "pip", "install", "six"]) == 0
    assert "externally-managed-environment" in capsys.readouterr().out
    monkeypatch.setattr("sys.stdin", _Input(b" " * 32_000_001))
    assert main(["why", "--facts", "-", "--", "pip", "install", "six"]) == 2
    assert "--facts -: it is larger than 32 MB" in capsys.readouterr().err
    monkeypatch.setattr("sys.stdin", None)
    assert main(["why", "--facts", "-", "--", "pip", "install", "six"]) == 2
    assert "--facts -: there is no standard input" in capsys.readouterr().err
