"""`pipwise why --on PLATFORM`, from the words to the JSON."""

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]  # it has no types

from pipwise.catalog.platforms import Row, find_platform, load_table
from pipwise.catalog.platforms.versions import parse_versions
from pipwise.cli.main import main
from pipwise.facts.platform import platform_facts
from pipwise.intent import read_intent
from pipwise.model.outcome import Evidence, Outcome
from pipwise.predict.assumptions import agreed, predictions
from pipwise.render.schemas import schema_text

VALIDATOR = Draft202012Validator(json.loads(schema_text("why")))
Captured = pytest.CaptureFixture[str]


def why(capsys: Captured, *words: str) -> dict[str, Any]:
    code = main(["why", "--json", *words])
    said = capsys.readouterr()
    assert said.err == ""
    document: dict[str, Any] = json.loads(said.out)
    assert [error.message[:200] for error in VALIDATOR.iter_errors(document)] == []
    assert code == (6 if document["outcomes"][0]["verdict"] == "unknown" else 0)
    return document


NO_MARKER = ("risky", "no-marker", 0)
OWN = ("allowed", "no-marker", 0)
PYTHON_312 = "/usr/local/lib/python3.12/site-packages"
DEBIAN_11 = "/usr/local/lib/python3.9/dist-packages"
OVERRIDDEN = ("risky", "overridden", 0)
REFUSED = ("refused", "externally-managed-environment", 1, None)
INSTALL = ("pip", "install", "requests")
FORCED = ("pip", "install", "--break-system-packages")
PREFIX = ("pip", "install", "--prefix", "/opt/x", "six")
TARGET = ("pip", "install", "--target", "lib", "six")
PIPX = ("pipx", "install", "black")
OWN_ENVIRONMENT = ("allowed", "own-environment", 0)
UV = ("uv", "pip", "install")


@pytest.mark.parametrize(
    ("platform", "user", "words", "outcome", "chosen"),
    [
        ("debian:12", "root", INSTALL, REFUSED, "os-package"),
        ("debian:12", "user", INSTALL, REFUSED, "venv"),
        ("debian:12", "user", ("requests",), REFUSED, "venv"),
        ("debian:13", "root", INSTALL, REFUSED, "os-package"),
        ("debian:11", "root", INSTALL, (*NO_MARKER, DEBIAN_11), "os-package"),
        ("debian:11", "user", INSTALL, (*NO_MARKER, "/home/user/.local/lib/python3.9/site-packages"), "venv"),
        ("ubuntu:24.04", "root", INSTALL, REFUSED, "os-package"),
        ("ubuntu:22.04", "root", INSTALL, (*NO_MARKER, "/usr/local/lib/python3.10/dist-packages"), "os-package"),
        ("ubuntu-24.04", "user", INSTALL, (*OVERRIDDEN, "/home/user/.local/lib/python3.12/site-packages"), "venv"),
        ("python:3.12", "root", INSTALL, (*OWN, PYTHON_312), "own-python"),
        ("python:3.9", "root", INSTALL, (*OWN, "/usr/local/lib/python3.9/site-packages"), "own-python"),
        ("python:3.12", "root", ("pip", "install", "-r", "/tmp/r.txt", "-e", "."), (*OWN, PYTHON_312), "own-python"),
        ("fedora:41", "root", INSTALL, (*NO_MARKER, "/usr/local/lib/python3.13/site-packages"), "venv"),
        ("fedora:41", "root", PREFIX, ("allowed", "own-destination", 0, "/opt/x/lib/python3.13/site-packages"), "no-action"),
        ("rockylinux:9", "root", INSTALL, (*NO_MARKER, "/usr/local/lib/python3.9/site-packages"), "venv"),
        ("alpine:3.20", "root", INSTALL, REFUSED, "venv"),
        ("arch", "root", INSTALL, REFUSED, "venv"),
        ("node:22", "root", INSTALL, REFUSED, "venv"),
        ("homebrew", "user", INSTALL, REFUSED, "venv"),
        ("conda", "user", INSTALL, (*OWN, None), "own-python"),
        ("debian:12", "root", (*FORCED, "six"), (*OVERRIDDEN, "/usr/local/lib/python3.11/dist-packages"), "os-package"),
        ("debian:13", "root", (*FORCED, "-U", "pip"), ("fails", "no-record", 1, None), "no-action"),
        ("debian:11", "user", ("sudo", "pip", "install", "six"), (*NO_MARKER, DEBIAN_11), "os-package"),
        ("debian:12", "user", TARGET, ("allowed", "own-destination", 0, "/…/lib"), "no-action"),
        ("debian:12", "root", (*UV, "--system", "six"), (*REFUSED[:2], 2, None), "os-package"),
        ("debian:12", "user", (*UV, "six"), ("fails", "no-virtual-environment", 2, None), "venv"),
        ("debian:12", "user", PIPX, (*OWN_ENVIRONMENT, "/home/user/.local/pipx/venvs/black/lib/python3.11/site-packages"), None),
        ("debian:12", "user", ("uv", "sync"), ("unknown", "unknown", None, None), None),
        ("debian:12", "user", ("pip3.12", "install", "six"), ("unknown", "unknown", None, None), None),
    ],
)  # fmt: skip
def test_a_platform_is_answered(
    capsys: Captured,
    platform: str,
    user: str,
    words: tuple[str, ...],
    outcome: tuple[object, ...],
    chosen: str | None,
) -> None:
    document = why(capsys, "--on", platform, "--as", user, "--", *words)
    found = document["outcomes"][0]
    assert (found["verdict"], found["code"], found["exit_status"], found["destination"]) == outcome
    if chosen is not None:
        assert document["decision"]["chosen"] == chosen


def test_an_image_build_is_disposable_and_has_a_place_of_its_own(capsys: Captured) -> None:
    decision = why(capsys, "--on", "debian:12", "--context", "dockerfile", "--", *INSTALL)["decision"]
    answers = {one["question"]: one["answer"] for one in decision["questions"]}
    assert (answers["disposable"], answers["who"]) == ("yes", "root-in-build")
    assert decision["target"]["root"] == "/opt/venv"
    verdicts = {one["option"]: one["verdict"] for one in decision["options"]}
    assert verdicts["override"] == "possible"


def test_off_an_image_build_nothing_is_disposable(capsys: Captured) -> None:
    decision = why(capsys, "--on", "debian:12", "--context", "ci", "--", *INSTALL)["decision"]
    verdicts = {one["option"]: one["verdict"] for one in decision["options"]}
    assert (verdicts["override"], verdicts["remove-marker"]) == ("discouraged", "refused")


def test_the_evidence_is_the_row(capsys: Captured) -> None:
    document = why(capsys, "--on", "fedora:41", "--as", "root", "--", *INSTALL)
    answers = {one["question"]: one["evidence"] for one in document["decision"]["questions"]}
    assert answers["owner"] == {
        "text": "table of platforms (2026-11-22), row fedora 41",
        "where": "catalogue",
    }
    assert (
        document["outcomes"][0]["evidence"][-1]["where"] == "table of platforms (2026-11-22), row fedora 41"
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--on", "debain:12"), "pipwise: --on debain:12: it is not in the table of platforms: did you mean debian?"),
        (("--on", "xyzzy"), "pipwise: --on xyzzy: it is not in the table of platforms: such as debian:13, "),
        (("--on", "debian:12", "--as", "bob"), "pipwise: --as bob: it is either root or user"),
        (("--on", "debian:12", "--context", "moon"), "pipwise: --context moon: there is no such place: there are terminal, "),
        (("--on", "debian:12", "--facts", "f"), "pipwise: --on and --facts exclude one another: "),
        (("--as", "root"), "pipwise: --as and --context go with --on"),
        (("--facts", "/nowhere/f.json"), "pipwise: --facts /nowhere/f.json: it cannot be read: No such file or directory"),
        (("--facts", "/"), "pipwise: --facts /: it cannot be read: Is a directory"),
    ],
)  # fmt: skip
def test_what_cannot_be_understood_is_one_line(capsys: Captured, words: tuple[str, ...], said: str) -> None:
    assert main(["why", *words, "--", *INSTALL]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.splitlines()[0].startswith(said)
    assert len(captured.err.splitlines()) <= 2


def _asked_for(row: Row) -> str:
    """Something that finds the row: its first name with its first, or latest, version."""
    terms = parse_versions(row.versions)
    known = ("latest" if "latest" in term.aliases else term.low or term.high for term in terms)
    version = next(known, "3.12" if row.variant == "python" else "")
    if row.names[0][-1] in "-@":
        return f"{row.names[0]}{version}"
    tag = "-".join(part for part in (version, row.variant) if part)
    return f"{row.names[0]}:{tag}" if tag else row.names[0]


@pytest.mark.slow
@pytest.mark.parametrize("row", load_table().rows, ids=lambda row: row.id)
def test_a_prediction_for_root_is_what_the_sources_of_the_row_say(row: Row) -> None:
    platform = find_platform(_asked_for(row))
    assert platform is not None
    assert platform.row.id == row.id
    intent = read_intent(INSTALL)
    facts = platform_facts(platform, root=True, context="", intent=intent)
    outcome = agreed(predictions(platform, facts, intent), platform)
    if row.outcome == "refused" and row.python:
        assert outcome.verdict == "refused"
    elif row.outcome == "allowed" and row.python:
        assert outcome.verdict in ("allowed", "risky")
    assert (outcome.verdict == "refused") == (
        platform.marker == "yes" and row.outcome != "allowed" and bool(row.python)
    ) or (platform.pip == "none")


def test_outcomes_that_differ_are_unknown_and_say_on_what_it_hangs() -> None:
    platform = find_platform("debian:12")
    assert platform is not None
    old, new = (
        Outcome("allowed", "no-marker", 0, "/a"),
        Outcome("refused", "externally-managed-environment", 1, None),
    )
    differ = agreed([("pip 22.3", old), ("pip 22.3.1", old), ("pip 23.0", new)], platform)
    assert (differ.verdict, differ.exit_status) == ("unknown", None)
    assert differ.evidence[0].text == (
        "it depends: pip 22.3: allowed (no-marker); pip 23.0: refused (externally-managed-environment)"
    )
    same = agreed(
        [("pip 22.3", old), ("pip 22.3.1", old._replace(destination="/b", exit_status=1))], platform
    )
    assert (same.verdict, same.destination, same.exit_status) == ("allowed", None, None)
    assert same.evidence[-1] == Evidence("the same for pip 22.3 as for pip 22.3.1", platform.where)
