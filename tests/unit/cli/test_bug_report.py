"""``pipwise bug-report``: whatever secret is planted on this machine, the report is without it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]  # it has no types

from pipwise.facts.schema import facts_from_json
from pipwise.render.schemas import schema_text

PLANTED = ("hunter2", "corp.example", "t0psecret", "xavier", "Ministry", "bunker9", "proxyhost")


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> str:
    home = tmp_path_factory.mktemp("xavier")
    (home / ".config" / "pip").mkdir(parents=True)
    settings = (
        "[global]\nindex-url = https://xavier:hunter2@pypi.corp.example/simple\ntrusted-host = pypi.corp.example\n"
        "proxy = u:t0psecret@proxyhost:8080\nno-index = true\nfind-links = /srv/Ministry https://pypi.org/x\n"
    )
    (home / ".config" / "pip" / "pip.conf").write_text(settings)
    work = home / "Ministry-project"
    (work / ".venv").mkdir(parents=True)
    (work / "pyproject.toml").write_text("[project]\nname = 'x'\n")
    environment = {
        "PATH": f"{home}/bin:{os.environ['PATH']}",
        "HOME": str(home),
        "USER": "xavier",
        "LOGNAME": "xavier",
        "HOSTNAME": "bunker9",
        "MY_TOKEN": "t0psecret",
        "Ministry": "1",
        "PIP_EXTRA_INDEX_URL": "https://t0psecret@git.corp.example/simple",
        "UV_INDEX_URL": "https://t0psecret@git.corp.example/simple",
        "PYTHONPATH": str(Path(__file__).parents[3] / "src"),
    }
    ran = subprocess.run(
        [sys.executable, "-m", "pipwise", "bug-report", "-"],
        env=environment,
        cwd=work,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


@pytest.mark.parametrize("secret", PLANTED)
def test_nothing_that_was_planted_is_in_it(report: str, secret: str) -> None:
    assert [line for line in report.splitlines() if secret.lower() in line.lower()] == []


def test_it_is_what_its_schema_says_and_can_be_decided_from(report: str) -> None:
    document = json.loads(report)
    Draft202012Validator(json.loads(schema_text("bug-report"))).validate(document)
    assert facts_from_json(document["doctor"]["facts"])
    values = {
        one["key"]: one["value"] for one in document["doctor"]["facts"]["pip_settings"]["known"]["values"]
    }
    assert values["no-index"] == "true"
    assert values["find-links"] == "[hidden] https://pypi.org/x"
