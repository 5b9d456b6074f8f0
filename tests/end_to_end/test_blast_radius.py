"""What an installation would endanger on a real Debian with cloud-init, certbot and ansible from apt, and that it is so."""

import json
import sysconfig
from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest

from tests.end_to_end.conftest import ROOT
from tests.rigs import payload
from tests.rigs.damaged import PAYLOADS
from tests.rigs.machine import Machine, Result, available, machine
from tests.rigs.managers import sure

pytestmark = [pytest.mark.skipif(bool(available()), reason=str(available())), pytest.mark.slow]
DEPENDENCIES = sysconfig.get_paths()["purelib"]
OFFLINE = ("--no-index", "--find-links", "/payload/wheels")


class Case(NamedTuple):
    """What is installed, and the OS package that declares to need another version; Debian 12 leaves many of them out."""

    wanted: str
    package: str
    users: set[str]


CASES = {
    "bookworm": Case("resolvelib==9.0", "ansible-core", set()),
    "trixie": Case("urllib3==3.0.0", "python3-requests", {"cloud-init", "certbot"}),
}


@pytest.fixture(scope="module", params=["bookworm", "trixie"])
def rig(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machine]:
    place = tmp_path_factory.mktemp("wheels")
    payload.build_for_all(place, PAYLOADS)
    binds = {str(place): "/payload", str(ROOT / "src"): "/src", DEPENDENCIES: "/deps"}
    with machine(request.param, "pkgs", binds=binds) as one:
        sure(
            one,
            "apt-get update -qq; DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "
            "cloud-init certbot ansible-core >/dev/null",
        )
        yield one


def pipwise(rig: Machine, *words: str, user: str = "root") -> Result:
    code = "import sys; sys.path[:0] = ['/src', '/deps']; from pipwise.cli.main import main; sys.exit(main())"
    # What pipwise remembers of the interpreters that it asked is no change to the machine.
    memory = {"XDG_CACHE_HOME": f"/tmp/cache-of-{user}"}
    return rig.run(["python3", "-B", "-c", code, *words], user=user, env=memory, timeout=300)


def endangered(rig: Machine, *wanted: str, user: str = "root") -> list[dict[str, Any]]:
    done = pipwise(
        rig, "why", "--blast-radius", "--json", "--", "pip", "install", *OFFLINE, *wanted, user=user
    )
    assert done.status == 0, done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout)["preview"]["endangers"]
    return found


@pytest.mark.parametrize("user", ["root", "alice"])
def test_what_an_os_package_declares_to_need_is_held_against_what_would_come(rig: Machine, user: str) -> None:
    case = CASES[rig.image.partition("-")[0]]
    before = rig.tree("/usr", "/etc", "/home", "/root")
    found = {one["package"]: one for one in endangered(rig, case.wanted, user=user)}
    assert found[case.package]["requirement"].startswith(case.wanted.partition("==")[0])
    assert found[case.package]["comes"] == case.wanted.partition("==")[2]
    assert case.users <= {*found[case.package]["users"]}
    assert rig.changes(before, rig.tree("/usr", "/etc", "/home", "/root")) == ([], [], [])


def test_it_is_said_to_people_and_what_harms_nobody_is_not(rig: Machine) -> None:
    case = CASES[rig.image.partition("-")[0]]
    said = pipwise(rig, "why", "--blast-radius", "--", "pip", "install", *OFFLINE, case.wanted).stdout
    flat = " ".join(said.split())
    assert "ENDANGERS what the operating system's own programs ask for" in flat
    assert f"{case.package}: " in flat
    assert endangered(rig, "lib668") == []
    assert endangered(rig, "--target", "/tmp/elsewhere", case.wanted) == []


def test_the_preview_of_an_override_says_so_before_anything_is_done(rig: Machine) -> None:
    case = CASES[rig.image.partition("-")[0]]
    before = rig.tree("/usr", "/etc")
    done = pipwise(rig, "install", "--via", "override", *OFFLINE, case.wanted)
    assert done.status == 4
    assert "ENDANGERS" in done.stderr
    assert rig.changes(before, rig.tree("/usr", "/etc")) == ([], [], [])


def test_what_was_foretold_comes_true(rig: Machine) -> None:
    """The audit afterwards finds the very requirements that were said to be violated."""
    wanted = CASES[rig.image.partition("-")[0]].wanted
    foretold = {(one["package"], one["requirement"]) for one in endangered(rig, wanted)}
    assert foretold
    sure(
        rig, f"python3 -m pip install -q --break-system-packages -I {' '.join(OFFLINE)} {wanted} 2>/dev/null"
    )
    document = json.loads(pipwise(rig, "audit", "--json").stdout)
    (shadowed,) = (one for one in document["findings"] if one["code"] == "shadowed")
    assert shadowed["severity"] == "error"
    said = [one["text"] for one in shadowed["evidence"] if "asks for" in one["text"]]
    assert len(said) == len(foretold)
    for package, need in foretold:
        assert any(f"of {package} asks for {need}" in text for text in said)
    name = wanted.partition("==")[0]
    sure(rig, f"python3 -m pip uninstall -q -y --break-system-packages {name} 2>/dev/null")
