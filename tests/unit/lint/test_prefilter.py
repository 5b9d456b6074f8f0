"""A file that the search for a few bytes leaves out has nothing to judge in it."""

from __future__ import annotations

import os
import re

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from pipwise.lint.analyse import Wanted, analyse
from pipwise.lint.discover import Candidate
from pipwise.lint.kinds import KINDS, Kind
from pipwise.lint.rules import RULES
from pipwise.lint.worth import worth_it
from tests.lint.test_truth import DOCKERFILES, OTHERS

_KINDS = {kind.name: kind for kind in KINDS}
_COMMANDS = st.sampled_from(
    [
        *(
            "pip install a",
            "pip3 list",
            "python3 -m pip install a",
            "python3 -mpip install a",
            "python -Impip list",
        ),
        *(
            "/usr/bin/pip3.11 install a",
            "sudo pip install a",
            "pip.exe install a",
            "pipx install a",
            "pip-3.11 install a",
        ),
        *(
            "uv pip install a",
            "uvx a",
            "uv sync",
            "uv add a",
            "/root/.local/bin/uv pip list",
            "python3 get-pip.py",
        ),
        *(
            "python3 -m ensurepip",
            "poetry install",
            "python3 setup.py install",
            "pipenv install",
            "uv tool install a",
        ),
        *(
            "rm /usr/lib/python3.11/EXTERNALLY-MANAGED",
            "python3 -m venv v",
            "python3 -mvenv v",
            "virtualenv v",
        ),
        *(
            "export PIP_USER=1",
            "echo a",
            "apt-get install -y curl",
            "make",
            "true",
            "cd /tmp",
            "X=1",
            ". v/bin/activate",
        ),
    ]
)
_SHAPES = {
    "dockerfile": "FROM debian:12\nRUN {}\n",
    "shell": "#!/bin/sh\n{}\n",
    "github-actions": "jobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: {}\n",
    "gitlab-ci": "a:\n  script:\n    - {}\n",
    "makefile": "a:\n\t{}\n",
    "ansible": "- hosts: all\n  tasks:\n    - shell: {}\n",
    "document": "```sh\n{}\n```\n",
    "python": 'import os, subprocess\nos.system("{}")\n',
    "cloud-init": "#cloud-config\nruncmd:\n  - {}\n",
}


def _is_read(kind: Kind, data: bytes) -> bool:
    return worth_it(data) and (not kind.needs or any(word in data for word in kind.needs))


def _has_something(kind: Kind, data: bytes) -> bool:
    report, _ = analyse(Candidate("a", kind, data), Wanted(documents=True))
    return report is not None and bool(report.analysis.sites or report.findings)


@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(sorted(_SHAPES)), st.lists(_COMMANDS, min_size=1, max_size=2))
@example("shell", ["python3 -mpip install a"])
@example("dockerfile", ["python -Impip list"])
@example("shell", ["python3 -mvenv v"])
def test_what_is_left_out_has_nothing_in_it(name: str, commands: list[str]) -> None:
    data = _SHAPES[name].format(" && ".join(commands)).encode()
    assert _is_read(_KINDS[name], data) or not _has_something(_KINDS[name], data)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_example_of_a_rule_is_read(rule: object) -> None:
    example = next(one.example for one in RULES if one is rule)
    assert _is_read(_KINDS[example.kind], example.before.encode())


def test_every_snippet_is_read() -> None:
    texts = [text for text, *_ in DOCKERFILES.values()] + [text for _, text, *_ in OTHERS.values()]
    assert all(worth_it(text.encode()) for text in texts)


def test_every_build_is_read() -> None:
    place = os.path.join(os.path.dirname(__file__), "..", "..", "lint", "builds")
    names = [name for name in os.listdir(place) if name.endswith(".Dockerfile")]
    assert names
    for name in names:
        with open(os.path.join(place, name), "rb") as file:
            assert worth_it(file.read()), name


_PIP = re.compile(
    rb"(?:(?<![A-Za-z_])|(?<=-m)|(?<=-[A-Za-z]m))(?:get-)?pip(?:[23](?:\.\d+)?|x|env)?(?![A-Za-z_])"
)
_UV = re.compile(rb"(?<![\w-])uvx?[ \"',](?:pip|sync|venv|tool|run|add|remove|lock|python)?")


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from([*'pipuvxm -_23."a', "pip", "uv", "get-", "-m", "-I", "env"]), max_size=12))
@example(["-I", "m", "pip"])
@example(["a", "-", "m", "pip"])
@example(["get-", "pip"])
@example(["a", "get-", "pip"])
@example(["-m", "v", "env"])
def test_the_quick_search_finds_what_the_plain_patterns_find(parts: list[str]) -> None:
    data = "".join(parts).encode()
    makes_venv = b"-m venv" in data or b"mvenv" in data
    assert worth_it(data) == (makes_venv or bool(_PIP.search(data) or _UV.search(data)))
