"""Scripts that ask whether an environment is active, and machines that a command gives away."""

from __future__ import annotations

import pytest

from tests.unit.lint.judging import verdicts


def said(text: str, path: str = "setup.sh") -> list[str]:
    return [v for *_, v in verdicts(path, text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('if [ -z "$VIRTUAL_ENV" ]; then\n echo no\n exit 1\nfi\npip install a\n', ["allowed"]),
        ('[ -z "$VIRTUAL_ENV" ] && exit 1\npip install a\n', ["allowed"]),
        (
            'if [ -n "$VIRTUAL_ENV" ]; then\n pip install a\nelse\n pip install b\nfi\n',
            ["allowed", "unknown"],
        ),
        (
            'if [[ "$VIRTUAL_ENV" == "" ]]; then\n python3 -m venv .v\n . .v/bin/activate\nfi\npip install a\n',
            ["allowed"],
        ),
        ('if [ -z "$VIRTUAL_ENV" ]; then\n echo "better use one"\nfi\npip install a\n', ["unknown"]),
        ('if [ -z "$HOME" ]; then\n exit 1\nfi\npip install a\n', ["unknown"]),
        ('if [ -z "$VIRTUAL_ENV" ]; then\n exit 1\nfi\nsudo pip install a\n', ["unknown"]),
    ],
)
def test_a_script_that_asks_for_an_environment(text: str, expected: list[str]) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("sudo apt -y install kali-linux-headless\npython3 -m pip install a\n", ["refused"]),
        ("sudo apt -y install nmap\npython3 -m pip install a\n", ["unknown"]),
        ("termux-setup-storage\npkg install python\npip install a\n", ["allowed"]),
    ],
)
def test_a_command_gives_the_system_away(text: str, expected: list[str]) -> None:
    assert said(text) in (expected, ["risky"] if expected == ["allowed"] else expected)


BOX = (
    'Vagrant.configure(2) do |config|\n  config.vm.box = "{}"\n'
    '  config.vm.provision "shell", inline: <<-SHELL\n{}  SHELL\nend\n'
)
APT = "    apt-get update && apt-get install -y python3-pip\n    pip3 install a\n"


@pytest.mark.parametrize(
    ("box", "verdict"),
    [
        ("precise64", "risky"),
        ("hashicorp/bionic64", "risky"),
        ("bookworm64", "refused"),
        ("mine/box", "unknown"),
    ],
)
def test_a_box_is_called_by_its_codename(box: str, verdict: str) -> None:
    assert said(BOX.format(box, APT), "Vagrantfile") == [verdict]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["apk add python3 && python3 -mpip install -U pip", "python3 -mpip install a"], ["fails", "fails"]),
        (
            ["apk add python3 py3-pip && python3 -mpip install -U pip", "python3 -mpip install a"],
            ["refused", "refused"],
        ),
    ],
)
def test_a_pip_that_is_not_there_installs_none(lines: list[str], expected: list[str]) -> None:
    text = "FROM alpine:3.22\n" + "".join(f"RUN {line}\n" for line in lines)
    assert said(text, "Dockerfile") == expected


@pytest.mark.parametrize(
    ("image", "lines", "expected"),
    [
        ("alpine:3.4", ["apk add python3 && python3 -m ensurepip"], ["allowed"]),
        ("tensorflow/tensorflow:latest-py3", ["pip install -U pip"], ["risky"]),
        ("nvcr.io/nvidia/tensorflow:19.09-py3", ["pip install a"], ["risky"]),
        ("bitnami/spark:latest", ["pip install a"], ["allowed"]),
    ],
)
def test_nothing_of_an_old_or_own_python_is_refused(
    image: str, lines: list[str], expected: list[str]
) -> None:
    text = f"FROM {image}\n" + "".join(f"RUN {line}\n" for line in lines)
    assert said(text, "Dockerfile") == expected


def test_a_dockerfile_is_known_by_what_its_name_begins_with() -> None:
    text = "FROM ubuntu:22.04\nRUN apt-get update && apt-get install -y python3-pip && pip3 install a\n"
    assert said(text, "docker/Dockerfile-ubuntu-22.04") == ["risky"]


@pytest.mark.parametrize("options", ['"$TOOL"', "--pip-args='--no-index -r x' \"$TOOL\"", "a"])
def test_pipx_has_an_environment_for_everything(options: str) -> None:
    assert said(f"pipx install {options}\n") == ["allowed"]


@pytest.mark.parametrize(
    ("text", "path", "verdict"),
    [
        ("pacman -S --noconfirm python-pip\npip install a\n", "setup.sh", "refused"),
        ("pacman -S --noconfirm mingw-w64-x86_64-python-pip\npip install a\n", "setup.sh", "unknown"),
        (
            (
                "on: push\njobs:\n  a:\n    runs-on: ${{ inputs.os }}\n    steps:\n    - shell: bash\n"
                "      run: |\n        /usr/bin/pacman -S openssh\n        python3 -m pip install a\n"
            ),
            ".github/workflows/a.yml",
            "unknown",
        ),
    ],
)
def test_a_pacman_on_windows_is_not_archs(text: str, path: str, verdict: str) -> None:
    assert said(text, path) == [verdict]
