"""Whole probes of machines that were recorded: Debian 11, 12, 13 and sid, as root and as a user."""

from __future__ import annotations

import pytest

from pipwise.facts.probe import probe
from pipwise.intent import read_intent
from pipwise.model.facts import Facts
from pipwise.model.host import Project
from pipwise.model.interpreter import Environment, Owner, PipCopy
from pipwise.model.known import Known, Unknown
from pipwise.system.look import Answer
from tests.recorded.look import (
    SCRIPT,
    Node,
    RecordedLook,
    directory,
    link,
    machine,
    program,
    recording,
    recordings,
)
from tests.unit.facts.test_interpreter import MARK, oneself

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


# Machines put together by hand ---------------------------------------------------------------------------------------


def answer_of(executable: str, prefix: str, base: str) -> tuple[tuple[str, ...], Answer]:
    layout = {
        "schemes": [["s", "{base}/lib/python3.12/site-packages", "", "", ""]],
        "default": "s",
        "prefix": "s",
    }
    said = oneself(
        prefix=prefix,
        base_prefix=base,
        layout={**layout, "user": "s", "home": "s"},
        path=["/usr/lib/python3.12", f"{prefix}/lib/python3.12/site-packages"],
        site_packages=[f"{prefix}/lib/python3.12/site-packages"],
    )
    return (executable, "-I", "-B", "-c", SCRIPT), Answer(0, f"{MARK}{said}{MARK}".encode(), b"")


def by_hand(files: dict[str, Node | str] | None = None, **variables: str) -> RecordedLook:
    every: dict[str, Node | str] = {
        "/work": directory(),
        "/usr/bin/python3": program(),
        "/usr/bin/pip": program("#!/usr/bin/python3 -s\n"),
        "/usr/lib/python3.12/site-packages/pip/__init__.py": "__version__ = '25.0'\n",
        "/v/pyvenv.cfg": "home = /usr/bin\ninclude-system-site-packages = false\n",
        "/v/bin/python": link("/usr/bin/python3"),
        **(files or {}),
    }
    answers = dict([answer_of("/usr/bin/python3", "/usr", "/usr"), answer_of("/v/bin/python", "/v", "/usr")])
    environment = {"PATH": "/usr/bin", "HOME": "/root", **variables}
    return machine(every, environment=environment, cwd="/work", answers=answers)


def of(look: RecordedLook, command: str) -> Facts:
    return probe(look, read_intent(tuple(command.split())))


@pytest.mark.parametrize(
    ("command", "variables"),
    [
        ("pip --python /v install six", {}),
        ("pip --python /v/bin/python install six", {}),
        ("pip --python ../v install six", {}),
        ("pip install six", {"PIP_PYTHON": "/v"}),
    ],
)
def test_pip_hands_over_to_another_python_and_takes_itself_along(
    command: str, variables: dict[str, str]
) -> None:
    found = target(of(by_hand(None, **variables), command))
    assert found.interpreter.executable == "/v/bin/python"
    assert found.venv is not None
    assert not isinstance(found.pip, Unknown)
    assert found.pip.value == PipCopy("25.0", "/usr/lib/python3.12/site-packages", "upstream")


def test_handing_over_to_nothing() -> None:
    facts = of(by_hand(), "pip --python /gone install six")
    assert isinstance(facts.target, Known)
    assert facts.target.value.interpreter.executable == "/usr/bin/python3"


def test_flags_in_the_first_line_of_a_script_count() -> None:
    assert target(of(by_hand(), "pip install six")).user_site_enabled is False
    assert target(of(by_hand(), "python3 -m pip install six")).user_site_enabled is True


def test_a_pip_that_is_run_from_a_directory_or_a_file() -> None:
    files: dict[str, Node | str] = {"/work/src/pip/__init__.py": "__version__ = '26.0'\n"}
    found = target(of(by_hand(files), "python3 src/pip install six"))
    assert not isinstance(found.pip, Unknown)
    assert found.pip.value == PipCopy("26.0", "/work/src", "upstream")


@pytest.mark.parametrize(
    ("files", "command", "why"),
    [
        ({"/usr/bin/pip": program("#!/bin/bash\n")}, "pip install six", "pip is not run by a Python"),
        ({}, "pip9 install six", "not-found"),
        ({"/usr/bin/pip": program("#!/gone/python3\n")}, "pip install six", "bad-interpreter"),
        (
            {"/usr/bin/pip": program("#!/usr/bin/python9\n"), "/usr/bin/python9": program()},
            "pip install six",
            "not something that can be run",
        ),
    ],
)
def test_a_target_that_cannot_be_known_says_why(files: dict[str, Node | str], command: str, why: str) -> None:
    found = of(by_hand(files), command).target
    assert isinstance(found, Unknown)
    assert why in found.why


def test_variables_that_are_nobodys_business_stay_out() -> None:
    facts = of(by_hand(None, SECRET_THING="x", PIP_USER="1", VIRTUAL_ENV="/v"), "pip install six")
    assert dict(facts.environment) == {
        "PATH": "/usr/bin",
        "HOME": "/root",
        "PIP_USER": "1",
        "VIRTUAL_ENV": "/v",
    }


def test_settings_of_uv_are_read_for_uv_only() -> None:
    assert isinstance(of(by_hand(), "pip install six").uv_settings, Unknown)
    assert not isinstance(of(by_hand(), "uv pip install six").uv_settings, Unknown)
