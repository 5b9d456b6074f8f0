"""The world before each call of a Dockerfile or a script, and what will happen there."""

from __future__ import annotations

import pytest

from tests.lint.test_rules import report

APT = "RUN apt-get update && apt-get install -y python3-pip\n"
D = f"FROM debian:12\n{APT}"
APK = "RUN apk add --no-cache py3-pip\n"


def verdicts(text: str, kind: str = "dockerfile") -> list[str]:
    return [site.verdict for site in report(kind, text).analysis.sites]


@pytest.mark.parametrize(
    "text",
    [
        f"{D}RUN pip install x\n",
        f"FROM debian:bookworm-slim\n{APT}RUN pip3 install x\n",
        f"FROM docker.io/library/debian:trixie\n{APT}RUN python3 -m pip install x\n",
        f"ARG V=12\nFROM debian:$V\n{APT}RUN pip install x\n",
        f"ARG V=11\nARG V=12\nFROM debian:${{V}}-slim\n{APT}RUN pip install x\n",
        f"FROM debian\n{APT}RUN pip install x\n",
        f"FROM ubuntu:24.04\n{APT}RUN pip install -r requirements.txt\n",
        f"FROM ubuntu:latest\n{APT}RUN pip install --user x\n",
        f"FROM node:18\n{APT}RUN pip install x\n",
        f"FROM golang:1.22-bookworm\n{APT}RUN pip install x\n",
        f"FROM alpine:3.20\n{APK}RUN pip install x\n",
        f"FROM node:22-alpine\n{APK}RUN pip install x\n",
        "FROM archlinux\nRUN pacman -Sy --noconfirm python-pip\nRUN pip install x\n",
        f"FROM python:3.12\n{APT}RUN /usr/bin/python3 -m pip install x\n",
        f"FROM debian:12 AS base\n{APT}FROM base\nRUN pip install x\n",
        f"{D}RUN python3 -m venv /v\nENV VIRTUAL_ENV=/v\nRUN pip install x\n",
        f"{D}RUN python3 -m venv /v && . /v/bin/activate\nRUN pip install x\n",
        f"{D}RUN python3 -m venv /v\nUSER app\nRUN pip install x\n",
        f"{D}RUN (export PIP_BREAK_SYSTEM_PACKAGES=1); pip install x\n",
        f"{D}RUN PIP_BREAK_SYSTEM_PACKAGES=1; pip install x\n",
        f"{D}RUN export PIP_BREAK_SYSTEM_PACKAGES=1\nRUN pip install x\n",
        f"{D}ENV PIP_BREAK_SYSTEM_PACKAGES=0\nRUN pip install x\n",
        f"{D}RUN [\"pip\", \"install\", \"x\"]\n",
        f"{D}RUN <<EOF\npip install x\nEOF\n",
        f"{D}RUN bash <<EOF\npip install x\nEOF\n",
        f"{D}RUN bash -c 'pip install x'\n",
        f"{D}RUN echo a && \\\n  # a comment\n\n  pip install x\n",
        f"{D}ONBUILD RUN pip install x\n",
        f"# escape=`\nFROM debian:12\n{APT}RUN echo a && `\n  pip install x\n",
        f"{D}RUN pip install x || true\n",
        f"{D}RUN if [ -n \"$A\" ]; then pip install x; fi\n",
        f"{D}RUN for p in a b; do pip install $p; done\n",
        f"{D}RUN f() {{ pip install x; }}; f\n",
        f"{D}RUN pip install --dry-run x\n",
        f"{D}RUN pip uninstall -y x\n",
        f"{D}RUN sudo pip install x\n",
        f"from debian:12\n{APT}run pip install x\n",
        f"{D}RUN apt-get install -y curl\nRUN curl -sS https://bootstrap.pypa.io/get-pip.py | python3\n",
        "FROM debian:12\nRUN uv pip install --system x\n",
        f"{D}RUN rm /usr/lib/python3.11/EXTERNALLY-MANAGED.old; pip install x\n",
        f"{D}RUN echo EXTERNALLY-MANAGED && pip install x\n",
    ],
)  # fmt: skip
def test_a_marked_python_refuses(text: str) -> None:
    assert verdicts(text)[-1] == "refused"


@pytest.mark.parametrize(
    "text",
    [
        "FROM python:3.12\nRUN pip install x\n",
        "FROM python:3.13-bookworm\nRUN apt-get update && apt-get install -y git\nRUN pip install x\n",
        "FROM python:3.12-alpine\nRUN apk add gcc && pip install x\n",
        f"FROM python:3.12-slim\n{APT}RUN pip install x\n",
        "FROM python:3.12 AS a\nRUN pip install x\nFROM a\nRUN pip3 install y\n",
        "FROM mcr.microsoft.com/devcontainers/python:3.12\nRUN pip install x\n",
        "FROM continuumio/miniconda3\nRUN pip install x\n",
        "FROM quay.io/jupyter/scipy-notebook\nRUN pip install x\n",
        f"{D}RUN python3 -m venv /v && /v/bin/pip install x\n",
        f"{D}RUN python3 -m venv /v\nENV PATH=/v/bin:$PATH\nRUN pip install x\n",
        f"{D}ENV V=/v\nRUN python3 -m venv $V\nENV PATH=\"$V/bin:$PATH\"\nRUN pip install x\n",
        f"{D}ENV VIRTUAL_ENV=/v PATH=/v/bin:$PATH\nRUN python3 -m venv /v && pip install x\n",
        f"{D}RUN python3 -m venv /v && . /v/bin/activate && pip install x\n",
        f"{D}SHELL [\"/bin/bash\", \"-c\"]\nRUN python3 -m venv /v && source /v/bin/activate && pip install x\n",
        f"{D}WORKDIR /app\nRUN python3 -m venv .venv\nRUN .venv/bin/pip install x\n",
        f"{D}WORKDIR /app\nRUN python3 -m venv .venv\nRUN /app/.venv/bin/python -m pip install x\n",
        f"FROM debian:12 AS b\n{APT}RUN python3 -m venv /v\nFROM debian:12\nCOPY --from=b /v /v\nRUN /v/bin/pip install x\n",
        "FROM debian:12\nCOPY --from=python:3.12 /usr/local /usr/local\nRUN pip install x\n",
        f"{D}RUN virtualenv /v && /v/bin/pip install x\n",
        f"{D}RUN pip install --target /app/lib x\n",
        f"{D}RUN pip install --root /out x\n",
        f"{D}RUN pip download x && pip list && pip --version\n",
        f"{D}RUN rm -f /usr/lib/python3.*/EXTERNALLY-MANAGED && pip install --target /x y\n",
        "FROM debian:12\nRUN apt-get update && apt-get install -y pipx && pipx install x\n",
        "FROM debian:12\nRUN uv venv /v && VIRTUAL_ENV=/v uv pip install x\n",
        "FROM linuxserver/baseimage-alpine:3.23\nRUN apk add python3 && python3 -m venv /lsiopy && pip install x\n",
    ],
)  # fmt: skip
def test_a_python_of_its_own_goes_through(text: str) -> None:
    assert verdicts(text)[-1] == "allowed"


@pytest.mark.parametrize(
    "text",
    [
        f"{D}RUN pip install --break-system-packages x\n",
        f"{D}RUN pip install --break-sys x\n",
        f"{D}ENV PIP_BREAK_SYSTEM_PACKAGES=1\nRUN pip install x\n",
        f"{D}ARG PIP_BREAK_SYSTEM_PACKAGES=1\nRUN pip install x\n",
        f"{D}RUN export PIP_BREAK_SYSTEM_PACKAGES=1 && pip install x\n",
        f"{D}RUN PIP_BREAK_SYSTEM_PACKAGES=1 pip install x\n",
        f"{D}RUN env PIP_BREAK_SYSTEM_PACKAGES=1 pip install x\n",
        f"{D}RUN pip config set global.break-system-packages true\nRUN pip install x\n",
        f"{D}RUN python3 -m pip config --global set install.break_system_packages 1 && pip install x\n",
        f"{D}RUN printf '[global]\\nbreak-system-packages = true\\n' > /etc/pip.conf\nRUN pip install x\n",
        f"{D}RUN cat > ~/.config/pip/pip.conf <<E\n[global]\nbreak-system-packages=1\nE\nRUN pip install x\n",
        f"{D}COPY <<E /etc/pip.conf\n[install]\nbreak-system-packages = yes\nE\nRUN pip install x\n",
        f"{D}RUN echo '[global]' | tee /etc/pip.conf; echo 'break-system-packages=1' | tee -a /etc/pip.conf\nRUN pip install x\n",
        f"{D}RUN rm /usr/lib/python3.11/EXTERNALLY-MANAGED && pip install x\n",
        f"{D}RUN find /usr/lib -name EXTERNALLY-MANAGED -delete\nRUN pip install x\n",
        f"{D}RUN mv /usr/lib/python3.11/EXTERNALLY-MANAGED /tmp/\nRUN pip install x\n",
        f"FROM debian:11\n{APT}RUN pip install x\n",
        f"FROM ubuntu:22.04\n{APT}RUN pip install x\n",
        "FROM fedora:41\nRUN dnf install -y python3-pip && pip install x\n",
        "FROM debian:12\nRUN uv pip install --system --break-system-packages x\n",
        "FROM debian:12\nENV UV_SYSTEM_PYTHON=1 UV_BREAK_SYSTEM_PACKAGES=1\nRUN uv pip install x\n",
    ],
)  # fmt: skip
def test_past_the_marker_or_without_one_in_the_systems_python_is_risky(text: str) -> None:
    assert verdicts(text)[-1] == "risky"


@pytest.mark.parametrize(
    "text",
    [
        "FROM $BASE\nRUN pip install x\n",
        "ARG BASE\nFROM $BASE\nRUN apt-get install -y python3-pip && pip install x\n",
        "FROM registry.example.com/team/base:3\nRUN pip install x\n",
        f"{D}COPY pip.conf /etc/pip.conf\nRUN pip install x\n",
        f"{D}RUN pip install $PIP_OPTIONS x\n",
        f"{D}RUN pip $ARGS\n",
        f"{D}ARG PIP_BREAK_SYSTEM_PACKAGES\nRUN pip install x\n",
        f"{D}RUN if [ -n \"$A\" ]; then rm /usr/lib/python3*/EXTERNALLY-MANAGED; fi; pip install x\n",
        f"{D}RUN [ -n \"$A\" ] && export PIP_BREAK_SYSTEM_PACKAGES=1; pip install x\n",
        f"{D}RUN rm /usr/lib/python3*/EXTERNALLY-MANAGED; apt-get upgrade -y; pip install x\n",
    ],
)  # fmt: skip
def test_what_the_file_does_not_tell_is_unknown(text: str) -> None:
    assert verdicts(text)[-1] == "unknown"


@pytest.mark.parametrize(
    "text",
    [
        "FROM debian:12\nRUN pip install x\n",
        "FROM alpine:3.20\nRUN pip install -r requirements.txt\n",
        f"FROM debian:11\n{APT}RUN pip install --break-system-packages x\n",
        "FROM debian:12\nRUN apt-get update && apt-get install -y python3-venv\nRUN python3 -m ensurepip\n",
        "FROM debian:12\nRUN python3 -m ensurepip\n",
    ],
)
def test_what_cannot_even_be_refused_fails(text: str) -> None:
    assert verdicts(text)[-1] == "fails"


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("pip install x\n", "unknown"),
        ("python3 -m venv v\n. v/bin/activate\npip install x\n", "allowed"),
        ("python3 -m venv v\n. v/bin/activate\nsudo pip install x\n", "unknown"),
        ('V="$HOME/v"\npython3 -m venv "$V"\n"$V/bin/pip" install x\n', "allowed"),
        ('V=$(mktemp -d)\npython3 -m venv "$V"\n"$V"/bin/pip install x\n', "allowed"),
        ("if [ -d v ]; then . v/bin/activate; fi\npip install x\n", "unknown"),
        ("[ -d v ] || python3 -m venv v\nv/bin/pip install x\n", "allowed"),
        ("pip install --break-system-packages x\n", "risky"),
        ("pacman -S --noconfirm python-pip\npip install x\n", "refused"),
        ("dnf install -y python3-pip\npip install x\n", "risky"),
        ("dnf install -y x || apt install y\npip install x\n", "unknown"),
        ("main() {\n  pip install x\n}\npython3 -m venv v\n. v/bin/activate\nmain\n", "allowed"),
        ('if [ "$ROS_DISTRO" = humble ]; then\n  pip install x\nfi\n', "risky"),
        ("pip install --target=lib x\n", "allowed"),
        ("conda activate e\npip install x\n", "allowed"),
        ("(. v/bin/activate)\npip install x\n", "unknown"),
    ],
)
def test_scripts_run_on_any_machine(text: str, verdict: str) -> None:
    assert verdicts(f"#!/bin/bash\n{text}", "shell")[-1] == verdict


def test_prose_that_leaves_something_out_does_not_fail() -> None:
    text = "Use `pip install --target` or `pip install --no-such-option x`.\n"
    assert verdicts(text, "document") == ["unknown", "unknown"]
    assert verdicts(
        "```sh\npython3 -m venv v\n. v/bin/activate\n```\n\n```sh\npip install x\n```\n", "document"
    ) == ["allowed"]
    assert verdicts("```console\n$ pip install x\nCollecting x\n(v) $ pip install y\n```\n", "document") == [
        "unknown",
        "allowed",
    ]
    assert verdicts("Install::\n\n    $ sudo pip install x\n", "document") == []


def test_makefiles_python_and_notebooks_are_read_as_what_they_run() -> None:
    make = "V := v\nall: deps\ndeps: $(V)\n\t$(V)/bin/pip install x\n\t@pip install y\n$(V):\n\tpython3 -m venv $(V)\n"
    assert verdicts(make, "makefile") == ["allowed", "unknown"]
    python = "import subprocess, sys\nP = [sys.executable, '-m', 'pip']\n"
    python += "subprocess.run(P + ['install', '--break-system-packages', 'x'])\n"
    assert verdicts(python, "python") == ["risky"]
    assert verdicts("import os\nos.system('python3 -m venv v && v/bin/pip install x')\n", "python") == [
        "allowed"
    ]
    cells = '{"cells": [{"cell_type": "code", "source": ["import x\\n", "!pip install a\\n", "%pip install --target d b"]}]}'
    assert verdicts(cells, "notebook") == ["unknown", "allowed"]
