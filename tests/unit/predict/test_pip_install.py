"""An installation by pip: the marker, what comes before and after it, and where things land."""

from __future__ import annotations

from typing import Any

import pytest

from pipwise.model.host import PathFact
from pipwise.model.interpreter import Marker
from pipwise.model.known import Unknown
from tests.unit.predict.pip_world import (
    ABSENT,
    LAYOUT,
    LOCAL,
    MARKER,
    NO_RECORD,
    OS,
    SIX,
    USER,
    ask,
    variable,
)

FILE = PathFact("file", writable=True)
DIRECTORY = PathFact("directory", writable=True)
CLOSED = PathFact("directory", writable=False)


def test_the_marker_refuses() -> None:
    outcome = ask("pip install six")
    assert (outcome.verdict, outcome.code, outcome.exit_status) == (
        "refused",
        "externally-managed-environment",
        1,
    )
    assert outcome.message == "use apt"


@pytest.mark.parametrize(
    ("words", "destination"),
    [
        ("pip install --break-system-packages six", LOCAL),
        ("pip install --break six", LOCAL),
        ("pip install --root / six", LOCAL),
        ("pip install --prefix /usr six", "/usr/lib/python3.11/site-packages"),
        ("pip install --target /usr/lib/python3/dist-packages six", OS),
        ("pip install --break-system-packages --user six", USER),
    ],
)
def test_what_goes_round_the_marker_into_the_operating_systems_python_is_risky(
    words: str, destination: str
) -> None:
    outcome = ask(words)
    assert (outcome.verdict, outcome.exit_status, outcome.destination) == ("risky", 0, destination)
    assert outcome.harms


@pytest.mark.parametrize(
    ("words", "destination"),
    [
        ("pip install --target t six", "/w/t"),
        ("pip install --prefix /tmp/p six", "/tmp/p/lib/python3.11/site-packages"),
        ("pip install --root /tmp/r six", "/tmp/r/usr/local/lib/python3.11/dist-packages"),
        ("pip install --user --root /tmp/r six", "/tmp/r/home/alice/.local/lib/python3.11/site-packages"),
        ("pip install --dry-run --report - six", None),
    ],
)
def test_what_goes_elsewhere_is_allowed(words: str, destination: str | None) -> None:
    outcome = ask(words)
    assert (outcome.verdict, outcome.exit_status, outcome.destination) == ("allowed", 0, destination)


@pytest.mark.parametrize("version", ["22.3.1", "23.0.1", "26.2"])
def test_prefix_keeps_debians_local_scheme_before_26_3(version: str) -> None:
    assert (
        ask("pip install --prefix /p six", version=version).destination
        == "/p/local/lib/python3.11/dist-packages"
    )


def test_distutils_is_asked_before_python_3_10() -> None:
    old: dict[str, Any] = {"version": "25.1.1", "python": (3, 9, 2), "marker": ABSENT}
    assert ask("pip install six", **old).destination == "/usr/local/lib/python3.9/dist-packages"
    assert ask("pip install --prefix /p six", **old).destination == "/p/lib/python3.9/site-packages"
    assert ask("pip install --prefix= six", **old).destination == "/usr/local/lib/python3.9/dist-packages"


def test_an_empty_destination_switches_the_marker_off_and_the_empty_target_does_nothing_else() -> None:
    assert ask("pip install --target= six").destination == LOCAL
    # Nothing of the relative path is there, so that pip takes it for a directory that cannot be written.
    assert ask("pip install --root= six").destination == f"/w{USER}"
    assert ask("pip install --root= six", {"/w/usr": DIRECTORY}).destination == f"/w{LOCAL}"


def test_the_users_site_is_the_way_out_where_the_library_cannot_be_written() -> None:
    closed = {LOCAL: CLOSED}
    words = "pip install --break-system-packages six"
    assert ask(words, closed, root=False).destination == USER
    assert ask(words, closed, root=False, user_site_enabled=False).code == "permission-denied"
    assert ask(words.replace("six", "--no-user six"), closed, root=False).code == "permission-denied"
    assert ask(words, closed, version="23.0.1", settings=variable("user", "0")).exit_status == 1


def test_a_target_is_filled_after_the_last_handler_of_errors() -> None:
    outcome = ask("pip install --target /t six", {"/t": CLOSED})
    assert (outcome.code, outcome.exit_status) == ("permission-denied", 2)
    assert ask("pip install --prefix /t six", {"/t/lib/python3.11/site-packages": CLOSED}).exit_status == 1


@pytest.mark.parametrize("version", ["22.3.1", "22.0", "21.3.1"])
def test_pips_before_23_do_not_know_the_marker(version: str) -> None:
    outcome = ask("pip install six", version=version)
    assert (outcome.verdict, outcome.code) == ("risky", "marker-unknown-to-pip")


def test_pip_23_0_0_has_no_override_at_all() -> None:
    assert (
        ask("pip install six", version="23.0", settings=variable("break-system-packages", "1")).verdict
        == "refused"
    )
    assert ask("pip install --break-system-packages six", version="23.0").code == "no-such-option"


def test_msys2_only_warns_in_continuous_integration() -> None:
    assert ask("pip install six", vendor="msys2", variables=(("CI", "1"),)).code == "marker-warns"
    assert ask("pip install six", vendor="msys2").verdict == "refused"


@pytest.mark.parametrize(
    ("state", "problem", "verdict", "status"),
    [
        ("malformed", "empty", "refused", 1),
        ("malformed", "no-section", "refused", 1),
        ("malformed", "encoding", "refused", 1),
        ("malformed", "duplicate-key", "fails", 2),
        ("unreadable", "", "refused", 1),
        ("not-a-file", "", "risky", 0),
        ("absent", "", "risky", 0),
    ],
)
def test_the_marker_is_read_as_pip_reads_it(state: str, problem: str, verdict: str, status: int) -> None:
    marker = Marker(MARKER.path, state, problem)  # type: ignore[arg-type]  # the words of the table
    outcome = ask("pip install six", marker=marker)
    assert (outcome.verdict, outcome.exit_status) == (verdict, status)


def test_a_venv_has_no_marker() -> None:
    venv: dict[str, Any] = {
        "venv": "isolated",
        "prefix": "/w/v",
        "layout": LAYOUT._replace(prefix="posix_prefix"),
    }
    outcome = ask("pip install six", **venv)
    assert (outcome.verdict, outcome.code, outcome.destination) == (
        "allowed",
        "virtual-environment",
        "/w/v/lib/python3.11/site-packages",
    )
    assert ask("pip install --user six", **venv).code == "user-site-not-visible"
    assert ask("pip install --user six", **{**venv, "venv": "sees-system"}).destination == USER


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("pip install --user --target /t six", "conflicting-options"),
        ("pip install --user --prefix /p six", "conflicting-options"),
        ("pip install --target /t --prefix /p six", "conflicting-options"),
        ("pip install --break-system-packages --platform any six", "conflicting-options"),
        ("pip install --break-system-packages --pre --all-releases=x six", "conflicting-options"),
        ("pip install --break-system-packages --only-deps --no-deps six", "conflicting-options"),
        ("pip install --break-system-packages", "no-requirements"),
        ("pip install --break-system-packages -r r.txt", "requirements-file-missing"),
        ("pip install --break-system-packages -c c.txt six", "requirements-file-missing"),
        ("pip install --break-system-packages --group dev", "requirements-file-missing"),
        ("pip install --break-system-packages six=1", "invalid-requirement"),
        ("pip install --break-system-packages ./x", "requirement-missing"),
        ("pip install --break-system-packages -e ./x", "requirement-missing"),
        ("pip install --break-system-packages x.whl", "invalid-requirement"),
        ("pip install --break-system-packages x-1-py3-none-any.whl", "requirement-missing"),
        ("pip install --break-system-packages --require-hashes six", "hash-missing"),
    ],
)
def test_other_errors(words: str, code: str) -> None:
    outcome = ask(words)
    assert (outcome.verdict, outcome.code, outcome.exit_status) == ("fails", code, 1)


@pytest.mark.parametrize(
    "words", ["pip install", "pip install -r r.txt", "pip install six=1", "pip install --platform any six"]
)
def test_the_marker_comes_before_the_requirements(words: str) -> None:
    assert ask(words).verdict == "refused"


def test_user_with_target_comes_before_the_marker() -> None:
    assert ask("pip install --user --target= six").code == "conflicting-options"


def test_a_directory_is_installable_with_a_project_file() -> None:
    words = "pip install --break-system-packages ./x"
    assert ask(words, {"/w/x": DIRECTORY}).code == "not-installable"
    assert ask(words, {"/w/x": DIRECTORY, "/w/x/pyproject.toml": FILE}).verdict == "risky"
    assert ask(words, {"/w/x": FILE}).code == "requirement-missing"


def test_what_is_there_already_is_left_alone() -> None:
    words = "pip install --break-system-packages six>=1"
    assert ask(words, installed=(SIX,)).code == "already-satisfied"
    assert ask(f"{words} --target /t", installed=(SIX,)).destination == "/t"
    assert ask(f"{words} -I", installed=(SIX,)).destination == LOCAL


def test_upstream_pip_deletes_what_apt_installed_and_debians_does_not() -> None:
    words = "pip install --break-system-packages six==1.17"
    upstream = ask(words, installed=(SIX,))
    assert [harm.code for harm in upstream.harms] == ["deletes-os-files", "on-os-import-path", "shadows"]
    debian = ask(words, installed=(SIX,), version="23.0.1", vendor="debian")
    assert [harm.code for harm in debian.harms] == ["on-os-import-path", "shadows"]


def test_what_has_no_record_cannot_be_replaced() -> None:
    sure = ask("pip install --break-system-packages six==1.17", installed=(NO_RECORD,))
    assert (sure.verdict, sure.code, sure.exit_status) == ("fails", "no-record", 1)
    doubtful = ask("pip install --break-system-packages -U six", installed=(NO_RECORD,))
    assert "only where the index has another version" in doubtful.evidence[-1].text
    assert ask("pip install --break-system-packages six", installed=(NO_RECORD,)).code == "already-satisfied"
    assert (
        ask("pip install --break-system-packages -U --dry-run six", installed=(NO_RECORD,)).exit_status == 0
    )


@pytest.mark.parametrize("leaf", ["version", "python", "marker", "settings"])
def test_what_is_unknown_and_matters_makes_the_outcome_unknown(leaf: str) -> None:
    assert ask("pip install six", **dict[str, Any]({leaf: Unknown("nobody knows")})).verdict == "unknown"


@pytest.mark.parametrize("leaf", ["layout", "owner", "installed", "user_site_enabled", "import_path"])
def test_what_is_unknown_and_does_not_matter_changes_nothing(leaf: str) -> None:
    assert ask("pip install six", **dict[str, Any]({leaf: Unknown("nobody knows")})).verdict == "refused"


@pytest.mark.parametrize(
    ("problem", "status"),
    [("not-found", 127), ("not-executable", 126), ("bad-interpreter", 127), ("no-module", 1)],
)
def test_what_cannot_start_ends_as_a_shell_says(problem: str, status: int) -> None:
    outcome = ask("pip install six", problem=problem)
    assert (outcome.verdict, outcome.code, outcome.exit_status) == ("fails", problem, status)


@pytest.mark.parametrize(
    ("version", "python", "status"),
    [
        ("26.3", (3, 9, 2), 1),
        ("24.1", (3, 7, 0), 1),
        ("18.1", (3, 10, 0), 1),
        ("22.0.4", (3, 12, 0), 1),
        ("23.0.1", (3, 13, 0), 2),
    ],
)
def test_not_every_pip_runs_on_every_python(version: str, python: tuple[int, int, int], status: int) -> None:
    outcome = ask("pip install --root / six", version=version, python=python)
    assert (outcome.code, outcome.exit_status) == ("pip-cannot-run", status)


def test_require_virtualenv_is_another_refusal_that_looks_alike() -> None:
    outcome = ask("pip install six", settings=variable("require-virtualenv", "1"))
    assert (outcome.verdict, outcome.code, outcome.exit_status) == ("fails", "require-virtualenv", 3)
    assert ask("pip list", settings=variable("require-virtualenv", "1")).exit_status == 0


def test_the_python_of_python_has_to_be_there_whatever_the_command() -> None:
    assert ask("pip --python /nowhere --version").code == "no-interpreter"
    assert (
        ask("pip --python /nowhere install six", version=Unknown("no such Python")).code == "no-interpreter"
    )
    assert ask("pip --python /usr/bin/python3 install six", {"/usr/bin/python3": FILE}).verdict == "refused"


@pytest.mark.parametrize(
    ("kind", "code"), [("absent", "no-version-control"), ("file", "overridden"), ("other", "overridden")]
)
def test_a_checkout_needs_its_program(kind: Any, code: str) -> None:
    paths = {"/usr/bin/git": PathFact(kind, writable=False)}
    outcome = ask(
        "pip install --break-system-packages git+https://e.x/y", paths, variables=(("PATH", "/usr/bin"),)
    )
    assert outcome.code == code
