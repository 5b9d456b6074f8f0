"""A login shell reads /etc/profile, which sets PATH anew on Debian and Alpine: an environment may be on it no more."""

from __future__ import annotations

import pytest

from tests.unit.lint.judging import verdicts
from tests.unit.lint.test_fix import repaired

MADE = (
    "FROM debian:12\nRUN apt-get update && apt-get install -y python3-pip python3-venv && python3 -m venv /opt/venv\n"
    'ENV PATH="/opt/venv/bin:$PATH"\n'
)


def said(text: str) -> list[str]:
    return [verdict for *_, verdict in verdicts("Dockerfile", text)]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("RUN pip install a\n", "allowed"),
        ('RUN bash -c "pip install a"\n', "allowed"),
        ('RUN bash -lc "pip install a"\n', "unknown"),
        ('RUN bash --login -c "pip install a"\n', "unknown"),
        ("RUN bash -lc '. /opt/venv/bin/activate && pip install a'\n", "allowed"),
        ('RUN bash -lc "/opt/venv/bin/pip install a"\n', "allowed"),
        ("RUN bash -lc true && pip install a\n", "allowed"),
        ('SHELL ["/bin/bash", "--login", "-c"]\nRUN pip install a\n', "unknown"),
        ('SHELL ["/bin/bash", "-lc"]\nSHELL ["/bin/bash", "-c"]\nRUN pip install a\n', "allowed"),
    ],
)
def test_an_environment_that_only_path_leads_to(text: str, verdict: str) -> None:
    assert said(MADE + text) == [verdict]


@pytest.mark.parametrize("image", ["continuumio/miniconda3", "python:3.12"])
def test_what_the_image_itself_has_stays(image: str) -> None:
    assert said(f'FROM {image}\nSHELL ["/bin/bash", "--login", "-c"]\nRUN pip install a\n') == ["allowed"]


def test_without_an_environment_it_is_refused_as_elsewhere() -> None:
    before = "FROM debian:12\nRUN apt-get update && apt-get install -y python3-pip\n"
    assert said(before + "RUN bash -lc 'pip install a'\n") == ["refused"]


def test_it_is_repaired_by_the_path_of_the_environment() -> None:
    before = "FROM debian:12\nRUN apt-get update && apt-get install -y python3-pip\n"
    mended = repaired("Dockerfile", before + "RUN bash -lc 'pip3 install a && python3 -m pip install b'\n")
    assert (
        b"'python3 -m venv /opt/venv && /opt/venv/bin/pip install a && /opt/venv/bin/python -m pip install b'"
        in mended.data
    )
