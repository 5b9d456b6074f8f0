# ruff: noqa: E501 - a row of the tables is a whole file
"""What happens to calls as public repositories make them: every snippet mirrors a class of real files, judged by hand."""

from __future__ import annotations

import pytest

from pipwise.lint.analyse import Wanted, analyse
from pipwise.lint.discover import Candidate
from pipwise.lint.kinds import kind_of

R, A, K, U, F = "refused", "allowed", "risky", "unknown", "fails"
D12 = "FROM debian:12\nRUN apt-get update && apt-get install -y python3-pip python3-venv git\n"
U24 = "FROM ubuntu:24.04\nRUN apt-get update && apt-get install -y python3-pip python3-venv git\n"
ALPINE = "FROM alpine:3.20\nRUN apk add --no-cache python3 py3-pip\n"
JOB = "jobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n"
SETUP = JOB + "      - uses: actions/setup-python@v5\n"
DEB = "jobs:\n  a:\n    runs-on: ubuntu-latest\n    container: debian:12\n    steps:\n      - run: apt-get update && apt-get install -y python3-pip\n"
LAB = "a:\n  image: debian:12\n  before_script:\n    - apt-get update && apt-get install -y python3-pip python3-venv\n  script:\n"

DOCKERFILES = {
    "bare": (D12 + "RUN pip3 install requests\n", R),
    "module": (D12 + "RUN python3 -m pip install --no-cache-dir -r requirements.txt\n", R),
    "override": (D12 + "RUN pip install --break-system-packages requests\n", K),
    "override in ENV": (D12 + "ENV PIP_BREAK_SYSTEM_PACKAGES=1\nRUN pip install requests\n", K),
    "override in ARG": (D12 + "ARG PIP_BREAK_SYSTEM_PACKAGES=1\nRUN pip install requests\n", K),
    "override of one command": (D12 + "RUN PIP_BREAK_SYSTEM_PACKAGES=1 pip install a && pip install b\n", K, R),
    "override exported": (D12 + "RUN export PIP_BREAK_SYSTEM_PACKAGES=1 && pip install a\nRUN pip install b\n", K, R),
    "configured": (D12 + "RUN pip config set global.break-system-packages true\nRUN pip install a\n", K),
    "pip.conf": (D12 + "RUN printf '[global]\\nbreak-system-packages = true\\n' > /etc/pip.conf\nRUN pip install a\n", K),
    "marker removed": (D12 + "RUN rm -f /usr/lib/python3.11/EXTERNALLY-MANAGED && pip install a\n", K),
    "marker removed by a pattern": (D12 + "RUN rm /usr/lib/python*/EXTERNALLY-MANAGED\nRUN pip install a\n", K),
    "marker moved": (D12 + "RUN mv /usr/lib/python3.11/EXTERNALLY-MANAGED /usr/lib/python3.11/x\nRUN pip install a\n", K),
    "marker found and deleted": (D12 + "RUN find / -name EXTERNALLY-MANAGED -delete\nRUN pip install a\n", K),
    "before and after": (D12 + "RUN pip install a || true\nRUN rm /usr/lib/python3*/EXTERNALLY-MANAGED\nRUN pip install b\n", R, K),
    "an environment on PATH": (D12 + "RUN python3 -m venv /opt/v\nENV PATH=/opt/v/bin:$PATH\nRUN pip install a\n", A),
    "an environment by variable": (D12 + 'ENV VIRTUAL_ENV=/opt/v\nRUN python3 -m venv $VIRTUAL_ENV\nENV PATH="$VIRTUAL_ENV/bin:$PATH"\nRUN pip install a\n', A),
    "an environment by its path": (D12 + "RUN python3 -m venv /v && /v/bin/pip install a\n", A),
    "an environment activated": (D12 + "RUN python3 -m venv /v && . /v/bin/activate && pip install a\n", A),
    "activated one RUN before": (D12 + "RUN python3 -m venv /v && . /v/bin/activate\nRUN pip install a\n", R),
    "VIRTUAL_ENV alone": (D12 + "RUN python3 -m venv /v\nENV VIRTUAL_ENV=/v\nRUN pip install a\n", R),
    "another directory": (D12 + "RUN pip install --target /app/lib a\n", A),
    "user": (D12 + "RUN pip install --user a\n", R),
    "dry": (D12 + "RUN pip download a && pip wheel a\n", A, A),
    "looks only": (D12 + "RUN pip --version && pip list && pip config list\n", A),
    "upgrade of pip": (D12 + "RUN pip3 install --upgrade pip\n", R),
    "a stage": (D12.replace("FROM debian:12", "FROM debian:12 AS base") + "FROM base\nRUN pip install a\n", R),
    "an argument": ("ARG V=12\nFROM debian:${V}\nRUN apt-get update && apt-get install -y python3-pip\nRUN pip install a\n", R),
    "an argument from outside": ("ARG BASE\nFROM ${BASE}\nRUN pip install a\n", U),
    "not on the list": ("FROM registry.example.com/base:1\nRUN pip install a\n", U),
    "Debian 11": (D12.replace("12", "11") + "RUN pip install a\n", K),
    "Ubuntu 22.04": (U24.replace("24.04", "22.04") + "RUN pip install a\n", K),
    "Ubuntu 24.04": (U24 + "RUN pip install a\n", R),
    "Ubuntu by name": (U24.replace("24.04", "noble") + "RUN pip3 install a\n", R),
    "Alpine": (ALPINE + "RUN pip install a\n", R),
    "Alpine, old": (ALPINE.replace("3.20", "3.18") + "RUN pip install a\n", K),
    "Alpine, override": (ALPINE + "RUN pip3 install --break-system-packages a\n", K),
    "python": ("FROM python:3.12-slim\nRUN pip install a\n", A),
    "python, override": ("FROM python:3.12-slim\nRUN pip install --break-system-packages a\n", A),
    "python, a version from outside": ("FROM python:3.12\nARG V\nRUN pip install a==${V}\n", A),
    "python, wheels of a stage": ("FROM python:3.12 AS b\nRUN pip wheel -w /w a\nFROM python:3.12\nCOPY --from=b /w /w\nRUN pip install /w/*.whl\n", A, A),
    "python beside the system's": ("FROM python:3.12-bookworm\nRUN apt-get update && apt-get install -y python3-pip && /usr/bin/pip3 install a\n", R),
    "node": ("FROM node:22-bookworm\nRUN apt-get update && apt-get install -y python3-pip\nRUN pip3 install a\n", R),
    "node, Alpine": ("FROM node:22-alpine3.20\nRUN apk add py3-pip && pip install a\n", R),
    "conda": ("FROM continuumio/miniconda3\nRUN pip install a\n", A),
    "Fedora": ("FROM fedora:41\nRUN dnf install -y python3-pip && pip install a\n", K),
    "UBI": ("FROM registry.access.redhat.com/ubi9/ubi\nRUN dnf install -y python3-pip && pip3 install a\n", K),
    "Arch": ("FROM archlinux:latest\nRUN pacman -Syu --noconfirm python-pip && pip install a\n", R),
    "uv, system": (D12 + "COPY --from=ghcr.io/astral-sh/uv:latest /uv /bin/\nRUN uv pip install --system a\n", R),
    "uv, system and override": (D12 + "COPY --from=ghcr.io/astral-sh/uv:latest /uv /bin/\nRUN uv pip install --system --break-system-packages a\n", K),
    "uv, environment": (D12 + "COPY --from=ghcr.io/astral-sh/uv:latest /uv /bin/\nRUN uv venv /v && VIRTUAL_ENV=/v uv pip install a\n", A),
    "uv of python": ("FROM python:3.12\nRUN pip install uv && uv pip install --system a\n", A, A),
    "pipx": (D12 + "RUN apt-get install -y pipx && pipx install black\n", A),
    "bash and a here-document": (D12 + "RUN <<EOF\nset -e\npip install a\nEOF\n", R),
    "cache mount": (D12 + "RUN --mount=type=cache,target=/root/.cache/pip pip install a\n", R),
    "JSON": (D12 + 'RUN ["pip3", "install", "a"]\n', R),
    "bash -c": (D12 + "RUN bash -c 'pip3 install a'\n", R),
    "or else with": (D12 + "RUN pip install a || pip install --break-system-packages a\n", R, K),
    "system packages seen": (D12 + "RUN python3 -m venv --system-site-packages /v && /v/bin/pip install a\n", A),
}  # fmt: skip
OTHERS = {
    "runner": (".github/workflows/a.yml", JOB + "      - run: pip install a\n", K),
    "setup-python": (".github/workflows/a.yml", SETUP + "      - run: pip install a\n", A),
    "setup-python and sudo": (".github/workflows/a.yml", SETUP + "      - run: sudo pip3 install a\n", K),
    "container": (".github/workflows/a.yml", DEB + "      - run: pip3 install a\n", R),
    "container, environment on PATH": (
        ".github/workflows/a.yml",
        DEB + "      - run: |\n          apt-get install -y python3-venv\n          python3 -m venv /v\n          echo /v/bin >> $GITHUB_PATH\n      - run: pip install a\n",
        A,
    ),
    "container, activated one step before": (
        ".github/workflows/a.yml",
        DEB + "      - run: apt-get install -y python3-venv && python3 -m venv /v && . /v/bin/activate\n      - run: pip install a\n",
        R,
    ),
    "container, override of the job": (
        ".github/workflows/a.yml",
        DEB.replace("    steps:", '    env:\n      PIP_BREAK_SYSTEM_PACKAGES: "1"\n    steps:') + "      - run: pip3 install a\n",
        K,
    ),
    "container of python": (
        ".github/workflows/a.yml",
        "jobs:\n  a:\n    runs-on: ubuntu-latest\n    container: python:3.12\n    steps:\n      - run: pip install a\n",
        A,
    ),
    "self-hosted": (
        ".github/workflows/a.yml",
        "jobs:\n  a:\n    runs-on: self-hosted\n    steps:\n      - run: pip3 install a\n",
        U,
    ),
    "Windows": (
        ".github/workflows/a.yml",
        "jobs:\n  a:\n    runs-on: windows-latest\n    steps:\n      - run: pip install a\n",
        A,
    ),
    "GitLab": (".gitlab-ci.yml", LAB + "    - pip3 install a\n", R),
    "GitLab, environment": (".gitlab-ci.yml", LAB + "    - python3 -m venv v\n    - source v/bin/activate\n    - pip install a\n", A),
    "GitLab, override": (".gitlab-ci.yml", LAB + "    - pip install --break-system-packages a\n", K),
    "GitLab, variable": (".gitlab-ci.yml", 'variables:\n  PIP_BREAK_SYSTEM_PACKAGES: "1"\n' + LAB + "    - pip install a\n", K),
    "GitLab, python": (".gitlab-ci.yml", "a:\n  image: python:3.12\n  script:\n    - pip install a\n", A),
    "GitLab, no image": (".gitlab-ci.yml", "a:\n  script:\n    - pip install a\n", U),
    "GitLab, extended": (
        ".gitlab-ci.yml",
        ".base:\n  image: ubuntu:24.04\n  before_script:\n    - apt-get update && apt-get install -y python3-pip\na:\n  extends: .base\n  script:\n    - pip install a\n",
        R,
    ),
    "installer": ("install.sh", "#!/bin/sh\nset -e\npip3 install a\n", U),
    "installer with sudo": ("install.sh", "#!/bin/bash\nsudo apt-get install -y python3-pip\nsudo pip3 install a\n", U),
    "installer, override": ("install.sh", "#!/bin/bash\npip3 install --break-system-packages a\n", K),
    "installer, environment": ("install.sh", "#!/bin/bash\npython3 -m venv venv\nsource venv/bin/activate\npip install a\n", A),
    "installer, environment by path": ("install.sh", '#!/bin/bash\nD="$HOME/x"\npython3 -m venv "$D/venv"\n"$D/venv/bin/pip" install -r requirements.txt\n', A),
    "installer for Arch": ("install.sh", "#!/bin/bash\nsudo pacman -S --noconfirm python-pip\npip install a\n", R),
    "installer, a function": ("install.sh", "#!/bin/bash\ndeps() {\n  python3 -m venv v\n  v/bin/pip install a\n}\ndeps\n", A),
    "cloud-init": ("user-data", "#cloud-config\npackages:\n  - python3-pip\nruncmd:\n  - pip3 install a\n", U),
    "cloud-init, environment": ("user-data", "#cloud-config\nruncmd:\n  - python3 -m venv /v\n  - /v/bin/pip install a\n", A),
    "play": ("site.yml", "- hosts: all\n  become: true\n  tasks:\n    - pip:\n        name: a\n", U),
    "play, environment": ("site.yml", "- hosts: all\n  tasks:\n    - pip:\n        name: a\n        virtualenv: /opt/v\n", A),
    "play, environment of venv": (
        "site.yml",
        "- hosts: all\n  tasks:\n    - ansible.builtin.pip:\n        requirements: /x/r.txt\n        virtualenv: /opt/v\n        virtualenv_command: python3 -m venv\n",
        A,
    ),
    "make": ("Makefile", "install:\n\tpip install -r requirements.txt\n", U),
    "make, environment": ("Makefile", "install:\n\tpython3 -m venv .venv\n\t.venv/bin/pip install -r requirements.txt\n", A),
    "make, activated one line before": ("Makefile", "install:\n\tpython3 -m venv v\n\t. v/bin/activate\n\tpip install a\n", U),
    "subprocess": ("setup_it.py", 'import subprocess, sys\nsubprocess.run([sys.executable, "-m", "pip", "install", "a"])\n', U),
    "Travis": (".travis.yml", "language: python\ninstall:\n  - pip install a\n", A),
    "CircleCI": (".circleci/config.yml", "jobs:\n  a:\n    docker:\n      - image: cimg/python:3.12\n    steps:\n      - run: pip install a\n", A),
    "Jenkins": ("Jenkinsfile", "pipeline {\n  agent { docker { image 'python:3.12' } }\n  stages { stage('a') { steps { sh 'pip install a' } } }\n}\n", A),
}  # fmt: skip


def verdicts(path: str, text: str) -> list[str]:
    kind = kind_of(path)
    assert kind is not None
    report, unread = analyse(Candidate(path, kind, text.encode()), Wanted())
    assert report is not None, unread
    assert not unread, unread
    return [site.verdict for site in report.analysis.sites if site.outcome.code != "inspects-only"]


@pytest.mark.parametrize("name", list(DOCKERFILES))
def test_a_build(name: str) -> None:
    text, *expected = DOCKERFILES[name]
    assert verdicts("Dockerfile", text) == expected


@pytest.mark.parametrize("name", list(OTHERS))
def test_another_file(name: str) -> None:
    path, text, *expected = OTHERS[name]
    assert verdicts(path, text) == expected
