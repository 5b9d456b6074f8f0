# ruff: noqa: E501 - a row of the tables is a whole file
"""Pythons beside the operating system's, and systems that have no pip when it is called."""

from __future__ import annotations

import pytest

from tests.unit.lint.judging import verdicts

D12 = "FROM debian:12\n"
U24 = "FROM ubuntu:24.04\n"
PIP = "RUN apt-get update && apt-get install -y python3-pip\n"
OLDER = "RUN add-apt-repository ppa:deadsnakes/ppa && apt-get install -y python3.11 python3-pip\n"
SOURCE = "RUN wget https://www.python.org/ftp/python/3.11.4/Python-3.11.4.tgz && tar xf Python-3.11.4.tgz\n"
CONDA = "RUN bash Miniconda3-latest-Linux-x86_64.sh -b -p /opt/c\n"

BESIDE = {
    "another version of Ubuntu's": (U24 + OLDER + "RUN python3.11 -m pip install a\nRUN pip3 install a\n", "allowed", "refused"),
    "a name for it": (U24 + OLDER + "RUN ln -sf /usr/bin/python3.11 /usr/bin/python3\nRUN pip3 install a\n", "allowed"),
    "by alternatives": (U24 + OLDER + "RUN update-alternatives --install /usr/bin/python3 python3 /usr/bin/python3.11 1\nRUN pip3 install a\n", "allowed"),
    "a name for python alone": (U24 + OLDER + "RUN ln -s /usr/bin/python3.11 /usr/bin/python\nRUN python -m pip install a\nRUN python3 -m pip install a\n", "allowed", "refused"),
    "its own pip": (U24 + OLDER + "RUN curl https://bootstrap.pypa.io/get-pip.py | python3.11\nRUN pip install a\nRUN pip3.11 install a\n", "allowed", "allowed", "allowed"),
    "the system's own version": (U24 + "RUN apt-get update && apt-get install -y python3.12 python3-pip\nRUN python3.12 -m pip install a\n", "refused"),
    "Debian's other one": (D12 + "RUN apt-get update && apt-get install -y python3.13 python3-pip\nRUN python3.13 -m pip install a\n", "unknown"),
    "built": (D12 + PIP + SOURCE + "RUN ./configure && make -j4 && make install\nRUN pip3 install a\n", "allowed"),
    "built beside": (D12 + PIP + SOURCE + "RUN ./configure && make altinstall\nRUN python3.11 -m pip install a\nRUN pip3 install a\n", "allowed", "refused"),
    "built elsewhere": (D12 + PIP + SOURCE + "RUN ./configure --prefix=/opt/py && make install\nRUN /opt/py/bin/pip3 install a\nRUN pip3 install a\n", "allowed", "refused"),
    "built from what a stage has fetched": (
        "FROM debian:12 AS a\nADD https://www.python.org/ftp/python/3.12.1/Python-3.12.1.tar.xz /p/\nFROM debian:12\n"
        + PIP + "COPY --from=a /p /p\nRUN ./configure && make install\nRUN pip3 install a\n", "allowed"),
    "built with a Python's options": (D12 + PIP + "RUN ./configure --without-ensurepip && make install\nRUN pip3 install a\n", "allowed"),
    "something else is built": (D12 + PIP + "RUN ./configure && make install\nRUN pip3 install a\n", "refused"),
    "conda by its installer": (D12 + PIP + CONDA + "ENV PATH=/opt/c/bin:$PATH\nRUN pip install a\n", "allowed"),
    "mise": (D12 + PIP + "ENV PATH=/root/.local/share/mise/shims:$PATH\nRUN pip install a\n", "allowed"),
}  # fmt: skip
WITHOUT = {
    "nothing brings it": (U24 + "RUN apt-get update && apt-get install -y python3\nRUN pip install a\n", "fails"),
    "something may": (U24 + "RUN ./prepare\nRUN pip install a\n", "unknown"),
    "something may, and something does": (U24 + PIP + "RUN ./prepare\nRUN pip install a\n", "refused"),
    "node brings none": ("FROM node:22\nRUN pip install a\n", "fails"),
    "cuda brings none": ("FROM nvidia/cuda:12.4.1-runtime-ubuntu24.04\nRUN pip install a\n", "fails"),
    "get-pip needs none": (U24 + "RUN apt-get update && apt-get install -y python3\nRUN python3 get-pip.py\n", "refused"),
    "get-pip has none to replace": ("FROM debian:13\nRUN apt-get update && apt-get install -y python3\nRUN python3 get-pip.py --break-system-packages\n", "risky"),
    "get-pip replaces apt's": ("FROM debian:13\n" + PIP + "RUN curl https://bootstrap.pypa.io/get-pip.py | python3 - --break-system-packages\n", "fails"),
    "apt without its lists": (U24 + "RUN apt-get install -y python3-pip\nRUN pip install a\n", "unknown"),
    "lists in a stage below": (U24.strip() + " AS one\nRUN apt-get update\nFROM one\nRUN apt-get install -y python3-pip\nRUN pip install a\n", "refused"),
    "a package that is gone": (D12 + "RUN apt-get update && apt-get install -y python-pip\nRUN pip install a\n", "unknown"),
    "a package that was there": ("FROM ubuntu:18.04\nRUN apt-get update && apt-get install -y python-pip\nRUN pip install a\n", "risky"),
    "gone from Alpine": ("FROM alpine\nRUN apk add py2-pip\nRUN pip install a\n", "unknown"),
}  # fmt: skip
NAMES = {
    "no python": (U24 + PIP + "RUN python -m pip install a\n", "fails"),
    "python is python3": (U24 + PIP.replace("python3-pip", "python3-pip python-is-python3") + "RUN python -m pip install a\n", "refused"),
    "python by a link": (U24 + PIP + "RUN ln -s /usr/bin/python3 /usr/bin/python\nRUN python -m pip install a\n", "refused"),
    "python by a link beside it": (U24 + PIP + "RUN ln -s python3 /usr/bin/python && python -m pip install a\n", "refused"),
    "pip by a link": (U24 + PIP + "RUN ln -sf /usr/bin/pip3 /usr/local/bin/pip && pip install a\n", "refused"),
    "Alpine's": ("FROM alpine\nRUN apk add python3 py3-pip && python -m pip install a\n", "refused"),
    "Python 2": (U24 + PIP + "RUN pip2 install a && python2.7 -m pip install a\n", "allowed", "allowed"),
    "PyPy": (U24 + PIP + "RUN pypy3 -m pip install a\n", "unknown"),
}  # fmt: skip
MARKER = {
    "[ -f /usr/lib/python3.12/EXTERNALLY-MANAGED ] && rm /usr/lib/python3.12/EXTERNALLY-MANAGED": "risky",
    "if [ -f /usr/lib/python3.12/EXTERNALLY-MANAGED ]; then rm /usr/lib/python3.12/EXTERNALLY-MANAGED; fi": "risky",
    "if [ -n \"$CI\" ]; then rm /usr/lib/python3.12/EXTERNALLY-MANAGED; fi": "unknown",
    "find /usr/lib -name EXTERNALLY-MANAGED | xargs rm -f": "risky",
    "find /usr/lib -name EXTERNALLY-MANAGED | xargs ls": "refused",
}  # fmt: skip


@pytest.mark.parametrize("name", [*BESIDE, *WITHOUT, *NAMES])
def test_which_python_and_which_pip(name: str) -> None:
    text, *expected = (BESIDE | WITHOUT | NAMES)[name]
    assert [verdict for _, _, verdict in verdicts("Dockerfile", text)] == expected


@pytest.mark.parametrize("command", list(MARKER))
def test_a_marker_that_is_deleted_where_it_is(command: str) -> None:
    found = verdicts("Dockerfile", f"{U24}{PIP}RUN {command}\nRUN pip3 install a\n")
    assert [verdict for _, _, verdict in found] == [MARKER[command]]


@pytest.mark.parametrize("as_user", ["gosu app", "su-exec app", "runuser -u app --", "sudo -u app"])
def test_as_another_user(as_user: str) -> None:
    assert [v for *_, v in verdicts("Dockerfile", f"{U24}{PIP}RUN {as_user} pip install a\n")] == ["refused"]
    text = f"{U24}{PIP}RUN runuser -l app -c 'pip install a'\n"
    assert [v for *_, v in verdicts("Dockerfile", text)] == ["refused"]


def test_pypy_is_not_the_systems_python() -> None:
    script = "#!/bin/bash\nsudo pacman -S python-pip pypy3\npypy3 -m pip install a\npip install a\n"
    assert [verdict for *_, verdict in verdicts("a.sh", script)] == ["unknown", "refused"]


def test_homebrew_has_no_unversioned_names() -> None:
    job = "on: push\njobs:\n  a:\n    runs-on: macos-15\n    steps:\n      - run: {}\n"
    found = [verdicts(".github/workflows/a.yml", job.format(f"{name} install a")) for name in ("pip", "pip3")]
    assert [verdict for one in found for *_, verdict in one] == ["unknown", "refused"]


def test_the_value_of_an_option_is_no_package() -> None:
    text = "FROM python:3.12\nRUN pip install pygit2 --only-binary pygit2\nRUN pip install --user a\n"
    assert [verdict for *_, verdict in verdicts("Dockerfile", text)] == ["allowed", "allowed"]
    script = "#!/bin/bash\npython3 -m venv v\n. v/bin/activate\npip install -C a=b .\n"
    assert [verdict for *_, verdict in verdicts("a.sh", script)] == ["allowed"]
