"""Refused although a virtual environment is active: each cause, made for real, and what is said of it there."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.rigs.machine import Machine, available, machine
from tests.rigs.managers import sure

pytestmark = [pytest.mark.rigs, pytest.mark.skipif(bool(available()), reason=str(available()))]

SOURCE = Path(__file__).parents[2] / "src"
WHY = "PIPWISE_OFFLINE=1 PYTHONPYCACHEPREFIX=/tmp/compiled PYTHONPATH=/src /usr/bin/python3 -m pipwise why --json --"
CAUSES = {
    "none": ("python3 -m venv v; . v/bin/activate", "pip install six", ""),
    "without-pip": ("python3 -m venv --without-pip v; . v/bin/activate", "pip3 install six", "has no pip"),
    "absolute-path": ("python3 -m venv v; . v/bin/activate", "/usr/bin/pip3 install six", "by its path"),
    "sudo": ("python3 -m venv v; . v/bin/activate", "sudo pip3 install six", "PATH of its own"),
    "path-order": ("python3 -m venv v; . v/bin/activate; PATH=/usr/bin:$PATH", "pip3 install six", "goes before it"),
    "path-lost": ("python3 -m venv v; . v/bin/activate; PATH=/usr/bin:/bin", "pip3 install six", "not on the command's PATH"),
    "not-executable": ("python3 -m venv v; . v/bin/activate; chmod -x v/bin/pip*", "pip3 install six", "may not be executed"),
    "no-pyvenv-cfg": ("python3 -m venv v; . v/bin/activate; rm v/pyvenv.cfg", "pip3 install six", "not a virtual environment"),
    "copied": ("python3 -m venv v; cp -a v w; . w/bin/activate", "w/bin/pip install six", "copied or moved"),
    "moved": ("python3 -m venv v; mv v w; export VIRTUAL_ENV=$PWD/w PATH=$PWD/w/bin:$PATH", "pip install six", "copied or moved"),
    "base-gone": ("python3 -m venv v; . v/bin/activate; ln -sf /gone v/bin/python3", "pip3 install six", "broken"),
}  # fmt: skip


@pytest.fixture(scope="module")
def rig() -> Iterator[Machine]:
    with machine("bookworm", "venv", network=False, binds={str(SOURCE): "/src"}) as made:
        sure(made, "mkdir /home/alice/w && chown alice: /home/alice/w")
        yield made


@pytest.mark.parametrize("cause", CAUSES)
def test_the_cause_is_said_where_it_is_so(rig: Machine, cause: str) -> None:
    prepare, command, said = CAUSES[cause]
    place = f"/home/alice/w/{cause}"
    line = f"mkdir -p {place}; cd {place}; set -e; {prepare}; set +e; {WHY} {command}"
    result = rig.run(line, user="alice")
    found = json.loads(result.stdout)
    texts = [one["text"] for one in found["contradictions"]]
    if not said:
        assert (texts, found["outcomes"][0]["verdict"]) == ([], "allowed")
        return
    assert any(said in text for text in texts), (texts, result.stderr)


@pytest.mark.parametrize(
    "cause", ["without-pip", "absolute-path", "sudo", "path-order", "path-lost", "no-pyvenv-cfg"]
)
def test_the_real_pip_refuses_there(rig: Machine, cause: str) -> None:
    prepare, command, _ = CAUSES[cause]
    place = f"/home/alice/w/{cause}-real"
    result = rig.run(f"mkdir -p {place}; cd {place}; set -e; {prepare}; set +e; {command}", user="alice")
    assert "externally-managed-environment" in result.stderr
