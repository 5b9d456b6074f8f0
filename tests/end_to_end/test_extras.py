"""The rescue file without what is compiled, and with it; and what becomes of old builds."""

from __future__ import annotations

import functools
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

import build_pyz
from tests.architecture.tree import ROOT
from tests.end_to_end.test_rescue import CALLED, Rescued, newer_file, rescued
from tests.end_to_end.test_rescue import wheelhouse as wheelhouse  # noqa: PLC0414 - a fixture
from tests.rigs.machine import Result

EXTRAS = "/home/alice/.local/share/pipwise/extras"


@functools.cache
def newest_file() -> bytes:
    files = build_pyz.payload(build_pyz.locked_wheels(ROOT / ".pipwise/cache/wheels"))
    files["pipwise/__init__.py"] = files["pipwise/__init__.py"].replace(b'"0.1.0"', b'"0.1.100"')
    return build_pyz.build(files)


@pytest.fixture(params=["bookworm-bare", "trixie-bare"])
def bare(request: pytest.FixtureRequest, wheelhouse: Path) -> Iterator[Rescued]:
    with rescued(wheelhouse, request.param, "alice", network=True) as one:
        one.machine.write("/home/alice/Dockerfile", "FROM debian:12\nRUN pip install x\n", owner="alice")
        yield one


def test_what_is_compiled_is_offered_installed_used_and_taken_back(bare: Rescued) -> None:
    before = bare.files()
    lacking = bare.run("lint", "Dockerfile")
    assert lacking.status == 6, lacking
    assert f"{CALLED} self extras" in " ".join(lacking.stdout.split())
    assert f"not here: the linter's grammar and uv; {CALLED} self extras brings" in bare.run("self").stdout
    shown = bare.run("self", "extras", "--plan")
    assert (shown.status, bare.files()) == (0, before), shown
    ran = bare.run("self", "extras")
    assert ran.status == 0, ran
    assert "proved: the grammar loads, and uv " in ran.stderr
    assert f"undo:         {CALLED} undo 1" in ran.stderr
    assert bare.run("self", "extras").stderr == "nothing to do: the linter's grammar and uv are here\n"
    linted = bare.run("lint", "--json", "Dockerfile")
    assert (linted.status, json.loads(linted.stdout)["not_analysed"]) == (1, []), linted
    assert "not here" not in bare.run("self").stdout
    assert f"{EXTRAS}/" in bare.run("install", "--plan", "--env", "fast", "six").stdout
    installed = bare.run("install", "--env", "fast", "six")
    assert installed.status == 0, installed
    assert "import six works" in installed.stderr
    assert bare.run("undo").status == 0
    back = bare.run("undo")
    assert back.status == 0, back
    assert bare.files() == before


def test_the_installed_one_finds_them_and_takes_them_along(bare: Rescued) -> None:
    before = bare.files()
    assert bare.run("self", "install").status == 0
    ran = shell(bare, "pipwise self extras")
    assert ran.status == 0, ran
    assert shell(bare, "pipwise lint Dockerfile").status == 1
    gone = shell(bare, "pipwise self uninstall")
    assert gone.status == 0, gone
    assert bare.files() == before


def test_without_a_network_it_is_one_line_and_nothing_is_left(wheelhouse: Path) -> None:
    with rescued(wheelhouse, "bookworm-bare", "alice") as one:
        before = one.files()
        offline = one.run("--offline", "self", "extras")
        assert offline.status == 2, offline
        assert offline.stderr.splitlines()[-1].endswith("they come from the index, which --offline rules out")
        ran = one.machine.run(
            "PIP_RETRIES=0 python3 pipwise.pyz self extras", user="alice", cwd="/home/alice", timeout=300
        )
        assert ran.status == 1, ran
        assert "Traceback" not in ran.stderr
        assert one.files() == before


def test_of_old_builds_the_last_one_is_kept(wheelhouse: Path) -> None:
    with rescued(wheelhouse, "bookworm-bare", "alice") as one:
        before = one.files()
        assert one.run("self", "install").status == 0
        for name, content in (("new.pyz", newer_file()), ("newest.pyz", newest_file())):
            one.machine.write(f"/home/alice/{name}", content, owner="alice")
        first = one.machine.run(
            "ls .local/share/pipwise/self", user="alice", cwd="/home/alice"
        ).stdout.split()
        assert shell(one, "pipwise self update new.pyz").status == 0
        assert "removed" not in shell(one, "ls .local/share/pipwise/self").stderr
        ran = shell(one, "pipwise self update newest.pyz")
        assert ran.status == 0, ran
        assert f"removed: /home/alice/.local/share/pipwise/self/{first[0]}" in ran.stderr
        left = shell(one, "ls .local/share/pipwise/self").stdout.split()
        assert (len(left), first[0] in left) == (2, False)
        assert shell(one, "pipwise undo").status == 0
        assert shell(one, "pipwise --version").stdout == "pipwise 0.1.99\n"
        refused = shell(one, "pipwise undo")
        assert refused.status == 4, refused
        assert "went with a later update" in refused.stderr
        assert shell(one, "pipwise --version").stdout == "pipwise 0.1.99\n"
        gone = shell(one, "pipwise self uninstall")
        assert gone.status == 0, gone
        one.machine.run("rm new.pyz newest.pyz", user="alice", cwd="/home/alice")
        assert one.files() == before


def shell(one: Rescued, line: str) -> Result:
    """At a login of alice's."""
    return one.machine.run(f"bash -lc '{line}'", user="alice", cwd="/home/alice", timeout=300)
