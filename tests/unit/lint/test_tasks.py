"""Tasks of Ansible: what a file tells of its hosts, and repairs in every way to write a task."""

from __future__ import annotations

import pytest
import yaml

from pipwise.catalog.ansible import is_for_modules, needed_by
from pipwise.lint.analyse import Wanted, analyse
from pipwise.lint.discover import Candidate
from pipwise.lint.kinds import kind_of
from pipwise.lint.mend import Mended, mend

PLAY = "- hosts: all\n  become: true\n  tasks:\n"


def candidate(text: str, path: str = "playbooks/site.yml") -> Candidate:
    kind = kind_of(path, b"")
    assert kind is not None
    return Candidate(path, kind, text.encode())


def verdicts(text: str, on: str = "") -> list[str]:
    report = analyse(candidate(text), Wanted(on=on))[0]
    assert report is not None
    return [site.verdict for site in report.analysis.sites]


def repaired(
    text: str, *, on: str = "debian:12", unsafe: bool = True, path: str = "playbooks/site.yml"
) -> Mended:
    mended = mend(candidate(text, path), Wanted(on=on), unsafe=unsafe)
    yaml.safe_load(mended.data)
    return mended


@pytest.mark.parametrize(
    ("condition", "verdict"),
    [
        ('ansible_distribution_release == "bookworm"', "refused"),
        ("ansible_facts['distribution_release'] == 'bookworm'", "refused"),
        (
            "ansible_facts.distribution == 'Debian' and ansible_facts.distribution_major_version == '12'",
            "refused",
        ),
        (
            "\n        - ansible_distribution == 'Ubuntu'\n        - ansible_distribution_version is version('24.04', '>=')",
            "refused",
        ),
        ('ansible_distribution_release == "bullseye"', "risky"),
        ('ansible_distribution_release != "bookworm"', "unknown"),
        ("ansible_distribution_release == 'bookworm' or force", "unknown"),
        ("not ansible_distribution_release == 'bookworm'", "unknown"),
        ("ansible_os_family == 'Debian'", "unknown"),
    ],
)
def test_a_condition_on_a_release_says_where_a_task_runs(condition: str, verdict: str) -> None:
    listed = (
        condition if condition.startswith("\n") else f'"{condition}"' if '"' not in condition else condition
    )
    assert verdicts(f"{PLAY}    - pip: name=x\n      when: {listed}\n    - pip: name=y\n") == [
        verdict,
        "unknown",
    ]


def test_the_interpreter_of_the_modules_has_a_pip_of_its_own() -> None:
    head = "- hosts: all\n  vars:\n    ansible_python_interpreter: "
    tasks = "\n  tasks:\n    - pip: name=x\n"
    assert verdicts(f"{head}/opt/x/bin/python3{tasks}", "debian:12") == ["allowed"]
    assert verdicts(f"{head}/usr/bin/python3{tasks}", "debian:12") == ["refused"]
    assert verdicts(f'{head}"{{{{ ansible_playbook_python }}}}"{tasks}', "debian:12") == ["unknown"]
    own = "      vars: {ansible_python_interpreter: /opt/y/bin/python}\n"
    assert verdicts(f"{PLAY}    - pip: name=x\n{own}    - pip: name=y\n", "debian:12") == [
        "allowed",
        "refused",
    ]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("pip: name=x", "pip: name=x {words}"),
        ("pip: 'name=x state=latest'", "pip: 'name=x state=latest {double}'"),
        ("pip: {name: x, executable: pip3}", "pip: {{name: x, {flow}}}"),
        ("pip: {break_system_packages: true, name: x}", "pip: {{name: x, {flow}}}"),
        ("pip: name=x executable=pip3", "pip: name=x {words}"),
        (
            "ansible.builtin.pip:\n        executable: /usr/bin/pip3\n        name: x # why\n",
            "ansible.builtin.pip:\n        name: x # why\n{lines}",
        ),
        (
            "ansible.builtin.pip:\n        requirements: >-\n          /srv/r.txt\n        extra_args: --user\n      # next\n",
            "ansible.builtin.pip:\n        requirements: >-\n          /srv/r.txt\n{lines}      # next\n",
        ),
    ],
)
def test_every_way_to_write_a_task_gets_an_environment(before: str, after: str) -> None:
    command = "/usr/bin/python3 -m venv"
    expected = after.format(
        words=f"virtualenv=/opt/venv virtualenv_command='{command}'",
        double=f'virtualenv=/opt/venv virtualenv_command="{command}"',
        flow=f"virtualenv: /opt/venv, virtualenv_command: {command}",
        lines=f"        virtualenv: /opt/venv\n        virtualenv_command: {command}\n",
    )
    ready = f"{PLAY}    - apt: name=python3-pip,python3-venv\n    - "
    end = "" if before.endswith("\n") else "\n"
    mended = repaired(f"{ready}{before}{end}")
    assert mended.data.decode() == f"{ready}{expected}{end}"
    assert mended.report is not None
    assert mended.report.findings == ()


def test_line_ends_and_a_missing_last_one_stay() -> None:
    before = f"{PLAY}    - apt: name=python3-pip,python3-venv\n    - pip:\n        name: x".replace(
        "\n", "\r\n"
    )
    lines = "\r\n        virtualenv: /opt/venv\r\n        virtualenv_command: /usr/bin/python3 -m venv"
    assert repaired(before).data.decode() == before + lines


def test_what_modules_import_is_a_package_and_what_else_is_asked_with_it_is_not() -> None:
    text = f"{PLAY}    - pip: name=docker\n    - community.docker.docker_container: name=web\n"
    assert (
        repaired(text, unsafe=False)
        .data.decode()
        .startswith(f"{PLAY}    - apt: name=python3-docker update_cache=true\n")
    )
    pinned = text.replace("name=docker\n", "name=docker==6.0\n")
    assert repaired(pinned, unsafe=False).data.decode() == pinned
    assert "virtualenv=/opt/venv" in repaired(pinned).data.decode()
    mixed = text.replace("name=docker\n", "name=docker,cowsay\n")
    assert "virtualenv=/opt/venv" in repaired(mixed).data.decode()


def test_an_os_package_on_another_family_is_the_package_modules_matter() -> None:
    text = f"{PLAY}    - pip: name=psycopg2\n    - postgresql_db: name=app\n"
    assert "package: name=python3-psycopg2" in repaired(text, on="").data.decode()
    only = text.replace("name=psycopg2\n", "name=psycopg2\n      when: ansible_os_family == 'RedHat'\n")
    assert repaired(only, on="").data.decode() == only


def test_tasks_that_uninstall_or_are_a_blocks_only_one_are_left() -> None:
    text = f"{PLAY}    - pip: name=x state=absent\n"
    assert repaired(text).data.decode() == text
    marker = (
        f"{PLAY}    - block:\n        - file: path=/usr/lib/python3.11/EXTERNALLY-MANAGED state=absent\n"
        "      rescue:\n        - debug:\n"
    )
    assert repaired(marker).data.decode() == marker


@pytest.mark.parametrize(
    "task",
    [
        "file: path=/usr/lib/python3.11/EXTERNALLY-MANAGED state=absent",
        "ansible.builtin.file:\n        path: /usr/lib/python3.11/EXTERNALLY-MANAGED\n        state: absent",
        "shell: rm -f /usr/lib/python3*/EXTERNALLY-MANAGED",
        "command:\n        cmd: mv /usr/lib/python3.11/EXTERNALLY-MANAGED /tmp/away",
    ],
)
def test_a_task_that_takes_the_marker_away_goes(task: str) -> None:
    text = f"{PLAY}    # A comment stays.\n    - {task}\n      when: old\n    - debug:\n"
    assert repaired(text, unsafe=False).data.decode() == text
    assert repaired(text).data.decode() == f"{PLAY}    # A comment stays.\n    - debug:\n"


def test_what_a_task_does_besides_stays() -> None:
    text = f"{PLAY}    - shell: rm -f /usr/lib/python3*/EXTERNALLY-MANAGED && touch /x\n    - debug:\n"
    assert repaired(text).data.decode() == text


def test_modules_are_known_by_their_long_and_their_short_names() -> None:
    assert "docker" in needed_by("community.docker.docker_container")
    assert "docker" in needed_by("docker_container")
    assert needed_by("community.hashi_vault.vault_read") == ("hvac",)
    assert needed_by("ansible.builtin.expect") == ("pexpect",)
    assert needed_by("acme.shop.expect") == needed_by("ansible.builtin.copy") == ()
    assert is_for_modules("psycopg2-binary")
    assert not is_for_modules("requests")
    assert not is_for_modules("cowsay")


TASK = "    - pip: {name: x, virtualenv: /opt/v}\n"


@pytest.mark.parametrize(
    ("tasks", "severity"),
    [
        (TASK, "warning"),
        ("    - pip: {name: x, virtualenv: /opt/v, virtualenv_command: /usr/bin/python3 -m venv}\n", ""),
        ("    - apt: {name: [python3-virtualenv]}\n" + TASK, ""),
        ("    - apt: {name: '{{ packages }}'}\n" + TASK, ""),
        ("    - pip: {name: virtualenv}\n" + TASK, ""),
        ("    - command: pipx install virtualenv\n" + TASK, ""),
        ("    - package: {name: '{{ virtualenv_package }}'}\n" + TASK, ""),
    ],
)
def test_an_environment_of_virtualenv_wants_virtualenv(tasks: str, severity: str) -> None:
    report = analyse(candidate(PLAY + tasks), Wanted())[0]
    assert report is not None
    found = [one.severity for one in report.findings if one.code == "missing-venv-package"]
    assert found == ([severity] if severity else [])
    assert report.analysis.sites[-1].verdict == "allowed"


@pytest.mark.parametrize(
    ("image", "packages", "missing"),
    [
        ("debian:12", "python3-pip", True),
        ("debian:12", "python3-pip virtualenv", False),
        ("python:3.12", "git", False),
    ],
)
def test_virtualenv_in_a_build(image: str, packages: str, missing: bool) -> None:
    build = f"FROM {image}\nRUN apt-get update && apt-get install -y {packages}\nRUN virtualenv /v\nRUN /v/bin/pip install x\n"
    report = analyse(candidate(build, "Dockerfile"), Wanted())[0]
    assert report is not None
    assert [one.code for one in report.findings if one.severity == "error"] == [
        "missing-venv-package"
    ] * missing
