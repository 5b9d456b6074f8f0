"""Calls of which not everything is known, and what is known of them all the same."""

from __future__ import annotations

import pytest

from tests.unit.lint.judging import verdicts

BOOKWORM = "FROM debian:12\nRUN apt-get update && apt-get install -y python3-pip python3-venv\n"


def said(text: str, path: str = "install.sh") -> list[str]:
    return [v for *_, v in verdicts(path, text)]


def test_menus_that_call_each_other_are_followed_once_around() -> None:
    names = [f"menu{number}" for number in range(12)]
    bodies = [f"{name}() {{ {'; '.join(names)}; }}\n" for name in names]
    last = "setup() { python3 -m venv /opt/v; /opt/v/bin/pip install a; menu0; }\n"
    assert said("".join(bodies) + last + "menu0\nsetup\n") == ["allowed"]


def test_a_helper_runs_each_of_many_different_calls() -> None:
    calls = "".join(f"run pip3 install --break-system-packages a{number}\n" for number in range(40))
    assert said('run() { "$@"; }\n' + calls) == ["risky"] * 40


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        ('"$PYTHON" -m pip install a', "unknown"),
        ("A=b $PYTHON -m pip install -r requirements.txt", "unknown"),
        ("$PIP install a", "unknown"),
        ("$PIP install --break-system-packages a", "risky"),
        ("${pipx_bin} install a", "allowed"),
        ("$STD pip install --break-system-packages a", "risky"),
        ("$SUDO $PIP3 install a", "unknown"),
    ],
)
def test_a_program_that_a_variable_names(line: str, verdict: str) -> None:
    assert said(f"{line}\n") == [verdict]


@pytest.mark.parametrize(
    "line",
    [
        'sudo -u "$OWNER" /opt/v/bin/pip install "numpy<2"',
        "/opt/v/bin/pip install -U /wheels/*.whl",
        "/opt/v/bin/pip install https://example.org/a-1.0-cp27-cp27m-linux_x86_64.whl",
    ],
)
def test_what_an_environment_of_its_own_does_not_refuse(line: str) -> None:
    assert said(f"python3 -m venv /opt/v\n{line}\n") == ["allowed"]


def test_the_end_of_a_block_is_no_requirement() -> None:
    text = (
        "on: push\njobs:\n  a:\n    runs-on: windows-latest\n    steps:\n    - uses: actions/setup-python@v5\n"
        '    - run: if (Test-Path -PathType Leaf "r.txt") { python -m pip install -r r.txt }\n'
    )
    assert said(text, ".github/workflows/a.yml") == ["allowed"]


def test_what_comes_after_a_refused_ensurepip_is_refused_with_it() -> None:
    text = "FROM alpine:3.22\nRUN env\nRUN apk add python3 && python3 -m ensurepip && pip3 install a\n"
    assert said(text, "Dockerfile") == ["refused", "refused"]


@pytest.mark.parametrize("last", ["python3 -m ensurepip", "pip3 install a"])
def test_without_the_marker_nothing_refuses_wherever_it_is(last: str) -> None:
    text = f"FROM example/app\nRUN rm /usr/lib/python*/EXTERNALLY-MANAGED\nRUN {last}\n"
    assert said(text, "Dockerfile") in (["allowed"], ["risky"])


def test_the_flag_is_known_to_the_pip_that_an_image_has_now() -> None:
    text = "FROM python:3.10\nRUN pip install --break-system-packages a\n"
    assert said(text, "Dockerfile") == ["allowed"]
