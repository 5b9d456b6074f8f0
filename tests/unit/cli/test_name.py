"""``pipwise name`` on platforms of the table, as it is typed."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]  # it has no types

from pipwise.cli.main import main
from pipwise.render.schemas import schema_text
from tests.architecture.tree import ROOT


def said(capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    assert main(["name", "--json", *words]) == 0
    document = json.loads(capsys.readouterr().out)
    assert list(Draft202012Validator(json.loads(schema_text("name"))).iter_errors(document)) == []
    return document


def test_a_name_is_answered_for_every_platform(capsys: pytest.CaptureFixture[str]) -> None:
    document = said(capsys, "--on", "debian:13,fedora,arch,alpine,brew,conda", "PyYAML>=6")
    places = {place["on"]: place["names"][0] for place in document["places"]}
    assert places["debian:13"]["packages"][0]["package"] == "python3-yaml"
    assert places["arch"]["packages"][0]["package"] == "python-yaml"
    assert places["debian:13"]["packages"][0]["fit"] == "unknown", "nobody was asked for its version"
    assert places["debian:13"]["install"] == {
        "argv": ["apt-get", "install", "python3-yaml"],
        "root": True,
        "note": None,
    }


@pytest.mark.parametrize(
    ("word", "code", "project"),
    [("cv2", "import-name", "opencv-python"), ("python3-requests", "os-package-name", "requests")],
)
def test_it_works_backwards_and_asks(
    capsys: pytest.CaptureFixture[str], word: str, code: str, project: str
) -> None:
    (found,) = said(capsys, "--on", "debian:13", word)["places"][0]["names"]
    assert found["mistake"]["code"] == code
    assert found["meant"][0]["project"] == project
    assert found["meant"][0]["packages"]
    assert found["install"] is None


def test_gentoos_names_have_a_slash(capsys: pytest.CaptureFixture[str]) -> None:
    (found,) = said(capsys, "--on", "gentoo", "dev-python/requests")["places"][0]["names"]
    assert found["asked"] == "dev-python/requests"


@pytest.mark.parametrize("words", [(), ("./x",), ("git+https://example.org/x",), ("--on", "nowhere:1", "x")])
def test_what_is_no_name_or_no_platform_is_a_usage_error(
    capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    assert main(["name", *words]) == 2
    assert capsys.readouterr().err.startswith("pipwise: ")


def test_commands_that_do_not_ask_a_package_manager_do_not_pay_for_the_back_ends() -> None:
    script = "import sys, pipwise.cli.commands.why; print([m for m in sys.modules if 'backends' in m])"
    done = subprocess.run(
        [sys.executable, "-c", script],
        env={"PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "[]"


def test_a_file_of_requirements_is_no_project(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["name", "--on", "debian:13", "requirements"]) == 0
    said = capsys.readouterr().out
    assert "was -r requirements.txt meant?" in said
    assert "a project of PyPI" not in said
