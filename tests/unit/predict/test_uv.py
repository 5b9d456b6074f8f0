"""The model of uv where there is nothing to record: what is unknown, what cannot start, what is said."""

from __future__ import annotations

import pytest

from pipwise.intent.command_line import read_invocation
from pipwise.intent.uv_intent import uv_intent
from pipwise.model.facts import Setting, Settings
from pipwise.model.interpreter import Layout, Marker, Scheme
from pipwise.model.known import Known, Source, Unknown
from pipwise.model.outcome import Outcome, Target
from pipwise.predict.uv import paths_to_ask, predict
from pipwise.predict.uv_codes import UV_CODES

GIVEN = Source("given", "test")
LOCAL = "/usr/local/lib/python3.11/dist-packages"
LAYOUT = Layout(
    schemes=(
        Scheme("posix_local", "{base}/local/lib/python3.11/dist-packages", "", "{base}/local/bin", ""),
        Scheme("venv", "{base}/lib/python3.11/site-packages", "", "{base}/bin", ""),
    ),
    default="posix_local",
    prefix="posix_local",
    user="posix_user",
    home="posix_home",
    user_base="",
    user_site="",
)
MARKER = Marker("/usr/lib/python3.11/EXTERNALLY-MANAGED", "present", "", (("Error", "No.\n\nReally."),))


def target(**leaves: object) -> Target:
    found = Target(
        tool="uv",
        version=Known("0.13.9", GIVEN),
        vendor=Known("upstream", GIVEN),
        python=Known((3, 11, 2), GIVEN),
        prefix=Known("/usr", GIVEN),
        venv=Known("none", GIVEN),
        marker=Known(MARKER, GIVEN),
        owner=Known("os", GIVEN),
        layout=Known(LAYOUT, GIVEN),
        import_path=Known((LOCAL, "/usr/lib/python3/dist-packages"), GIVEN),
        user_site_enabled=Unknown("not asked"),
        settings=Known(Settings(()), GIVEN),
        installed=Known((), GIVEN),
        root=True,
        cwd="/w",
    )
    return found._replace(**leaves)  # type: ignore[arg-type]  # leaves by name


def ask(line: str, **leaves: object) -> Outcome:
    return predict(target(**leaves), uv_intent(read_invocation(tuple(line.split()))))


def test_the_marker_refuses_with_its_own_text() -> None:
    found = ask("uv pip install --system x")
    assert (found.verdict, found.code, found.exit_status) == ("refused", "externally-managed-environment", 2)
    assert found.message.endswith("indicates the following:\n\n  No.\n\n  Really.\n")


def test_a_marker_without_the_key_refuses_without_text() -> None:
    found = ask("uv pip install --system x", marker=Known(Marker("/m", "malformed", "no-error-key"), GIVEN))
    assert found.message == "error: The interpreter at `/usr` is externally managed and cannot be modified."


@pytest.mark.parametrize(
    "problem", ["empty", "not-ini", "no-section", "no-error-key", "duplicate-key", "bom"]
)
def test_whatever_can_be_decoded_counts(problem: str) -> None:
    marker = Known(MARKER._replace(state="malformed", problem=problem, errors=()), GIVEN)  # type: ignore[arg-type]
    assert ask("uv pip install --system x", marker=marker).verdict == "refused"


@pytest.mark.parametrize(
    ("state", "problem"), [("malformed", "encoding"), ("unreadable", ""), ("not-a-file", ""), ("absent", "")]
)
def test_what_cannot_be_read_does_not(state: str, problem: str) -> None:
    marker = Known(Marker("/m", state, problem), GIVEN)  # type: ignore[arg-type]
    found = ask("uv pip install --system x", marker=marker)
    assert (found.verdict, found.destination) == ("risky", LOCAL)


def test_an_unknown_marker_makes_the_outcome_unknown_where_it_matters() -> None:
    unknown = Unknown("could not look")
    assert ask("uv pip install --system x", marker=unknown).verdict == "unknown"
    assert ask("uv pip install --target t x", marker=unknown).verdict == "allowed"
    assert ask("uv pip list", marker=unknown).verdict == "allowed"


def test_unknown_settings_make_everything_unknown() -> None:
    assert ask("uv pip list", settings=Unknown("could not look")).verdict == "unknown"


def test_a_reason_for_no_interpreter_is_a_failure_and_anything_else_is_unknown() -> None:
    gone = Unknown("no-virtual-environment: No virtual environment found")
    assert ask("uv pip install x", prefix=gone).code == "no-virtual-environment"
    assert ask("uv pip install x", prefix=Unknown("it hangs")).verdict == "unknown"


@pytest.mark.parametrize(
    ("problem", "status"), [("not-found", 127), ("not-executable", 126), ("no-module", 1)]
)
def test_what_cannot_start_fails_as_a_shell_says(problem: str, status: int) -> None:
    found = ask("uv pip install x", problem=problem)
    assert (found.verdict, found.code, found.exit_status) == ("fails", problem, status)


def test_the_version_at_hand_decides_about_options() -> None:
    assert (
        ask("uv pip install --system --prefix p x", version=Known("0.1.45", GIVEN)).code == "no-such-option"
    )
    assert ask("uv pip install --system --prefix p x").code == "own-destination"
    assert ask("uv pip install --system --prefix p x", version=Unknown("not asked")).code == "own-destination"


def test_every_code_has_a_sentence() -> None:
    lines = (
        "uv",
        "uv pip install",
        "uv pip install --help",
        "uv pip install --target t x",
        "uv sync",
        "uvx x",
        "uv venv",
    )
    assert {ask(line).code for line in lines} <= set(UV_CODES)


def test_paths_are_asked_for_from_the_directory_that_uv_works_in() -> None:
    settings = Known(Settings((Setting(":place:", "directory", "/d", "/d"),)), GIVEN)
    intent = uv_intent(read_invocation(("uv", "pip", "install", "-r", "r.txt", "--target", "t", "./p")))
    found = paths_to_ask(target(settings=settings), intent)
    assert set(found) == {"/d/r.txt", "/d/p", "/d/p/pyproject.toml", "/d/p/setup.py", "/d/t"}
