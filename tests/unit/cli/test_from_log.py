"""`pipwise why LOG`: from the bytes of a log to the decision, its text and its JSON."""

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]  # it has no types

from pipwise.cli.main import main
from pipwise.render.schemas import schema_text
from tests.unit.logs.damages import with_prefix
from tests.unit.logs.specimens import ALPINE, ARCH, DEBIAN, SPECIMENS, pip_says

VALIDATOR = Draft202012Validator(json.loads(schema_text("why")))
Captured = pytest.CaptureFixture[str]
BUILD = (
    "#8 [2/2] RUN pip3 install awscli\n"
    + with_prefix("#8 0.5 ")(pip_says(ALPINE))
    + "\n------\nDockerfile:3\n--------------------\n"
)


def _why(capsys: Captured, path: Path, text: str, *words: str) -> dict[str, Any]:
    path.write_text(text, encoding="utf-8")
    code = main(["why", "--json", "--from-log", str(path), *words])
    said = capsys.readouterr()
    assert said.err == ""
    document: dict[str, Any] = json.loads(said.out)
    assert [error.message[:200] for error in VALIDATOR.iter_errors(document)] == []
    assert code == (6 if document["outcomes"][0]["verdict"] == "unknown" else 0)
    assert len(document["outcomes"]) == max(1, len(document["log"]))
    return document


def test_the_outcome_of_a_log_is_observed_and_its_evidence_is_lines(capsys: Captured, tmp_path: Path) -> None:
    document = _why(capsys, tmp_path / "build.log", BUILD)
    outcome = document["outcomes"][0]
    assert (outcome["verdict"], outcome["code"]) == ("refused", "externally-managed-environment")
    assert outcome["evidence"][0]["where"].startswith("lines 2-")
    assert document["intent"]["requirements"][0]["name"] == "awscli"
    assert document["log"][0]["stand"]["known"]["path"] == "Dockerfile"
    assert document["decision"]["chosen"]


def test_of_several_failures_the_first_refusal_is_decided_about(capsys: Captured, tmp_path: Path) -> None:
    log = "$ python3 -m ensurepip\nensurepip is disabled in Debian/Ubuntu for the system python.\n\n$ pip install a\n"
    document = _why(capsys, tmp_path / "l", log + pip_says(DEBIAN) + "\n$ pip install b\n" + pip_says(DEBIAN))
    assert document["log"][0]["first"] == 5
    assert [one["code"] for one in document["outcomes"]] == [
        "externally-managed-environment",
        "ensurepip-disabled",
        "externally-managed-environment",
    ]
    assert document["intent"]["words"] == ["pip", "install", "a"]


def test_what_a_log_leaves_open_is_complemented(capsys: Captured, tmp_path: Path) -> None:
    log = "error: externally-managed-environment"
    document = _why(
        capsys,
        tmp_path / "l",
        log,
        *["--on", "debian:12", "--as", "root", "--context", "dockerfile", "--", "pip3", "install", "six"],
    )
    assert document["intent"]["words"] == ["pip3", "install", "six"]
    answers = {one["question"]: one["answer"] for one in document["decision"]["questions"]}
    assert (answers["owner"], answers["marker"], answers["who"]) == ("os", "present", "root-in-build")


def test_what_neither_says_is_unknown(capsys: Captured, tmp_path: Path) -> None:
    document = _why(capsys, tmp_path / "l", "error: externally-managed-environment")
    answers = {one["question"]: one["answer"] for one in document["decision"]["questions"]}
    assert (answers["marker"], answers["owner"], answers["disposable"]) == ("present", "unknown", "unknown")


def test_a_system_without_its_version_is_no_version(capsys: Captured, tmp_path: Path) -> None:
    document = _why(capsys, tmp_path / "l", "$ pip install six\n" + pip_says(ALPINE))
    assert "3.14" not in json.dumps(document)


@pytest.mark.parametrize("specimen", SPECIMENS, ids=lambda one: one.signature)
def test_every_signature_goes_the_whole_way(capsys: Captured, tmp_path: Path, specimen: Any) -> None:
    document = _why(capsys, tmp_path / "l", specimen.text)
    assert document["outcomes"][0]["code"] == (specimen.code or "unknown")


def test_a_log_that_contradicts_the_prediction_says_so(capsys: Captured, tmp_path: Path) -> None:
    document = _why(capsys, tmp_path / "l", "$ pip install six\n" + pip_says(DEBIAN), "--on", "debian:11")
    assert [one["code"] for one in document["contradictions"]] == ["log-and-prediction"]


def test_no_refusal_is_said_and_is_exit_code_6(capsys: Captured, tmp_path: Path) -> None:
    (tmp_path / "a.log").write_text("Successfully installed six-1.17.0\n")
    assert main(["why", str(tmp_path / "a.log")]) == 6
    assert capsys.readouterr().out == "no refusal found in this log\n"
    assert _why(capsys, tmp_path / "b", "")["log"] == []


def test_a_log_comes_from_standard_input_too(capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    for words in (["why", "-"], ["why", "--from-log", "-"], ["why", "-", "--explain"]):
        stream = io.TextIOWrapper(io.BytesIO(("+ pip install six\n" + pip_says(ARCH)).encode()))
        monkeypatch.setattr(sys, "stdin", stream)
        assert main(words) == 0
        text = capsys.readouterr().out
        assert "pip refused: externally-managed-environment" in text
        assert "Arch's" in text
        assert max(map(len, text.splitlines())) <= 80


def test_own_options_may_stand_behind_the_file(capsys: Captured, tmp_path: Path) -> None:
    path = tmp_path / "build.log"
    path.write_text(BUILD)
    assert main(["why", str(path), "--json", "--on", "alpine:3.20", "--", "pip", "install", "six"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["intent"]["words"] == ["pip", "install", "six"]


@pytest.mark.parametrize("name", ["missing.log", "."])
def test_a_log_that_cannot_be_read_is_one_line(capsys: Captured, tmp_path: Path, name: str) -> None:
    assert main(["why", "--from-log", str(tmp_path / name)]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert len(said.err.splitlines()) == 1


def test_requirements_are_no_logs(capsys: Captured, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "requirements.txt").write_text("six\n")
    (tmp_path / "six").write_text("")
    monkeypatch.chdir(tmp_path)
    for word in ("requirements.txt", "six"):
        main(["why", "--json", "--on", "debian:12", word])
        assert "log" not in json.loads(capsys.readouterr().out)


def test_what_is_called_a_log_is_one_and_has_to_be_there(capsys: Captured, tmp_path: Path) -> None:
    assert main(["why", str(tmp_path / "no.log")]) == 2
    assert "no.log: the log cannot be read" in capsys.readouterr().err


def test_where_the_log_does_not_show_what_was_wanted_no_command_without_it_is_offered(
    capsys: Captured, tmp_path: Path
) -> None:
    path = tmp_path / "l"
    path.write_text(pip_says(DEBIAN), encoding="utf-8")
    assert main(["why", str(path)]) == 0
    said = capsys.readouterr().out
    assert "it is not shown what was to be installed" in said
    assert "do it:    pipwise install NAME\n" in said
    assert "by hand" not in said


@pytest.mark.parametrize(
    "log",
    [
        "$ uv pip install six\nerror: No virtual environment found; run `uv venv` to create an environment",
        "$ pip install six\nbash: pip: command not found",
        "$ python3 -m pip install six\n/usr/bin/python3: No module named pip",
        "$ pip install six\nERROR: Could not install packages due to an OSError: [Errno 13] Permission denied: '/usr/x'",
    ],
)
def test_of_an_unknown_machine_it_is_still_known_that_an_environment_helps(
    capsys: Captured, tmp_path: Path, log: str
) -> None:
    document = _why(capsys, tmp_path / "l", log + "\n")
    assert document["decision"]["chosen"] == "venv"
    questions = {one["question"]: one["answer"] for one in document["decision"]["questions"]}
    assert (questions["owner"], questions["marker"]) == ("unknown", "unknown")


@pytest.mark.parametrize(
    ("context", "language", "line"),
    [
        ("dockerfile", "dockerfile", 'ENV PATH="/opt/venv/bin:$PATH"'),
        ("gitlab", "gitlab", "  - . .venv/bin/activate"),
        ("github-actions", "github-actions", '    echo "$PWD/.venv/bin" >> "$GITHUB_PATH"'),
    ],
)
def test_what_stands_in_a_file_is_answered_in_its_words(
    capsys: Captured, context: str, language: str, line: str
) -> None:
    words = ["--on", "debian:12", "--offline", "--context", context, "pip", "install", "six"]
    assert main(["why", *words]) == 0
    said = capsys.readouterr().out
    assert f"# {language}:" in said
    assert line in said
    assert "python3-venv" in said or context == "github-actions"
    assert "do it:" not in said


def test_a_machine_that_has_the_name_of_its_board_is_taken_for_it(capsys: Captured, tmp_path: Path) -> None:
    log = "alice@raspberrypi:~ $ pip install RPi.GPIO\n" + pip_says(DEBIAN)
    document = _why(capsys, tmp_path / "l", log)
    assert document["log"][0]["platform"]["known"].startswith("raspios")
    assert document["decision"]["chosen"] == "os-package"


@pytest.mark.parametrize(
    "typed",
    [
        "$ curl -sSL https://get.example.org/radio | sudo bash",
        "$ wget -qO- https://get.example.org/radio | sh -s -- --yes",
        '$ bash -c "$(curl -fsSL https://get.example.org/radio)"',
    ],
)
def test_a_script_from_the_network_is_somebodys_installer(
    capsys: Captured, tmp_path: Path, typed: str
) -> None:
    log = f"{typed}\nSetting up the radio\n{pip_says(DEBIAN)}"
    document = _why(capsys, tmp_path / "radio.log", log)
    assert document["decision"]["chosen"] == "mend-file"
    assert document["log"][0]["stand"]["known"]["path"] == "https://get.example.org/radio"


def test_what_is_chosen_in_an_editors_dialog_was_asked_for(capsys: Captured, tmp_path: Path) -> None:
    words = "/usr/bin/python3 -m pip --disable-pip-version-check --no-color install --user midi-keys"
    document = _why(capsys, tmp_path / "thonny.log", f"Thonny 4.1\n{words}\n{pip_says(DEBIAN)}", "--offline")
    assert document["decision"]["chosen"] == "venv"


def test_an_option_that_an_old_pip_does_not_know_has_a_way_out(capsys: Captured, tmp_path: Path) -> None:
    log = "$ pip3 install --break-system-packages six\n\nno such option: --break-system-packages\n"
    assert _why(capsys, tmp_path / "old.log", log)["decision"]["chosen"] == "venv"
