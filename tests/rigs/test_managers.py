"""What is said of names on machines with real package managers, and real orders that install and remove."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise

import pytest

from pipwise.backends import BACKENDS
from pipwise.facts.asking import ask_all
from pipwise.facts.environment import look_at_environment
from pipwise.facts.host import look_at_host
from pipwise.facts.managers import manager_of
from pipwise.facts.names import look_up_names
from pipwise.facts.names_heard import hear
from pipwise.facts.surroundings import surroundings_of
from pipwise.intent import read_intent
from pipwise.intent.requirements import read_requirement
from pipwise.model.interpreter import Environment
from pipwise.model.known import Fact, Known, Unknown
from pipwise.model.names import Named
from tests.recorded.distant import DistantLook
from tests.recorded.record import agent
from tests.rigs.machine import Machine, available, machine
from tests.rigs.managers import MACHINES, REPOSITORIES, carry_out, managed, sure

pytestmark = [pytest.mark.rigs, pytest.mark.skipif(bool(available()), reason=str(available()))]

APTS = [name for name in MACHINES if name.startswith("apt")]
SMALL = [name for name in MACHINES if not name.startswith("apt")]
PYTHON = "/usr/bin/python3"
NO_PYTHON: Fact[Environment] = Unknown("the packages are for a Python that is not on this machine")


def package_of(name: str, project: str) -> str:
    """How the small repository calls the package of a project."""
    return f"python-{project}" if name.startswith("pacman") else f"python3-{project}"


@contextmanager
def looking(rig: Machine, user: str) -> Iterator[DistantLook]:
    with agent(rig, user, "/") as process:
        yield DistantLook(process)


def said(rig: Machine, *texts: str, python: str = "", user: str = "root") -> dict[str, Named]:
    """What is said of requirements, for a Python of the machine or for none."""
    with looking(rig, user) as look:
        invocation = read_intent((PYTHON, "-m", "pip", "install", *texts)).invocation
        around = surroundings_of(look, invocation)
        target = look_at_environment(look, python, invocation, around) if python else NO_PYTHON
        host = look_at_host(look, look.environment)
        named = look_up_names(look, [read_requirement(text) for text in texts], target, host)
    return {one.asked: one for one in named}


@pytest.fixture(scope="module", params=SMALL)
def small(request: pytest.FixtureRequest) -> Iterator[tuple[str, Machine]]:
    """A machine with a small repository, before and after its lists are fetched."""
    with managed(request.param) as rig:
        before = said(rig, "requests", "nosuch")
        assert before["nosuch"].packaged == "unknown", "without lists nothing is missing"
        assert before["requests"].packaged != "no"
        sure(rig, MACHINES[request.param].fetch)
        yield request.param, rig


@pytest.mark.parametrize("user", ["root", "alice"])
def test_what_a_package_says_it_holds_is_found_with_its_version_and_fit(
    small: tuple[str, Machine], user: str
) -> None:
    name, rig = small
    found = said(rig, "requests>=2", "PyYAML>=7", "python_dateutil", "black", user=user)
    for asked in ("requests", "PyYAML", "python_dateutil", "black"):
        assert found[asked].packaged == "yes", asked
        assert found[asked].packages[0].how == "exact", asked
    assert found["requests"].packages[0].package == package_of(name, "requests")
    assert [found[asked].packages[0].fit for asked in ("requests", "PyYAML")] == ["fits", "too-old"]
    assert isinstance(found["requests"].packages[0].version, Known)
    installed = found["requests"].packages[0].installed
    assert isinstance(installed, Known)
    assert installed.value is None
    assert isinstance(found["python_dateutil"].packages[0].upstream, Known)
    assert found["python_dateutil"].packages[0].package == package_of(name, "dateutil")


def test_a_package_of_the_same_name_that_holds_another_project_is_not_it(small: tuple[str, Machine]) -> None:
    _, rig = small
    found = said(rig, "raven", "raven-server", "nosuch")
    assert (found["raven"].packaged, found["raven"].packages) == ("no", ())
    assert found["raven-server"].packages[0].package.endswith("-raven")
    assert found["nosuch"].packaged == "no"


def test_a_package_that_does_not_say_what_it_holds_is_a_guess(small: tuple[str, Machine]) -> None:
    name, rig = small
    if name.startswith("dnf"):
        (found,) = said(rig, "six")["six"].packages
        assert (found.package, found.how) == ("python3-six", "convention")


def test_the_orders_install_and_remove_and_the_owner_is_known(small: tuple[str, Machine]) -> None:
    name, rig = small
    back_end = BACKENDS[MACHINES[name].manager]
    package = package_of(name, "requests")
    path = "/usr/lib/python3.12/site-packages/requests"
    # One stays, since Debian's zypper stumbles over a database that becomes empty.
    other = "python-yaml" if name.startswith("pacman") else "python3-six"
    carry_out(rig, back_end.install((package, other)))
    assert rig.exists(path)
    found = said(rig, "requests")["requests"]
    assert isinstance(found.packages[0].installed, Known)
    assert found.packages[0].installed.value
    with looking(rig, "alice") as look:
        assert dict(ask_all(look, back_end.owners((path,)))) == {path: package}  # type: ignore[arg-type]
    carry_out(rig, back_end.remove((package,)))
    assert not rig.exists(path)


@pytest.fixture(scope="module", params=APTS)
def debian(request: pytest.FixtureRequest) -> Iterator[tuple[str, Machine]]:
    with managed(request.param) as rig:
        yield request.param, rig


def test_without_package_lists_debian_is_unknown_but_what_is_installed_is_found(
    debian: tuple[str, Machine],
) -> None:
    _, rig = debian
    sure(rig, "rm -rf /var/lib/apt/lists/*")
    found = said(rig, "requests", "pip", "nosuch-project", python=PYTHON)
    assert found["nosuch-project"].packaged == "unknown"
    assert found["pip"].packaged == "yes"
    first = found["pip"].packages[0]
    assert (first.package, first.how) == ("python3-pip", "installed")
    assert isinstance(first.version, Unknown)
    assert "apt-get update" in first.version.why
    assert isinstance(first.installed, Known)
    assert first.installed.value


def test_debian_tells_candidate_version_and_fit(debian: tuple[str, Machine]) -> None:
    _, rig = debian
    sure(rig, "apt-get update")
    found = said(rig, "rich>=10", "flask>=99", "pip", "nosuch-project", python=PYTHON, user="alice")
    rich, flask = found["rich"].packages[0], found["flask"].packages[0]
    assert (rich.package, rich.fit, found["rich"].packaged) == ("python3-rich", "fits", "yes")
    assert (flask.package, flask.fit) == ("python3-flask", "too-old")
    assert isinstance(rich.version, Known)
    assert found["nosuch-project"].packaged == "no"
    assert isinstance(found["pip"].here, Known)
    assert found["pip"].packages[0].how == "installed"
    assert found["pip"].packages[0].upstream == found["pip"].here


def test_the_versions_of_a_live_archive_are_nearly_all_told(debian: tuple[str, Machine]) -> None:
    from pipwise.backends import upstream_version

    _, rig = debian
    sure(rig, "apt-get update")
    text = sure(rig, "apt-cache dumpavail | grep -E '^(Package|Version): '")
    lines = text.splitlines()
    versions = [
        version.removeprefix("Version: ")
        for package, version in pairwise(lines)
        if package.startswith("Package: python3-") and version.startswith("Version: ")
    ]
    told = [one for one in versions if isinstance(upstream_version(one, "debian"), Known)]
    assert len(versions) > 3000
    assert len(told) / len(versions) > 0.97


def test_the_manager_of_a_machine_is_told_by_its_system(small: tuple[str, Machine]) -> None:
    name, rig = small
    with looking(rig, "alice") as look:
        found = manager_of(look, NO_PYTHON)
    assert isinstance(found, Known)
    assert found.value == MACHINES[name].manager


NIXPKGS = """{ ... }: {
  python3Packages = { requests = { version = "2.32.3"; }; "2to3" = { version = "1.0"; }; gone = throw "it was removed"; };
  black = { version = "24.2.0"; };
}
"""


def test_nix_tells_the_versions_of_all_attributes_also_beside_one_that_throws() -> None:
    packages = tuple(f"python3Packages.{name}" for name in ("requests", "2to3", "gone", "nosuch"))
    with machine("bookworm", "nix", network=False) as rig:
        rig.write("/srv/nixpkgs/default.nix", NIXPKGS)
        with agent(rig, "root", "/", NIX_PATH="nixpkgs=/srv/nixpkgs") as process:
            answer = ask_all(DistantLook(process), BACKENDS["nix"].candidates((*packages, "black")))
    assert not isinstance(answer, Unknown), answer.why
    assert {offer.package: offer.version for offer in answer} == {
        "python3Packages.requests": "2.32.3",
        "python3Packages.2to3": "1.0",
        "black": "24.2.0",
    }


def test_gentoos_metadata_tells_the_project_and_portageq_its_version() -> None:
    with machine("bookworm", binds={str(REPOSITORIES): "/repositories"}) as rig:
        sure(rig, "bash /repositories/portage.sh /srv/repository")
        with agent(rig, "root", "/", PORTAGE_OVERRIDE_EPREFIX="") as process:
            wanted = {"zope-interface": (), "raven": ("dev-python/raven",)}
            heard = hear(DistantLook(process), "portage", wanted, "")
    assert not isinstance(heard.exact, Unknown)
    found = [(one.package, one.version) for one in heard.exact["zope-interface"]]
    assert found == [("dev-python/zope-interface", "6.0-r1")]
    assert heard.exact["raven"] == ()
    assert not isinstance(heard.offers, Unknown)
    assert heard.offers["dev-python/raven"].version == "1.1.0"
    assert heard.installed == {}
