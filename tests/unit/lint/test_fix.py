"""Repairs: what was refused is allowed afterwards, nothing else has changed, and a second time changes nothing more."""

import pytest

from pipwise.lint.analyse import Wanted
from pipwise.lint.discover import Candidate
from pipwise.lint.kinds import kind_of
from pipwise.lint.mend import Mended, mend

APT = "RUN apt-get update && apt-get install -y python3-pip\n"
ENV = 'ENV VIRTUAL_ENV=/opt/venv\nENV PATH="/opt/venv/bin:$PATH"\n'
MAKE = "python3 -m venv /opt/venv && "
VENV = "RUN apt-get update && apt-get install -y python3-pip python3-venv\n"
DOCKERFILES = {
    "one call": (
        f"FROM debian:12\n{APT}RUN pip3 install flask\n",
        f"FROM debian:12\n{VENV}{ENV}RUN {MAKE}pip3 install flask\n",
    ),
    "in the line that installs pip": (
        "FROM debian:12\n# comment\nRUN apt-get update \\\n && apt-get install -y python3-pip \\\n && pip3 install flask\n",
        (
            f"FROM debian:12\n{ENV}# comment\nRUN apt-get update \\\n && apt-get install -y python3-pip python3-venv \\\n"
            f" && {MAKE}pip3 install flask\n"
        ),
    ),
    "two calls, one environment": (
        f"FROM ubuntu:24.04\n{APT}RUN pip3 install a\nCOPY . .\nRUN python3 -m pip install -r r.txt\n",
        f"FROM ubuntu:24.04\n{VENV}{ENV}RUN {MAKE}pip3 install a\nCOPY . .\nRUN python3 -m pip install -r r.txt\n",
    ),
    "alpine has venv": (
        "FROM alpine:3.20\nRUN apk add --no-cache py3-pip\nRUN pip install flask\n",
        f"FROM alpine:3.20\nRUN apk add --no-cache py3-pip\n{ENV}RUN {MAKE}pip install flask\n",
    ),
    "sudo, --user and a path": (
        f"FROM debian:12\n{APT}RUN sudo -H pip3 install --user a && /usr/bin/pip3 install b\n",
        f"FROM debian:12\n{VENV}{ENV}RUN {MAKE}pip3 install a && /opt/venv/bin/pip install b\n",
    ),
    "an environment that is made and not used": (
        (
            "FROM debian:12\nRUN apt-get update && apt-get install -y python3-pip python3-venv\nRUN python3 -m venv /app/env\n"
            "RUN pip3 install flask\n"
        ),
        (
            "FROM debian:12\nRUN apt-get update && apt-get install -y python3-pip python3-venv\nRUN python3 -m venv /app/env\n"
            'ENV VIRTUAL_ENV=/app/env\nENV PATH="/app/env/bin:$PATH"\nRUN pip3 install flask\n'
        ),
    ),
    "an environment whose path would be two on PATH": (
        f"FROM debian:12\n{VENV}RUN python3 -m venv /opt/a:b\nRUN pip3 install flask\n",
        f"FROM debian:12\n{VENV}RUN python3 -m venv /opt/a:b\n{ENV}RUN {MAKE}pip3 install flask\n",
    ),
    "OS packages of libraries stay importable": (
        "FROM debian:12\nRUN apt-get update && apt-get install -y python3-pip python3-numpy\nRUN pip3 install flask\n",
        (
            "FROM debian:12\nRUN apt-get update && apt-get install -y python3-pip python3-numpy python3-venv\n"
            f"{ENV}RUN python3 -m venv --system-site-packages /opt/venv && pip3 install flask\n"
        ),
    ),
    "a needless upgrade": (
        f"FROM debian:12\n{APT}RUN pip3 install --upgrade pip\nRUN true\n",
        f"FROM debian:12\n{APT}RUN true\n",
    ),
    "a needless upgrade in a chain": (
        "FROM debian:12\nRUN apt-get update && apt-get install -y python3-pip && pip3 install -U pip setuptools && true\n",
        "FROM debian:12\nRUN apt-get update && apt-get install -y python3-pip && true\n",
    ),
    "each stage has its own": (
        (
            f"FROM debian:12 AS a\n{APT}RUN pip3 install x\nFROM python:3.12\nRUN pip install y\n"
            f"FROM debian:12\n{APT}RUN pip3 install z\n"
        ),
        (
            f"FROM debian:12 AS a\n{VENV}{ENV}RUN {MAKE}pip3 install x\nFROM python:3.12\nRUN pip install y\n"
            f"FROM debian:12\n{VENV}{ENV}RUN {MAKE}pip3 install z\n"
        ),
    ),
    "line ends of another system": (
        "FROM alpine:3.20\r\nRUN apk add py3-pip\r\nRUN pip install flask\r\n",
        (
            'FROM alpine:3.20\r\nRUN apk add py3-pip\r\nENV VIRTUAL_ENV=/opt/venv\r\nENV PATH="/opt/venv/bin:$PATH"\r\n'
            f"RUN {MAKE}pip install flask\r\n"
        ),
    ),
    "a here-document": (
        "FROM debian:12\nRUN <<EOF\napt-get update\napt-get install -y python3-pip\npip3 install flask\nEOF\n",
        (
            f"FROM debian:12\n{ENV}RUN <<EOF\napt-get update\napt-get install -y python3-pip python3-venv\n"
            f"{MAKE}pip3 install flask\nEOF\n"
        ),
    ),
    "packages that a variable names": (
        "FROM debian:12\nARG PKGS=python3-pip\nRUN apt-get update && apt-get install -y $PKGS\nRUN pip3 install flask\n",
        (
            f"FROM debian:12\nARG PKGS=python3-pip\nRUN apt-get update && apt-get install -y $PKGS\n{ENV}RUN apt-get update && "
            f"apt-get install -y --no-install-recommends python3-venv && {MAKE}pip3 install flask\n"
        ),
    ),
}


def repaired(path: str, text: str, *, unsafe: bool = False, on: str = "") -> Mended:
    data = text.encode()
    kind = kind_of(path, data[:80])
    assert kind is not None
    return mend(Candidate(path, kind, data), Wanted(on=on), unsafe=unsafe)


def refused(mended: Mended) -> list[str]:
    assert mended.report is not None
    return [
        " ".join(site.effect.call.words) for site in mended.report.analysis.sites if site.verdict == "refused"
    ]


@pytest.mark.parametrize("name", DOCKERFILES)
def test_a_dockerfile(name: str) -> None:
    before, after = DOCKERFILES[name]
    mended = repaired("Dockerfile", before)
    assert mended.data.decode() == after
    assert refused(mended) == []
    assert repaired("Dockerfile", after).data.decode() == after


def test_what_a_later_stage_copies_is_an_unsafe_fix() -> None:
    before = (
        f"FROM debian:12 AS build\n{APT}RUN pip3 install x\nFROM debian:12\n"
        "COPY --from=build /usr/local/lib/python3.11/dist-packages /usr/local/lib/python3.11/dist-packages\n"
    )
    assert repaired("Dockerfile", before).data.decode() == before
    mended = repaired("Dockerfile", before, unsafe=True)
    assert f"COPY --from=build /opt/venv /opt/venv\n{ENV.rstrip()}" in mended.data.decode()


OWN = 'RUN python3 -m venv /opt/venv\nENV VIRTUAL_ENV=/opt/venv\nENV PATH="/opt/venv/bin:$PATH"\n'


@pytest.mark.parametrize(
    "call",
    [
        '["pip3", "install", "x"]',
        "python3 -c 'import x' || pip3 install x",
        "cat /r | xargs -n 1 pip3 install",
        "echo x | timeout 9 pip3 install x",
    ],
)
def test_an_environment_is_made_on_its_own_where_nothing_can_stand_before_the_call(call: str) -> None:
    assert repaired("Dockerfile", f"FROM debian:12\n{APT}RUN {call}\n").data.decode() == (
        f"FROM debian:12\n{VENV}{OWN}RUN {call}\n"
    )


def test_an_environment_belongs_to_the_user_that_fills_it() -> None:
    before = f"FROM debian:12\n{APT}RUN useradd app\n# who\nUSER app:app\nRUN pip3 install --user x\n"
    assert repaired("Dockerfile", before).data.decode() == (
        f"FROM debian:12\n{VENV}RUN useradd app\nRUN python3 -m venv /opt/venv && chown -R app:app /opt/venv\n"
        f"{ENV}# who\nUSER app:app\nRUN pip3 install x\n"
    )


def test_what_is_started_by_path_is_started_by_the_environment_in_an_unsafe_fix() -> None:
    before = f'FROM debian:12\n{APT}RUN pip3 install x\nENTRYPOINT ["/usr/bin/python3", "app.py"]\n'
    assert b'["/opt/venv/bin/python3", "app.py"]' in repaired("Dockerfile", before, unsafe=True).data


WORDS = {
    "source in dash": (
        f"FROM debian:12\n{VENV}RUN python3 -m venv /v && source /v/bin/activate && pip install x\n",
        f"FROM debian:12\n{VENV}RUN python3 -m venv /v && . /v/bin/activate && pip install x\n",
    ),
    "an environment without its package": (
        f"FROM debian:12\n{APT}FROM debian:12\n{APT}RUN python3 -m venv /v\n",
        f"FROM debian:12\n{APT}FROM debian:12\n{VENV}RUN python3 -m venv /v\n",
    ),
    "a flag that pip does not know": (
        f"FROM debian:11\n{APT}RUN pip3 install --break-system-packages x\n",
        f"FROM debian:11\n{APT}RUN pip3 install x\n",
    ),
    "an override that does nothing": (
        "FROM python:3.12\nRUN pip install x  --break-system-packages \\\n  y\n",
        "FROM python:3.12\nRUN pip install x \\\n  y\n",
    ),
}


@pytest.mark.parametrize("name", WORDS)
def test_a_word_or_two(name: str) -> None:
    before, after = WORDS[name]
    assert repaired("Dockerfile", before).data.decode() == after


@pytest.mark.parametrize(
    "text",
    [
        f"FROM debian:12\n{APT}USER app\nUSER root\nRUN true\nUSER other\nRUN pip3 install x\n",
        "FROM debian:12\nRUN apt-get update && apt-get install -y python3-pip && echo x | xargs pip3 install\n",
        f'FROM debian:12\n{APT}RUN pip3 install x\nCMD ["/usr/bin/python3", "app.py"]\n',
    ],
)
def test_what_might_break_is_left_alone(text: str) -> None:
    assert repaired("Dockerfile", text).data.decode() == text


def test_a_job_in_a_container_hands_its_environment_on() -> None:
    head = "on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    container: debian:12\n    steps:\n"
    before = (
        f"{head}      - run: apt-get update && apt-get install -y python3-pip\n"
        "      - run: pip3 install x\n      - run: pip3 install y\n"
    )
    mended = repaired(".github/workflows/ci.yml", before)
    assert refused(mended) == []
    assert mended.data.decode() == (
        f"{head}      - run: apt-get update && apt-get install -y python3-pip python3-venv\n"
        "      - run: python3 -m venv .venv && . .venv/bin/activate"
        ' && echo "$VIRTUAL_ENV/bin" >> "$GITHUB_PATH" && pip3 install x\n'
        "      - run: pip3 install y\n"
    )


CONTAINER = """\
on: push
jobs:
  a:
    runs-on: ubuntu-latest
    container: debian:12
    steps:
      - run: apt-get update && apt-get install -y python3-pip python3-venv
"""


@pytest.mark.parametrize(
    "step",
    [
        '      - run: "CALL"\n',
        "      - run: 'CALL'\n",
        '      - run: bash -c "CALL"\n',
        "      - run: |\n          bash -e -c '\n            CALL\n          '\n",
        '      - run: |\n          bash -c "\n            CALL\n          "\n',
    ],
)
def test_between_quotes_a_step_is_repaired_without_any(step: str) -> None:
    mended = repaired(".github/workflows/a.yml", CONTAINER + step.replace("CALL", "pip install a"))
    made = "python3 -m venv .venv && . .venv/bin/activate && echo $PWD/.venv/bin >> $GITHUB_PATH && pip install a"
    assert mended.data.decode() == CONTAINER + step.replace("CALL", made)
    assert refused(mended) == []


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (
            ".github/workflows/a.yml",
            'jobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: docker run --rm alpine:3.20 sh -c "CALL"\n',
        ),
        (
            ".gitlab-ci.yml",
            "a:\n  image: docker:27\n  script:\n    - docker run --rm alpine:3.20 sh -c 'CALL'\n",
        ),
    ],
)
def test_what_docker_run_starts_hands_nothing_on(path: str, text: str) -> None:
    mended = repaired(path, text.replace("CALL", "apk add py3-pip && pip install a"))
    made = "apk add py3-pip && python3 -m venv .venv && . .venv/bin/activate && pip install a"
    assert mended.data.decode() == text.replace("CALL", made)
    assert refused(mended) == []


def test_a_hosted_runner_gets_a_python_of_its_own() -> None:
    before = "on: push\njobs:\n  a:\n    runs-on: macos-latest\n    steps:\n      - name: deps\n        run: pip3 install x\n"
    mended = repaired(".github/workflows/ci.yml", before)
    assert refused(mended) == []
    assert (
        '      - uses: actions/setup-python@v5\n        with:\n          python-version: "3.x"\n      - name: deps'
        in (mended.data.decode())
    )


def test_the_script_of_a_job_is_one_shell() -> None:
    before = (
        "a:\n  image: debian:12\n  script:\n    - apt-get update && apt-get install -y python3-pip\n"
        "    - pip3 install x\n    - pip3 install y\n"
    )
    mended = repaired(".gitlab-ci.yml", before)
    assert refused(mended) == []
    assert (
        "    - python3 -m venv .venv && . .venv/bin/activate && pip3 install x\n    - pip3 install y\n"
        in mended.data.decode()
    )


def test_a_script_for_other_machines_is_repaired_only_where_that_is_asked() -> None:
    before = "#!/bin/sh\nset -e\npacman -S --noconfirm python-pip\npip install x\n"
    assert repaired("install.sh", before).data.decode() == before
    assert refused(repaired("install.sh", before, unsafe=True)) == []


TASK = "- hosts: all\n  tasks:\n    - name: a\n      ansible.builtin.pip:\n        name: x  # kept\n"
GIVEN = "        virtualenv: /opt/x\n        virtualenv_command: /usr/bin/python3 -m venv\n"


def test_a_task_with_an_environment_needs_no_override() -> None:
    before = f"{TASK}{GIVEN}        break_system_packages: true\n    - debug:\n"
    mended = repaired("playbooks/site.yml", before)
    assert mended.data.decode() == f"{TASK}{GIVEN}    - debug:\n"


def test_a_task_gets_an_environment_instead_of_the_override_only_where_that_is_asked() -> None:
    before = f"{TASK}        break_system_packages: yes\n        state: present\n"
    assert repaired("playbooks/site.yml", before).data.decode() == before
    mended = repaired("playbooks/site.yml", before, unsafe=True).data.decode()
    assert mended == (
        "- hosts: all\n  tasks:\n    - name: Install what makes environments\n      ansible.builtin.apt:\n"
        "        name: [python3-venv, python3-packaging]\n        update_cache: true\n      become: true\n"
        '      when: ansible_facts.os_family == "Debian"\n'
        f"{TASK.partition('tasks:' + chr(10))[2]}        virtualenv: ~/.local/share/venv\n"
        "        virtualenv_command: /usr/bin/python3 -m venv\n        state: present\n"
    )


def test_a_setting_is_one_of_several() -> None:
    before = f"FROM debian:12\n{APT}ENV A=1 PIP_BREAK_SYSTEM_PACKAGES=1 B=2\nRUN pip3 install x\nRUN pip3 install y\n"
    after = f"FROM debian:12\n{VENV}ENV A=1 B=2\n{ENV}RUN {MAKE}pip3 install x\nRUN pip3 install y\n"
    assert repaired("Dockerfile", before, unsafe=True).data.decode() == after


MADE = "python3 -m venv .venv && . .venv/bin/activate\n"
READY = "#!/bin/sh\napt-get install -y python3-pip python3-venv\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("(\n  cd /tmp\n  pip3 install x\n)\nx\n", f"{MADE}(\n  cd /tmp\n  pip3 install x\n)\nx\n"),
        ("for a in x y; do\n  pip3 install $a\ndone\n", f"{MADE}for a in x y; do\n  pip3 install $a\ndone\n"),
        ("if ! pip3 install x; then\n  exit 1\nfi\n", f"{MADE}if ! pip3 install x; then\n  exit 1\nfi\n"),
        ("if true; then\n  pip3 install x\nfi\n", f"if true; then\n  {MADE}  pip3 install x\nfi\n"),
        ("echo x | xargs pip3 install\n", f"{MADE}echo x | xargs pip3 install\n"),
        ("true || pip3 install x\n", f"{MADE}true || pip3 install x\n"),
        ("said=$(pip3 install x)\n", f"{MADE}said=$(pip3 install x)\n"),
        ("f() {\n\tpip3 install x\n}\nf\n", f"f() {{\n\t{MADE}\tpip3 install x\n}}\nf\n"),
        ("pip3 install x\npip3 install y\n", f"{MADE}pip3 install x\npip3 install y\n"),
        ("pip3 install --break-system-packages x\n", f"{MADE}pip3 install x\n"),
        (
            "export PIP_BREAK_SYSTEM_PACKAGES=1\npip3 install x\n",
            f"{MADE}pip3 install x\n",
        ),
        ("f() { pip3 install x; }; f\n", f"f() {{ {MADE[:-1]} && pip3 install x; }}; f\n"),
    ],
)
def test_a_script_gets_its_environment_where_all_of_its_shell_sees_it(before: str, after: str) -> None:
    mended = repaired("install.sh", READY + before, unsafe=True, on="debian:12")
    assert mended.data.decode() == READY + after
    assert refused(mended) == []


def test_what_makes_environments_is_installed_by_those_who_may() -> None:
    before = "#!/bin/bash\nsudo apt-get install -y jq\npip3 install x\n"
    mended = repaired("install.sh", before, unsafe=True, on="debian:12").data.decode()
    assert (
        "import ensurepip' 2>/dev/null || { sudo apt-get update && sudo apt-get install -y python3-venv; }"
        in mended
    )
    fedora = "#!/bin/sh\ncase $ID in\nfedora)\n  dnf install -y python3-pip\n  ;;\nesac\npip3 install x\n"
    assert (
        "dnf install -y python3-pip\n"
        in repaired("install.sh", fedora, unsafe=True, on="debian:12").data.decode()
    )


@pytest.mark.parametrize(("image", "apt"), [("cimg/base:2026.08", "sudo apt-get"), ("debian:12", "apt-get")])
def test_in_a_job_of_an_ordinary_user_packages_are_installed_with_sudo(image: str, apt: str) -> None:
    job = f"jobs:\n  a:\n    docker: [{{image: {image}}}]\n    steps:\n      - run: pip install six\n"
    after = repaired(".circleci/config.yml", job, unsafe=True).data.decode()
    assert f"run: {apt} update && {apt} install -y python3-venv && python3 -m venv" in after
