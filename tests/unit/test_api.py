"""The library for other installers: it says what the commands say, prints nothing and changes nothing."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from pipwise import api
from pipwise.errors import CouldNotLook, UsageError

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "api.md"


@pytest.mark.parametrize(
    ("on", "verdict", "code"),
    [("debian:13", "refused", "externally-managed-environment"), ("debian:11", "risky", None)],
)
def test_it_predicts_for_a_platform(on: str, verdict: str, code: str | None) -> None:
    outcome = api.predict(["pip", "install", "requests"], on=on)
    assert (outcome.verdict, code in (None, outcome.code)) == (verdict, True)


def test_it_decides_here_and_elsewhere(capfd: pytest.CaptureFixture[str]) -> None:
    assert api.decide(["pip3", "install", "requests"]).chosen
    assert api.decide(["pip", "install", "black"], on="debian:13").chosen
    assert capfd.readouterr() == ("", "")


def test_it_lints_a_text() -> None:
    found = api.lint(b"FROM debian:13\nRUN pip install requests\n", "Dockerfile")
    assert found
    assert api.lint(b"FROM python:3.13\nRUN pip install requests\n", "Dockerfile") == ()


def test_what_cannot_be_answered_is_an_error_of_pipwises() -> None:
    with pytest.raises(UsageError):
        api.predict(["pip", "install", "x"], on="nowhere:1")
    with pytest.raises(UsageError):
        api.lint(b"", "a.jpeg")
    with pytest.raises(CouldNotLook):
        api.lint(b"a: [", ".github/workflows/x.yml")


def test_importing_it_costs_nothing_that_is_not_asked_for() -> None:
    line = "import sys, pipwise.api; print([one for one in sys.modules if one.startswith('pipwise.') and one.count('.') < 3])"
    ran = subprocess.run([sys.executable, "-c", line], capture_output=True, text=True, check=True)
    assert "pipwise.cli" not in ran.stdout
    assert "pipwise.lint" not in ran.stdout


def test_the_examples_of_the_page_run(capsys: pytest.CaptureFixture[str]) -> None:
    blocks = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert len(blocks) == 3
    exec(compile("\n".join(blocks), str(PAGE), "exec"), {})
    assert "refused externally-managed-environment" in capsys.readouterr().out
