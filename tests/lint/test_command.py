"""``pipwise lint`` as it is called: paths, formats, settings, other platforms, forecasts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]  # it has no types

from pipwise.cli.main import main
from pipwise.lint.rules import CODES
from pipwise.render.schemas import schema_text

REFUSED = "FROM debian:12\nRUN apt-get update && apt-get install -y python3-pip\nRUN pip install x\n"


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small repository, and the working directory in it."""
    (tmp_path / ".git").mkdir()
    (tmp_path / "Dockerfile").write_text(REFUSED, encoding="utf-8")
    (tmp_path / "ok").mkdir()
    (tmp_path / "ok" / "Dockerfile.python").write_text(
        "FROM python:3.12\nRUN pip install x\n", encoding="utf-8"
    )
    (tmp_path / "README.md").write_text("```sh\nsudo pip install x\n```\n", encoding="utf-8")
    (tmp_path / "build").mkdir()
    (tmp_path / "build" / "Dockerfile").write_text(REFUSED, encoding="utf-8")
    (tmp_path / ".gitignore").write_text("build/\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def documents(capsys: pytest.CaptureFixture[str], *words: str) -> dict:  # type: ignore[type-arg]
    main(words)
    found = json.loads(capsys.readouterr().out)
    assert isinstance(found, dict)
    return found


def test_a_tree_is_looked_into_and_what_is_ignored_is_not(
    tree: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(("lint",)) == 1
    out = capsys.readouterr().out
    assert "Dockerfile:3:5: error: this will be refused" in out
    assert "  3 | RUN pip install x\n    |     ^^^^^^^^^^^^^" in out
    assert "build/" not in out
    assert main(("lint", "ok")) == 0
    assert main(("lint", "--documents", "README.md")) == 1


def test_the_json_is_what_its_schema_says(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = documents(capsys, "lint", "--json")
    assert list(Draft202012Validator(json.loads(schema_text("lint"))).iter_errors(found)) == []
    verdicts = {file["path"]: [site["verdict"] for site in file["sites"]] for file in found["files"]}
    assert verdicts == {
        "Dockerfile": ["refused"],
        "README.md": ["unknown"],
        "ok/Dockerfile.python": ["allowed"],
    }
    assert documents(capsys, "lint", "--format", "json") == found


def test_sarif_names_rules_places_and_repairs(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run = documents(capsys, "lint", "--format=sarif")["runs"][0]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == list(CODES)
    result = run["results"][0]
    assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"] == "install-refused"
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "Dockerfile"
    assert place["region"] == {"startLine": 3, "startColumn": 5, "endLine": 3, "endColumn": 18}
    assert result["fixes"][0]["artifactChanges"][0]["replacements"]


def test_annotations_and_markdown_escape_what_is_theirs(
    tree: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tree / "a,b").mkdir()
    (tree / "a,b" / "Dockerfile").write_text(REFUSED.replace("x\n", '"x|y" %\n'), encoding="utf-8")
    main(("lint", "--format", "github", "a,b"))
    assert capsys.readouterr().out.startswith("::error file=a%2Cb/Dockerfile,line=3,endLine=3,col=5")
    main(("lint", "--format", "markdown", "."))
    out = capsys.readouterr().out
    assert "| `Dockerfile:3` | error | this will be refused" in out


def test_a_baseline_and_settings_take_findings_away(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(("lint", "--json"))
    (tree / "known.json").write_text(capsys.readouterr().out, encoding="utf-8")
    assert main(("lint", "--baseline", "known.json")) == 0
    assert main(("lint",)) == 1
    (tree / "pipwise.toml").write_text('[lint]\nbaseline = "known.json"\n', encoding="utf-8")
    assert main(("lint",)) == 0
    (tree / "pipwise.toml").write_text('[lint]\nexclude = ["Dockerfile"]\n', encoding="utf-8")
    assert main(("lint",)) == 0
    (tree / "pipwise.toml").write_text('[lint]\nignore = ["install-refused"]\n', encoding="utf-8")
    assert main(("lint",)) == 0


def test_a_private_image_is_what_the_settings_say(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = REFUSED.replace("debian:12", "registry.example.com/base:7")
    (tree / "ok" / "Dockerfile").write_text(text, encoding="utf-8")
    assert main(("lint", "ok")) == 0
    (tree / "pipwise.toml").write_text(
        '[images]\n"registry.example.com/base:*" = "debian:12"\n', encoding="utf-8"
    )
    assert main(("lint", "ok")) == 1


def test_another_platform_is_judged_in_its_place(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(("lint", "--on", "debian:11", "Dockerfile")) == 0
    assert main(("lint", "--on", "ubuntu:24.04", "Dockerfile")) == 1
    assert "FROM debian:12, taken to be ubuntu:24.04" in capsys.readouterr().out
    (tree / "i.sh").write_text("#!/bin/sh\npip install x\n", encoding="utf-8")
    assert main(("lint", "i.sh")) == 0
    assert main(("lint", "--on", "debian:12", "i.sh")) == 1


def test_a_forecast_says_what_the_next_release_makes_of_a_floating_tag(
    tree: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tree / "Dockerfile").write_text(REFUSED.replace("debian:12", "debian:oldoldstable"), encoding="utf-8")
    assert main(("lint", "--forecast", "Dockerfile")) == 1
    out = capsys.readouterr().out
    assert (
        "Dockerfile:3: debian:oldoldstable is debian:11 today; with debian:12 this will be refused, not risky: pip install x"
        in out
    )
    found = documents(capsys, "lint", "--forecast", "--json", "Dockerfile")
    assert list(Draft202012Validator(json.loads(schema_text("lint-forecast"))).iter_errors(found)) == []
    (tree / "Dockerfile").write_text(REFUSED, encoding="utf-8")
    assert main(("lint", "--forecast", "Dockerfile")) == 0


@pytest.mark.parametrize(
    "words",
    [
        ("nowhere",),
        ("--no-such",),
        ("--format", "x"),
        ("--baseline", "nowhere.json"),
        ("--on", "no-such-os"),
        ("-",),
        ("--format",),
    ],
)
def test_bad_words_are_one_line(
    tree: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    assert main(("lint", *words)) == 2
    assert "Traceback" not in capsys.readouterr().err


def test_what_cannot_be_read_is_not_clean(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tree / "bad.sh").write_text("#!/bin/sh\npip install x\nif [ ; then (\n", encoding="utf-8")
    (tree / "big.sh").write_bytes(b"#!/bin/sh\npip install x\n" + b"# \n" * 1_500_000)
    found = documents(capsys, "lint", "--json", "bad.sh", "big.sh")
    assert {one["path"] for one in found["not_analysed"]} == {"bad.sh", "big.sh"}
    assert main(("lint", "big.sh")) == 6


def test_a_script_of_a_devcontainer_runs_in_its_image(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tree / ".devcontainer"
    folder.mkdir()
    (folder / "setup.sh").write_text("#!/bin/sh\npip install x\n", encoding="utf-8")
    image = "mcr.microsoft.com/devcontainers/python:3.12"
    (folder / "devcontainer.json").write_text(
        f'{{\n  // a comment\n  "image": "{image}"\n}}\n', encoding="utf-8"
    )
    found = documents(capsys, "lint", "--json", ".devcontainer/setup.sh")
    assert found["files"][0]["sites"][0]["verdict"] == "allowed"


def test_a_difference_is_shown_with_status_1_and_nothing_is_changed(
    tree: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(("lint", "--diff", ".")) == 1
    assert '+ENV PATH="/opt/venv/bin:$PATH"\n' in capsys.readouterr().out
    assert (tree / "Dockerfile").read_text(encoding="utf-8") == REFUSED
    assert main(("lint", "--diff", "ok")) == 0
    assert capsys.readouterr().out == ""
