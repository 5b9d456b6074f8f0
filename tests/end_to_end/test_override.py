"""The preview of an override is held against what pip really does, and undo against the whole tree."""

import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.end_to_end.conftest import CHECKOUT, Desk, kept_as_it_was
from tests.end_to_end.override_truth import Done, done_between, state_of
from tests.rigs import wheels
from tests.rigs.machine import machine

pytestmark = pytest.mark.slow

UPSTREAM = "26.3"
SYSTEMS = ("bookworm", "bookworm-upstream", "trixie")
# Installed by apt, in need of an upgrade or not; a tree of new ones; the installer itself; a command that is there already.
PROJECTS = (
    "-U six",
    "-U PyYAML",
    "-U requests",
    "-U blinker",
    "flask",
    "-U urllib3 idna",
    "-U setuptools wheel",
    "-U pip",
    "Pygments",
    "zope.interface",
    "--ignore-installed PyYAML six",
    "--no-index --find-links /payload/wheels pep668demo",
)
ADMINS_OWN = "/usr/local/bin/pygmentize"
Desks = Callable[[str], AbstractContextManager[Desk]]


@contextmanager
def opened(desks: Desks, system: str) -> Iterator[Desk]:
    suite, _, upstream = system.partition("-")
    with desks(f"{suite}-pkgs") as desk:
        desk.machine.write(ADMINS_OWN, "#!/bin/sh\necho mine\n", mode=0o750)
        if upstream:
            wheel = f"/var/tmp/{wheels.locked()['pip', UPSTREAM].file}"
            desk.machine.write(wheel, Path(wheels.wheel("pip", UPSTREAM)).read_bytes())
            put = desk.machine.run(["pip3", "install", "--break-system-packages", wheel])
            assert put.status == 0, put.stderr
        yield desk


@pytest.fixture(scope="module", params=SYSTEMS)
def desk(request: pytest.FixtureRequest, desks: Desks) -> Iterator[Desk]:
    """Every test leaves it as it was, so one will do for all of a system's."""
    with opened(desks, request.param) as one:
        yield one


def preview_of(desk: Desk, words: str, user: str = "root") -> dict[str, Any]:
    said = desk.pipwise(
        "why", "--blast-radius", "--json", "--", "pip", "install", *words.split(), user=user, cwd="/tmp"
    )
    assert said.status == 0, said.stderr
    found: dict[str, Any] = json.loads(said.stdout)["preview"]
    return found


def override(desk: Desk, words: str, user: str = "root", answer: str = "override") -> tuple[int, str]:
    line = f"{CHECKOUT}/pipwise install --via override {words}"
    done = desk.machine.run(
        ["script", "-qec", line, "/dev/null"], user=user, cwd="/tmp", input=f"{answer}\n", timeout=300
    )
    return done.status, done.stdout


def foretold(preview: dict[str, Any]) -> Done:
    arriving = {path for one in preview["arrivals"] for path in one["files"]}
    replaced = {one["path"] for one in preview["replaces"]}
    gone = {path for one in preview["deletes"] for path in one["files"]}
    hidden = {(one["kind"], one["hides"]) for one in preview["shadows"]}
    return Done(arriving - replaced - gone, replaced, gone - arriving, hidden)


def really_fails(suite: str, words: str, preview: dict[str, Any]) -> None:
    """pip itself, on a machine of its own: it stops at one of those that were foretold."""
    with machine(suite, "pkgs") as one:
        pip = ["pip3", "install", "--break-system-packages", "--only-binary", ":all:", *words.split()]
        done = one.run(pip, timeout=300)
    assert done.status == 1
    assert "uninstall-no-record-file" in done.stderr
    assert any(f"cannot uninstall {fail['name'].lower()}" in done.stderr.lower() for fail in preview["fails"])


@pytest.mark.parametrize("words", PROJECTS)
def test_the_preview_is_what_happens_and_undo_takes_all_of_it_back(desk: Desk, words: str) -> None:
    preview = preview_of(desk, words)
    assert preview["unknown"] == [], preview
    before, verified = state_of(desk.machine), desk.machine.dpkg_verify()
    status, said = override(desk, words)
    if preview["fails"]:
        assert status == 4, said
        really_fails(desk.machine.image.partition("-")[0], words, preview)
        assert desk.machine.changes(before.tree, state_of(desk.machine).tree) == ([], [], [])
        return
    assert status == 0, said
    after = state_of(desk.machine)
    really, told = done_between(desk.machine, before, after), foretold(preview)
    # A file that a removed version had and the new one has as well is changed, and was told as both.
    both = {path for one in preview["deletes"] for path in one["files"]} & {
        path for one in preview["arrivals"] for path in one["files"]
    }
    assert really.added == told.added
    assert really.changed - both == told.changed
    assert really.removed == told.removed
    assert really.hidden == told.hidden
    lost = {name for one in preview["deletes"] for name in one["lost"]}
    assert set(before.names["module"]) - set(after.names["module"]) == lost
    undone = desk.pipwise("undo", user="root", cwd="/tmp")
    assert undone.status == 0, undone.stderr
    for one in preview["deletes"]:
        assert all(package in undone.stderr for package in one["packages"]), undone.stderr
    assert desk.machine.changes(before.tree, state_of(desk.machine).tree) == ([], [], [])
    assert desk.machine.dpkg_verify() == verified


@pytest.fixture(scope="module")
def debian(desks: Desks) -> Iterator[Desk]:
    with desks("bookworm-pkgs") as one:
        yield one


def test_what_is_only_source_is_not_known_and_not_done(debian: Desk) -> None:
    assert "only source" in preview_of(debian, "docopt")["unknown"]
    with kept_as_it_was(debian, "root"):
        status, said = override(debian, "docopt")
    assert status == 6
    assert "only source" in said.replace("\r\n  ", " ")


def test_without_a_terminal_yes_is_not_enough(debian: Desk) -> None:
    with kept_as_it_was(debian, "root"):
        refused = debian.install("--yes", "--via", "override", "pep668demo", user="root")
    assert refused.status == 4
    assert "--yes is not enough" in refused.stderr


def test_at_a_terminal_a_yes_is_not_enough_either(debian: Desk) -> None:
    with kept_as_it_was(debian, "root"):
        status, said = override(
            debian, "--yes --no-index --find-links /payload/wheels pep668demo", answer="yes"
        )
    assert status == 3
    assert "type pep668demo" in said


def test_policy_forbids_it(debian: Desk) -> None:
    refused = debian.install(
        "--via", "override", "pep668demo", user="root", env={"PIPWISE_FORBID": "override"}
    )
    assert refused.status == 4
    assert "policy forbids it (PIPWISE_FORBID)" in refused.stderr


def test_in_an_image_build_it_says_so_and_goes_on(desks: Desks) -> None:
    with desks("bookworm-pkgs") as desk:
        desk.machine.write("/run/.containerenv", 'engine="buildah-1.28"\n')
        done = desk.install("--break-system-packages", "pep668demo", user="root")
        assert done.status == 0, done.stderr
        assert "this machine is thrown away" in done.stderr


def test_a_user_overrides_for_that_user_alone(debian: Desk) -> None:
    preview = preview_of(debian, "-U six", user="alice")
    assert preview["user"] is True
    with kept_as_it_was(debian):
        before = state_of(debian.machine, "alice", ("/usr", "/home/alice/.local"))
        status, said = override(debian, "-U six", user="alice", answer="six")
        assert status == 0, said
        after = state_of(debian.machine, "alice", ("/usr", "/home/alice/.local"))
        really = done_between(debian.machine, before, after)
        assert really.hidden == foretold(preview).hidden
        assert {path for path in really.added if "/.local/lib/" in path} == foretold(preview).added
        assert debian.pipwise("undo", cwd="/tmp").status == 0


def test_through_sudo_root_is_taken_again_for_pip_and_undo_gives_every_file_back_to_its_owner(
    desks: Desks,
) -> None:
    with desks("bookworm-venv") as desk:
        wheel = f"/var/tmp/{wheels.locked()['pip', UPSTREAM].file}"
        desk.machine.write(wheel, Path(wheels.wheel("pip", UPSTREAM)).read_bytes())
        assert desk.machine.run(["pip3", "install", "--break-system-packages", wheel]).status == 0
        before = desk.machine.tree("/usr", "/opt", "/root")
        line = f"sudo {CHECKOUT}/pipwise install --via override -U --no-index --find-links /payload/wheels pep668demo"
        done = desk.machine.run(
            ["script", "-qec", line, "/dev/null"], user="alice", cwd="/tmp", input="pep668demo\n"
        )
        assert done.status == 0, done.stdout
        assert "sudo is called again" in done.stdout
        assert desk.machine.run(["/usr/local/bin/pep668demo"]).status == 0
        undone = desk.pipwise("undo", cwd="/tmp")
        assert undone.status == 0, undone.stderr
        assert desk.machine.changes(before, desk.machine.tree("/usr", "/opt", "/root")) == ([], [], [])


def test_user_is_refused_where_the_marker_is_and_says_why(debian: Desk) -> None:
    refused = debian.install("--via", "user", "pep668demo")
    assert refused.status == 4
    assert "refuses --user as well" in refused.stderr


def test_user_goes_into_the_users_own_site_and_back(desks: Desks) -> None:
    with desks("bookworm-pkgs") as desk:
        desk.machine.run(["rm", "/usr/lib/python3.11/EXTERNALLY-MANAGED"])
        with kept_as_it_was(desk):
            done = desk.install("--yes", "--via", "user", "pep668demo")
            assert done.status == 0, done.stderr
            assert "import pep668demo works" in done.stderr
            assert desk.machine.exists("/home/alice/.local/bin/pep668demo")
            assert desk.pipwise("undo", cwd="/tmp").status == 0


_KILLED = """
script -qec '{checkout}/pipwise install --via override -U requests' /dev/null <<< requests >/dev/null 2>&1 &
place=/usr/lib/python3/dist-packages
for _ in $(seq 3000); do [ -e $place/requests/__init__.py ] || break; sleep 0.01; done
[ ! -e $place/requests/__init__.py ] || exit 9
for one in /proc/[0-9]*; do
    tr '\\0' ' ' < $one/cmdline 2>/dev/null | grep -q 'requests' && kill -9 ${{one#/proc/}} 2>/dev/null
done
true
"""


def test_killed_while_apts_files_are_away_it_is_taken_back_all_the_same(desks: Desks) -> None:
    with opened(desks, "bookworm-upstream") as desk:
        before = desk.machine.tree("/usr", "/etc", "/opt")
        desk.machine.write("/var/tmp/kill.sh", _KILLED.format(checkout=CHECKOUT))
        killed = desk.machine.run(["bash", "/var/tmp/kill.sh"], cwd="/tmp", timeout=300)
        assert killed.status == 0, "the files were never away"
        undone = desk.pipwise("undo", user="root", cwd="/tmp")
        assert undone.status == 0, undone.stderr
        assert desk.machine.changes(before, desk.machine.tree("/usr", "/etc", "/opt")) == ([], [], [])
        assert desk.machine.dpkg_verify() == []


def test_what_uv_would_hide_is_what_it_hides(desks: Desks) -> None:
    with desks("bookworm-pkgs") as desk:
        assert desk.machine.run(["ln", "-s", "/uv", "/usr/local/bin/uv"]).status == 0
        words = ["uv", "pip", "install", "--system", "-U", "six", "requests", "Pygments"]
        said = desk.pipwise("why", "--blast-radius", "--json", "--", *words, user="root", cwd="/tmp")
        preview = json.loads(said.stdout)["preview"]
        assert preview["unknown"] == []
        before = state_of(desk.machine)
        done = desk.machine.run([*words, "--break-system-packages"], timeout=300)
        assert done.status == 0, done.stderr
        really, told = done_between(desk.machine, before, state_of(desk.machine)), foretold(preview)
        assert really.hidden == told.hidden
        assert really.removed == told.removed == set()
        assert really.added == told.added
