"""Whose Python an image has, by its name and its tag."""

from __future__ import annotations

from fnmatch import fnmatchcase
from itertools import product

import pytest

from pipwise.lint.world.images import IMAGES, _fits
from pipwise.lint.world.older import OLDER
from tests.unit.lint.judging import verdicts

APT = "RUN apt-get update && apt-get install -y python3-pip\n"


@pytest.mark.parametrize(
    ("image", "verdict"),
    [
        ("python:${V}-slim", "allowed"),
        ("${REGISTRY}/python:3.12", "allowed"),
        ("${REGISTRY}/debian:12", "refused"),
        ("fedora:${V}", "risky"),
        ("ubuntu:${V}", "unknown"),
        ("${IMAGE}", "unknown"),
        ("circleci/ruby:2.4.3-node", "risky"),
        ("jenkins/jenkins:lts", "refused"),
        ("jenkins/jenkins:lts-jdk21", "refused"),
        ("jenkins/jenkins:2.319", "unknown"),
        ("jenkins/jenkins:lts-jdk11", "refused"),
        ("jenkins/jenkins:lts-jdk8", "risky"),
        ("jenkins/jenkins:jdk21-hotspot-windowsservercore-ltsc2022", "unknown"),
        ("jenkins/agent:latest-jdk17", "refused"),
        ("jenkins/agent:jdk8", "risky"),
        ("jenkins/agent:jdk17-nanoserver-1809", "unknown"),
        ("jenkins/inbound-agent:latest-jdk11", "refused"),
        ("jenkins/ssh-agent:jdk8", "unknown"),
        ("mcr.microsoft.com/dotnet/sdk:8.0", "refused"),
        ("mcr.microsoft.com/dotnet/sdk:8.0-jammy", "risky"),
        ("mcr.microsoft.com/dotnet/monitor:8.0", "unknown"),
        ("nvcr.io/nvidia/l4t-jetpack:r36.4.0", "risky"),
        ("nvcr.io/nvidia/pytorch:22.04-py3", "risky"),
        ("nvcr.io/nvidia/pytorch:25.01-py3", "unknown"),
        ("tensorflow/tensorflow:2.4.1-gpu", "risky"),
        ("pytorch/pytorch:1.9.0-cuda11.1-cudnn8-runtime", "allowed"),
        ("tiangolo/uvicorn-gunicorn-fastapi:python3.7", "allowed"),
        ("apache/airflow:slim-2.9.0-python3.11", "allowed"),
        ("pypy:3.10-bookworm", "allowed"),
        ("ghcr.io/home-assistant/amd64-base-python:3.12-alpine3.19", "allowed"),
        ("gcr.io/oss-fuzz-base/base-builder-python", "risky"),
        ("gcr.io/oss-fuzz-base/base-builder:ubuntu-24-04", "unknown"),
        ("example/django:1-bookworm", "unknown"),
        ("ubuntu:14.04", "risky"),
        ("centos:7", "risky"),
    ],
)
def test_an_image_in_which_pip_is_installed(image: str, verdict: str) -> None:
    assert [v for *_, v in verdicts("Dockerfile", f"FROM {image}\n{APT}RUN pip3 install a\n")] == [verdict]


@pytest.mark.parametrize(
    ("image", "verdict"),
    [
        ("golang:1.22-bookworm", "fails"),
        ("golang:1.22", "fails"),
        ("example/app:1-bookworm", "unknown"),
        ("example/app:1-jammy", "risky"),
        ("jenkins/jenkins:lts", "unknown"),
        ("gcr.io/oss-fuzz-base/base-builder", "risky"),
    ],
)
def test_an_image_that_may_bring_a_pip_of_its_own(image: str, verdict: str) -> None:
    assert [v for *_, v in verdicts("Dockerfile", f"FROM {image}\nRUN pip3 install a\n")] == [verdict]


def test_every_row_has_a_source() -> None:
    sources = [known.source for known in IMAGES] + [older.source for older in OLDER]
    assert all("://" in source for source in sources)


@pytest.mark.parametrize(
    ("distribution", "verdict"), [("noetic", "risky"), ("jazzy", "refused"), ("x", "unknown")]
)
def test_what_is_installed_tells_the_machine(distribution: str, verdict: str) -> None:
    script = f"sudo apt-get install -y python3-pip ros-{distribution}-rosbridge-server\npip3 install a\n"
    assert [v for *_, v in verdicts("setup.sh", script)] == [verdict]


@pytest.mark.parametrize(
    ("image", "verdict"), [("example/base", "refused"), ("example/django", "unknown"), ("${X}", "refused")]
)
def test_pacman_tells_the_system_of_an_image(image: str, verdict: str) -> None:
    build = f"FROM {image}\nRUN pacman -Sy --noconfirm python-pip\nRUN pip install a\n"
    assert [v for *_, v in verdicts("Dockerfile", build)] == [verdict]


def test_patterns_fit_as_those_of_a_shell_do() -> None:
    texts = {
        "python",
        "python:3",
        "",
        "*",
        "a/b:1",
        "jenkins/agent:jdk17",
        "quay.io/pypa/manylinux2014_x86_64",
    }
    for known in IMAGES:
        plain = known.pattern.replace("?", "x").replace("[", "").replace("]", "")
        texts |= {
            plain,
            plain.replace("*", ""),
            plain.replace("*", "aba"),
            f"x{plain}",
            f"{plain}y",
            plain[1:],
        }
    for known in IMAGES:
        for text in texts:
            assert _fits(text, known.pattern) == fnmatchcase(text, known.pattern), (text, known.pattern)
    for pattern, text in product(
        ("a*a", "*ab*b", "ab*", "*b*a*", "a**b"), ("a", "aa", "ab", "abb", "abab", "ba", "")
    ):
        assert _fits(text, pattern) == fnmatchcase(text, pattern), (text, pattern)
