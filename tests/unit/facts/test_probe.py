"""Whole probes of machines that were recorded: Debian 11, 12, 13 and sid, as root and as a user."""

from __future__ import annotations

import pytest

from pipwise.facts.probe import probe
from pipwise.intent import read_intent
from pipwise.model.facts import Facts
from pipwise.model.host import Project
from pipwise.model.interpreter import Environment, Owner, PipCopy
from pipwise.model.known import Unknown
from tests.recorded.look import RecordedLook, recording, recordings

# Python, marker's state, pip, preferred scheme, whether pip asks distutils: as they were installed from Debian's archive.
MACHINES = {
    "debian-11": ((3, 9), "absent", "20.3.4", "posix_prefix", True),
    "debian-12": ((3, 11), "present", "23.0.1", "posix_local", False),
    "debian-13": ((3, 13), "present", "25.1.1", "posix_local", False),
    "debian-sid": ((3, 14), "present", "26.2.2", "posix_local", False),
}
EVERY = [(machine, user) for machine in MACHINES for user in ("root", "alice")]


def probed(machine: str, user: str, command: str) -> tuple[Facts, RecordedLook]:
    look = recording(f"{machine}-{user}")
    return probe(look, read_intent(tuple(command.split()))), look


def target(facts: Facts) -> Environment:
    assert not isinstance(facts.target, Unknown), facts.target.why
    return facts.target.value


def test_every_recording_is_tested() -> None:
    assert recordings() == sorted(f"{machine}-{user}" for machine, user in EVERY)


@pytest.mark.parametrize(("machine", "user"), EVERY)
@pytest.mark.parametrize("command", ["pip install six", "python3 -m pip install six", "sudo pip install six"])
def test_the_distributions_python(machine: str, user: str, command: str) -> None:
    facts, _ = probed(machine, user, command)
    found = target(facts)
    version, state, pip, scheme, by_distutils = MACHINES[machine]
    assert found.interpreter.version[:2] == version
    assert found.interpreter.prefix == found.interpreter.base_prefix == "/usr"
    assert found.interpreter.layout.default == scheme
    assert bool(found.interpreter.layout.distutils) == by_distutils
    assert (found.interpreter.has_venv, found.interpreter.has_ensurepip) == (True, False)
    assert not isinstance(found.marker, Unknown)
    assert found.marker.value.state == state
    assert not isinstance(found.owner, Unknown)
    assert found.owner.value == Owner("os", "apt", f"python{version[0]}.{version[1]}-minimal")
    assert not isinstance(found.pip, Unknown)
    assert found.pip.value == PipCopy(pip, "/usr/lib/python3/dist-packages", "debian")
    assert found.venv is None
    assert found.user_site_enabled is True


@pytest.mark.parametrize(("machine", "user"), EVERY)
def test_where_things_would_go(machine: str, user: str) -> None:
    facts, _ = probed(machine, user, "pip install six")
    layout = target(facts).interpreter.layout
    minor = "{}.{}".format(*MACHINES[machine][0])
    home = "/root" if user == "root" else "/home/alice"
    if layout.distutils:
        found = dict(layout.distutils)
        # Debian's distutils installs below /usr/local, with --prefix too; with --home it does as everywhere.
        assert found["default"] == f"/usr/local/lib/python{minor}/dist-packages"
        assert found["user"] == f"{home}/.local/lib/python{minor}/site-packages"
        assert found["prefix"] == f"{{base}}/lib/python{minor}/site-packages"
    else:
        scheme = next(one for one in layout.schemes if one.name == layout.default)
        assert scheme.purelib == f"{{base}}/local/lib/python{minor}/dist-packages"
    assert layout.user_site == f"{home}/.local/lib/python{minor}/site-packages"


@pytest.mark.parametrize("machine", MACHINES)
def test_a_user_in_a_project_with_settings(machine: str) -> None:
    facts, _ = probed(machine, "alice", "pip install six")
    assert not isinstance(facts.project, Unknown)
    assert facts.project.value == Project("/home/alice/project", "/home/alice/project/requirements.txt", ())
    assert not isinstance(facts.place, Unknown)
    assert (facts.place.value.kind, facts.place.value.venv) == ("project", None)
    assert not isinstance(facts.pip_settings, Unknown)
    assert [(one.key, one.level) for one in facts.pip_settings.value.values] == [("index-url", "user")]
    assert (facts.asker.user, facts.asker.uid, facts.contradictions) == ("alice", 1000, ())


@pytest.mark.parametrize("machine", MACHINES)
def test_sudo_leads_to_roots_home_and_settings(machine: str) -> None:
    facts, _ = probed(machine, "alice", "sudo pip install six")
    assert target(facts).interpreter.layout.user_base == "/root/.local"
    assert not isinstance(facts.pip_settings, Unknown)
    assert facts.pip_settings.value.values == ()


@pytest.mark.parametrize(("machine", "user"), EVERY)
def test_virtual_environments(machine: str, user: str) -> None:
    plain = target(probed(machine, user, "/srv/venv/bin/pip install six")[0])
    assert plain.venv is not None
    assert (plain.venv.root, plain.venv.system_site_packages, plain.venv.broken) == ("/srv/venv", False, None)
    assert not isinstance(plain.pip, Unknown)
    assert plain.pip.value is not None
    assert plain.pip.value.version == "24.0"
    assert plain.user_site_enabled is False
    seeing = target(probed(machine, user, "/srv/seeing/bin/python -m pip install six")[0])
    assert seeing.venv is not None
    assert seeing.venv.system_site_packages
    assert not isinstance(seeing.pip, Unknown)
    assert seeing.pip.value is not None
    assert seeing.pip.value.location == "/usr/lib/python3/dist-packages"


@pytest.mark.parametrize(("machine", "user"), EVERY)
def test_each_fact_has_its_source_and_the_host_is_known(machine: str, user: str) -> None:
    facts, _ = probed(machine, user, "pip install six")
    assert not isinstance(facts.host.os, Unknown)
    assert facts.host.os.value.id == "debian"
    assert not isinstance(facts.host.disposable, Unknown)
    assert not facts.host.disposable.value.proven
    for fact in (
        facts.target,
        facts.resolution,
        facts.host.os,
        target(facts).marker,
        target(facts).owner,
        target(facts).pip,
    ):
        assert not isinstance(fact, Unknown)
        assert fact.source.where


def test_only_one_process_is_asked_and_the_second_time_none() -> None:
    facts, look = probed("debian-12", "root", "pip install six")
    assert len(look.asked) == 1
    assert probe(look, read_intent(("pip", "install", "six"))) == facts
    assert len(look.asked) == 1


def test_os_release_is_read_once() -> None:
    _, look = probed("debian-12", "root", "pip install six")
    assert look.looked_at.count("/etc/os-release") == 1
