"""Commands inside of environments that another tool keeps, and packages that a release does not have."""

from __future__ import annotations

import pytest

from tests.unit.lint.judging import verdicts


def said(text: str, path: str = "setup.sh") -> list[str]:
    return [v for *_, v in verdicts(path, text)]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("conda run -n a pip install b", ["allowed"]),
        ("mamba run --no-capture-output -p /opt/a python -m pip install b", ["allowed"]),
        ("pipenv run pip install b", ["allowed"]),
        ("poetry run python -m pip install b", ["allowed"]),
        ("poetry config virtualenvs.create false\npoetry run pip install b", []),
        ("pipenv run pip install b\npip install c", ["allowed", "unknown"]),
    ],
)
def test_a_command_inside_of_an_environment(line: str, expected: list[str]) -> None:
    assert said(f"{line}\n") == expected


APT = "RUN apt-get update && apt-get install -y {} python3-pip\n"


@pytest.mark.parametrize(
    ("image", "package", "verdict"),
    [
        ("ubuntu:24.04", "python3.12", "refused"),
        ("ubuntu:24.04", "python3.7", "unknown"),
        ("debian:12", "python3.11-venv", "refused"),
        ("debian:12", "python3.9-dev", "unknown"),
        ("ubuntu:22.04", "python3.7", "risky"),
    ],
)
def test_a_release_has_one_python_alone(image: str, package: str, verdict: str) -> None:
    text = f"FROM {image}\n{APT.format(package)}RUN pip3 install a\n"
    assert said(text, "Dockerfile") == [verdict]


def test_a_repository_of_others_has_more() -> None:
    text = (
        "FROM ubuntu:24.04\nRUN apt-get update && apt-get install -y software-properties-common"
        " && add-apt-repository ppa:deadsnakes/ppa\n" + APT.format("python3.7") + "RUN pip3 install a\n"
    )
    assert said(text, "Dockerfile") == ["refused"]


def test_what_goes_past_the_mark_does_so_wherever_the_build_ends() -> None:
    text = "FROM ubuntu:24.04\n" + APT.format("python3.7") + "RUN pip3 install --break-system-packages a\n"
    assert said(text, "Dockerfile") == ["risky"]


def test_the_systems_python_beside_an_images_own_has_no_pip() -> None:
    text = "FROM python:3.14-bookworm\nRUN python3.11 -m pip install a\n"
    assert said(text, "Dockerfile") == ["fails"]


@pytest.mark.parametrize(
    ("image", "verdict"),
    [
        ("opensuse:latest", "risky"),
        ("opensuse:42.3", "risky"),
        ("opensuse/leap:16.0", "refused"),
        ("example/raspbian-stretch:1.2", "risky"),
        ("example/ubuntu18.04-tools", "risky"),
        ("example/tools", "unknown"),
    ],
)
def test_a_name_may_tell_an_old_system(image: str, verdict: str) -> None:
    assert said(f"FROM {image}\nRUN pip3 install a\n", "Dockerfile") in (
        [verdict],
        ["fails" if verdict == "refused" else verdict],
    )


@pytest.mark.parametrize(
    ("install", "verdict"),
    [
        ("apt-get update && apt-get install python3-pip", "unknown"),
        ("apt-get update && apt-get install -qqy python3-pip", "refused"),
        ("apt-get update && apt-get -qq install python3-pip", "refused"),
        ("apt-get update && apt-get install python3-pip --yes", "refused"),
        ("apt-get update && yes | apt-get install python3-pip", "refused"),
        ("apt-get update && echo y | apt-get install python3-pip", "refused"),
        ("apt-get update && apt-get install -y python3-pip && apt-get install python3-pip", "refused"),
    ],
)
def test_apt_asks_and_a_build_does_not_answer(install: str, verdict: str) -> None:
    text = f"FROM debian:12\nRUN {install}\nRUN pip3 install a\n"
    assert said(text, "Dockerfile") == [verdict]


def test_a_system_that_rolls_has_no_old_python() -> None:
    text = "FROM kalilinux/kali-rolling\n" + APT.format("python3.8") + "RUN pip3 install a\n"
    assert said(text, "Dockerfile") == ["unknown"]


def test_a_script_about_compose_is_a_script() -> None:
    assert said("pip install --break-system-packages a\n", "docker-compose-setup.sh") == ["risky"]


@pytest.mark.parametrize(
    "name", ["compose.yaml", "docker-compose.ci.yml", "docker-compose-dev.yml", "a/compose.dev.yml"]
)
def test_a_compose_file_is_known_by_its_name(name: str) -> None:
    text = "services:\n  a:\n    image: python:3.12\n    command: pip install a\n"
    assert said(text, name) == ["allowed"]
