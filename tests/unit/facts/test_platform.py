"""Partial facts: what the table says is Known, with its row as the source; nothing else is."""

import pytest

from pipwise.catalog.platforms import find_platform
from pipwise.facts.certain_paths import WORKING_DIRECTORY, named_paths, paths_by_owner, paths_named
from pipwise.facts.platform import CONTEXTS, platform_facts
from pipwise.facts.platform_python import platform_target
from pipwise.intent import read_intent
from pipwise.model.facts import Facts
from pipwise.model.host import PathFact
from pipwise.model.interpreter import Environment, Marker, Owner, PipCopy
from pipwise.model.known import Known, Unknown
from tests.situations import intent


def described(text: str, *words: str, root: bool | None = True, context: str = "") -> Facts:
    platform = find_platform(text)
    assert platform is not None
    asked = intent(*(words or ("pip", "install", "requests")))
    return platform_facts(platform, root=root, context=context, intent=asked)


def target(facts: Facts) -> Environment:
    assert isinstance(facts.target, Known)
    assert facts.target.source.kind == "catalogue"
    found: Environment = facts.target.value
    return found


def test_debian_12_is_described_with_its_row_as_the_source() -> None:
    found = target(described("debian:12"))
    assert found.interpreter.version == (3, 11, 2)
    assert (found.interpreter.executable, found.interpreter.prefix) == ("/usr/bin/python3", "/usr")
    assert isinstance(found.marker, Known)
    assert found.marker.value == Marker("/usr/lib/python3.11/EXTERNALLY-MANAGED", "present")
    assert found.marker.source.where == "table of platforms (2026-11-22), row debian-12"
    assert isinstance(found.owner, Known)
    assert found.owner.value == Owner("os", "apt")
    assert isinstance(found.pip, Known)
    assert found.pip.value == PipCopy("23.0.1", "/usr/lib/python3/dist-packages", "debian")
    assert (found.interpreter.has_venv, found.interpreter.has_ensurepip) == (True, False)
    assert isinstance(found.distributions, Unknown)


@pytest.mark.parametrize(
    ("text", "owner", "marker", "vendor", "purelib"),
    [
        ("debian:11", "os", "absent", "debian", "{base}/lib/python3.9/site-packages"),
        ("debian:13", "os", "present", "debian", "{base}/local/lib/python3.13/dist-packages"),
        ("ubuntu:24.04", "os", "present", "debian", "{base}/local/lib/python3.12/dist-packages"),
        ("fedora:41", "os", "absent", "fedora", "{base}/local/lib/python3.13/site-packages"),
        ("alpine:3.23", "os", "present", "upstream", "{base}/lib/python3.12/site-packages"),
    ],
)
def test_an_operating_system_owns_its_python(
    text: str, owner: str, marker: str, vendor: str, purelib: str
) -> None:
    found = target(described(text))
    assert isinstance(found.owner, Known)
    assert isinstance(found.marker, Known)
    assert isinstance(found.pip, Known)
    assert found.pip.value is not None
    assert (found.owner.value.kind, found.marker.value.state, found.pip.value.vendor) == (
        owner,
        marker,
        vendor,
    )
    layout = found.interpreter.layout
    assert {scheme.name: scheme.purelib for scheme in layout.schemes}[layout.default] == purelib


def test_the_python_of_an_image_is_the_callers_own() -> None:
    facts = described("python:3.12-slim", root=None)
    found = target(facts)
    assert isinstance(found.owner, Known)
    assert found.owner.value.kind == "image"
    assert found.interpreter.prefix == "/usr/local"
    assert found.interpreter.has_ensurepip
    assert facts.asker.uid == 0
    assert facts.host.container == Known("docker", facts.host.container.source)  # type: ignore[union-attr]


def test_a_range_of_versions_is_no_version() -> None:
    found = target(described("python:3.12"))
    assert found.pip == Unknown("the version of pip there is not known: >=23.2")


def test_what_is_not_in_the_table_is_unknown_and_never_a_stand_in() -> None:
    facts = described("arch")
    leaves = platform_target(facts, intent("pip", "install", "six"))
    assert isinstance(leaves.python, Unknown)
    assert isinstance(leaves.layout, Unknown)
    assert isinstance(leaves.import_path, Unknown)
    assert isinstance(leaves.installed, Unknown)
    assert isinstance(leaves.marker, Known)
    assert (leaves.marker.value.state, leaves.prefix) == ("present", Known("/usr", leaves.marker.source))
    assert all(
        isinstance(fact, Unknown)
        for fact in (facts.place, facts.project, facts.host.wsl, facts.host.disposable)
    )


def test_the_settings_of_a_hosted_runner_are_known() -> None:
    facts = described("ubuntu-24.04", root=None, context="ci")
    assert isinstance(facts.pip_settings, Known)
    setting = facts.pip_settings.value.values[0]
    assert (setting.section, setting.key, setting.value) == ("global", "break-system-packages", "true")
    assert (setting.where, setting.level) == ("/etc/pip.conf", "global")
    assert isinstance(facts.host.disposable, Known)
    assert facts.host.disposable.value.kind == "hosted-runner"
    assert facts.asker.uid != 0


@pytest.mark.parametrize(
    ("text", "context", "root", "uid"),
    [
        ("debian:12", "", None, 1000),
        ("debian:12", "terminal", None, 1000),
        ("debian:12", "dockerfile", None, 0),
        ("debian:12", "dockerfile", False, 1000),
        ("debian:12", "terminal", True, 0),
        ("python:3.12", "", None, 0),
        ("ubuntu-24.04", "ci", None, 1000),
    ],
)
def test_who_asks_is_told_by_what_was_said_then_by_the_place(
    text: str, context: str, root: bool | None, uid: int
) -> None:
    assert described(text, root=root, context=context).asker.uid == uid


@pytest.mark.parametrize("context", ["", *CONTEXTS])
def test_only_an_image_build_proves_that_what_is_changed_is_thrown_away(context: str) -> None:
    disposable = described("debian:12", context=context).host.disposable
    proven = isinstance(disposable, Known) and disposable.value.kind == "image-build"
    assert proven == (context == "dockerfile")


@pytest.mark.parametrize(
    ("text", "words", "known"),
    [
        ("debian:12", ("pip3", "install", "six"), True),
        ("debian:12", ("/usr/bin/pip3", "install", "six"), True),
        ("debian:12", ("pip3.11", "install", "six"), True),
        ("debian:12", ("pip3.12", "install", "six"), False),
        ("debian:12", ("/usr/local/bin/pip", "install", "six"), False),
        ("debian:12", (".venv/bin/pip", "install", "six"), False),
        ("python:3.12", ("/usr/bin/python3", "install", "six"), False),
    ],
)
def test_another_python_than_the_one_of_the_row_is_unknown(
    text: str, words: tuple[str, ...], known: bool
) -> None:
    assert isinstance(described(text, *words).target, Known) == known


def test_root_writes_everywhere_and_a_user_at_home() -> None:
    system, mine = "/usr/local/lib/python3.11/dist-packages", "/home/user/.local/lib/python3.11/site-packages"
    wanted = (system, mine, "/srv/app", "/opt/app")
    root = dict(paths_by_owner(described("debian:12"), wanted, root=True))
    user = dict(paths_by_owner(described("debian:12", root=False), wanted, root=False))
    assert root == {system: PathFact("directory", True)} | dict.fromkeys(wanted[1:], PathFact("absent", True))
    assert user == {
        system: PathFact("directory", False),
        mine: PathFact("absent", True),
        "/opt/app": PathFact("absent", False),
    }


def test_what_a_command_names_is_taken_to_be_there() -> None:
    asked = read_intent(("pip", "install", "-r", "a/r.txt", "-c", "/tmp/c.txt", "./x[y]", "-e", ".", "six"))
    named = named_paths(asked, WORKING_DIRECTORY)
    assert named == ("/…/a/r.txt", "/tmp/c.txt", "/…/x", "/…")
    found = dict(paths_named(("/tmp/c.txt", "/tmp/d.txt", "/…/x", "/…/x/pyproject.toml", "/…"), named))
    assert {path: fact.kind for path, fact in found.items()} == {
        "/tmp/c.txt": "file",
        "/…/x": "directory",
        "/…/x/pyproject.toml": "file",
        "/…": "directory",
    }


def test_with_a_prefix_of_ones_own_fedora_does_as_cpython() -> None:
    asked = intent("pip", "install", "six", options=(("prefix_path", True),))
    platform = find_platform("fedora:41")
    assert platform is not None
    layout = target(platform_facts(platform, root=True, context="", intent=asked)).interpreter.layout
    assert {scheme.name: scheme.purelib for scheme in layout.schemes}[
        layout.prefix
    ] == "{base}/lib/python3.13/site-packages"
