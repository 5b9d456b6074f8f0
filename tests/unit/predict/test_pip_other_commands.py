"""Uninstalling, ensurepip, and the commands that never look at the marker."""

from __future__ import annotations

from typing import Any

import pytest

from pipwise.model.host import PathFact
from tests.unit.predict.pip_world import ABSENT, LAYOUT, LOCAL, NO_RECORD, SIX, ask, variable

FILE = PathFact("file", writable=True)
CLOSED = PathFact("directory", writable=False)
MODULE = {"/usr/lib/python3.11/ensurepip/__init__.py": FILE}
OWN = SIX._replace(location=LOCAL, installer="pip")


def test_uninstalling_nothing_is_said_before_the_marker_is_looked_at() -> None:
    assert ask("pip uninstall").code == "no-requirements"
    assert ask("pip uninstall -y nothing").verdict == "refused"
    assert ask("pip uninstall -y -r r.txt").code == "requirements-file-missing"


def test_upstream_pip_deletes_apts_files_and_debians_leaves_them() -> None:
    words = "pip uninstall -y --break-system-packages six"
    assert [harm.code for harm in ask(words, installed=(SIX,)).harms] == ["deletes-os-files"]
    kept = ask(words, installed=(SIX,), version="23.0.1", vendor="debian")
    assert (kept.verdict, kept.code) == ("allowed", "nothing-to-uninstall")
    assert ask(words, installed=(OWN,), version="23.0.1", vendor="debian").code == "overridden"


@pytest.mark.parametrize(
    ("present", "paths", "code", "status"),
    [
        (NO_RECORD, {}, "no-record", 1),
        (SIX._replace(kind="egg-info-file"), {}, "distutils-installed", 1),
        (SIX, {SIX.location: CLOSED}, "permission-denied", 2),
    ],
)
def test_what_cannot_be_removed(present: object, paths: dict[str, PathFact], code: str, status: int) -> None:
    outcome = ask("pip uninstall -y --break-system-packages six", paths, installed=(present,))
    assert (outcome.verdict, outcome.code, outcome.exit_status) == ("fails", code, status)


def test_without_yes_pip_asks_and_the_answer_is_not_known() -> None:
    outcome = ask("pip uninstall --break-system-packages six", installed=(SIX,))
    assert (outcome.verdict, outcome.exit_status) == ("risky", None)
    settings = variable("yes", "1")
    assert (
        ask("pip uninstall --break-system-packages six", installed=(SIX,), settings=settings).exit_status == 0
    )


def test_a_venv_does_not_touch_what_is_outside() -> None:
    venv: dict[str, Any] = {"venv": "sees-system", "prefix": "/w/v"}
    assert ask("pip uninstall -y six", installed=(SIX,), **venv).code == "nothing-to-uninstall"
    own = SIX._replace(location="/w/v/lib/python3.11/site-packages")
    assert ask("pip uninstall -y six", installed=(own,), **venv).code == "virtual-environment"


@pytest.mark.parametrize(
    ("words", "code", "status"),
    [
        ("pip list", "inspects-only", 0),
        ("pip list --outdated --uptodate", "conflicting-options", 1),
        ("pip freeze --path x --user", "conflicting-options", 1),
        ("pip check", "inspects-only", None),
        ("pip show", "no-requirements", 1),
        ("pip show nothing", "not-installed", 1),
        ("pip config", "unknown-action", 1),
        ("pip config get", "argument-count", 1),
        ("pip config list", "inspects-only", 0),
        ("pip cache dir", "inspects-only", 0),
        ("pip cache dir x", "argument-count", 1),
        ("pip cache dir --no-cache-dir", "cache-disabled", 1),
        ("pip hash", "no-requirements", 1),
        ("pip hash nothing", "requirement-missing", 2),
        ("pip index", "unknown-action", 1),
        ("pip search", "no-requirements", 1),
        ("pip help install", "help", 0),
        ("pip help instal", "unknown-command", 1),
        ("pip download six", "not-checked", 0),
        ("pip download", "no-requirements", 1),
        ("pip wheel six", "not-checked", 0),
        ("pip lock six", "not-checked", 0),
        ("pip completion --bash", "inspects-only", 0),
    ],
)
def test_no_other_command_looks_at_the_marker(words: str, code: str, status: int | None) -> None:
    outcome = ask(words)
    assert (outcome.code, outcome.exit_status) == (code, status)


def test_what_is_fetched_has_to_be_written_somewhere() -> None:
    assert ask("pip download six", {"/w": CLOSED}).exit_status == 2
    assert ask("pip wheel -w /d six", {"/d": CLOSED}).exit_status == 2


def test_debian_has_switched_ensurepip_off() -> None:
    outcome = ask("python3 -m ensurepip", MODULE, tool="ensurepip")
    assert (outcome.code, outcome.exit_status) == ("ensurepip-disabled", 1)
    assert ask("python3 -m ensurepip", tool="ensurepip").code == "no-module"


def test_ensurepip_elsewhere_is_pip_without_its_configuration() -> None:
    plain = LAYOUT._replace(
        schemes=LAYOUT.schemes[1:], prefix="posix_prefix", default="posix_prefix", distutils=()
    )
    other: dict[str, Any] = {
        "tool": "ensurepip",
        "layout": plain,
        "owner": "user",
        "settings": variable("break-system-packages", "1"),
    }
    assert ask("python3 -m ensurepip", MODULE, **{**other, "python": (3, 11, 7)}).verdict == "refused"
    assert ask("python3 -m ensurepip", MODULE, **other).code == "marker-unknown-to-pip", (
        "3.11.2 brings pip 22.3.1"
    )
    assert ask("python3 -m ensurepip", MODULE, **{**other, "marker": ABSENT}).verdict == "risky"
    assert (
        ask("python3 -m ensurepip --root /r", MODULE, **{**other, "python": (3, 12, 0)}).code
        == "own-destination"
    )


@pytest.mark.parametrize(
    ("words", "code", "status"),
    [
        ("--help", "help", 0),
        ("--version", "help", 0),
        ("--wrong", "no-such-option", 2),
        ("pip", "unexpected-argument", 2),
    ],
)
def test_ensurepip_reads_its_words_before_anything_else(words: str, code: str, status: int) -> None:
    outcome = ask(f"python3 -m ensurepip {words}", MODULE, tool="ensurepip")
    assert (outcome.code, outcome.exit_status) == (code, status)


def test_get_pip_is_the_newest_pip_whatever_pip_is_there_and_other_scripts_are_their_own_affair() -> None:
    old: dict[str, Any] = {"tool": "", "version": "20.3"}
    assert ask("python3 /tmp/get-pip.py", **old).code == "externally-managed-environment"
    assert ask("python3 get-pip.py --no-wheel pip==24.0", problem="no-module").verdict == "refused"
    assert ask("python3 get-pip.py --break-system-packages", **old).code == "overridden"
    assert ask("python3 -u get-pip.py --break-system-packages", **old).code == "overridden"
    assert ask("python3 get-pip.py", marker=ABSENT).verdict == "risky"
    assert ask("python3 get-pip.py", python=(3, 8, 10)).verdict == "unknown"
    assert ask("python3 setup.py install").verdict == "unknown"


@pytest.mark.parametrize(
    "words",
    [
        "apt install python3-six",
        "sudo dnf install python3-six",
        "conda install six",
        "/usr/bin/brew install six",
    ],
)
def test_a_package_manager_is_stopped_by_no_marker(words: str) -> None:
    outcome = ask(words)
    assert (outcome.verdict, outcome.code, outcome.exit_status) == ("allowed", "no-pip", None)


@pytest.mark.parametrize("words", ["./install.sh", "make install", "bash setup.sh"])
def test_what_a_program_installs_is_not_told_by_its_name(words: str) -> None:
    assert ask(words).verdict == "unknown"
