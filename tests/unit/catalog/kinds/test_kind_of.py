"""Applications, libraries and plug-ins: the bars on the labelled projects, and what may never be said."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kind_validation import Labelled, cross_validate, measure, read_labels
from pipwise.catalog.kinds import Wheel, kind_of
from pipwise.catalog.kinds.hosts import HOSTS
from pipwise.catalog.kinds.signals import NAMED, WANTED
from pipwise.catalog.kinds.table import entries, load_table

LABELLED = read_labels()
LIBRARIES = [row for row in LABELLED if row.label == "library"]


def test_from_the_catalogue_alone_at_least_91_in_100_of_the_decided_are_right() -> None:
    figures = measure(LABELLED, online=False)
    assert figures.accuracy >= 0.91
    assert figures.decided >= 0.75 * sum(row.label != "both" for row in LABELLED)


def test_with_the_wheel_at_least_95_in_100_of_the_decided_are_right() -> None:
    figures = measure(LABELLED, online=True)
    assert figures.accuracy >= 0.95
    assert figures.decided >= 0.75 * sum(row.label != "both" for row in LABELLED)


@pytest.mark.parametrize("row", LIBRARIES, ids=lambda row: row.name)
def test_no_library_is_called_an_application(row: Labelled) -> None:
    assert kind_of(row.name).kind != "application"
    assert kind_of(row.name, row.wheel).kind != "application"


@pytest.mark.slow
@pytest.mark.parametrize("online", [False, True])
def test_weights_that_were_chosen_without_a_fold_judge_it_as_well(online: bool) -> None:
    figures = list(cross_validate(LABELLED, online=online, rounds=3))
    assert sum(one.accuracy for one in figures) / len(figures) >= (0.95 if online else 0.91)


@given(st.text(alphabet="abcdefgijklmnopqrstuvwxyz-_.0123456789", min_size=1, max_size=40))
def test_a_name_that_no_table_has_is_never_called_an_application(name: str) -> None:
    kind = kind_of(f"zzqx-{name}")
    assert kind.kind in ("unknown", "library", "plug-in")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("types-zzqx", "library"),
        ("zzqx-sdk", "library"),
        ("azure-mgmt-zzqx", "library"),
        ("zzqx-sdk-cli", "unknown"),
    ],
)
def test_families_of_libraries_are_known_by_their_names(name: str, expected: str) -> None:
    assert kind_of(name).kind == expected


def test_every_spelling_of_a_name_gets_the_same_answer() -> None:
    assert kind_of("Charset_Normalizer") == kind_of("charset-normalizer") == kind_of("charset.normalizer")
    assert kind_of("pre__commit").kind == "application"


def test_the_answer_tells_its_signals_their_weights_and_its_source() -> None:
    kind = kind_of("httpie")
    assert kind.kind == "application"
    assert ("a command is called like it", 1) in kind.signals
    assert sum(weight for _, weight in kind.signals) >= 4
    assert kind.commands
    assert set(kind.commands) <= {"http", "https", "httpie"}
    assert kind.source.kind == "catalogue"
    assert "Debian" in kind.source.where


def test_a_wheel_that_brings_no_command_is_a_library_whatever_else_is_known() -> None:
    assert kind_of("httpie", Wheel("httpie-9-py3-none-any.whl")).kind == "library"


def test_what_calls_itself_a_library_is_not_called_an_application() -> None:
    loud = Wheel("zzqx-1-py3-none-any.whl", ("zzqx",), classifiers=("Environment :: Console",))
    said = "A command-line tool to check, download and convert, with a graphical viewer"
    assert kind_of("zzqx", loud._replace(summary=said)).kind == "application"
    assert kind_of("zzqx", loud._replace(summary=f"{said}; also a library")).kind == "both"


def test_a_namesake_among_the_formulae_is_other_software_unless_it_has_the_commands_of_the_wheel() -> None:
    namesakes = [name for name, entry in entries(load_table()).items() if entry.record.formula == "namesake"]
    name = namesakes[0]
    commands = entries(load_table())[name].commands
    assert "Homebrew has a formula with its commands" in dict(kind_of(name, Wheel("w", commands)).signals)
    others = dict(kind_of(name, Wheel("w", ("something-else",))).signals)
    assert not [text for text in others if "Homebrew" in text]
    assert kind_of(name).commands == ()


@pytest.mark.parametrize(
    ("name", "host", "what"),
    [
        ("certbot-dns-cloudflare", "certbot", "application"),
        ("certbot_dns_zzqx", "certbot", "application"),
        ("httpie-zzqx", "httpie", "application"),
        ("colcon-zzqx", "colcon-core", "application"),
        ("mkdocs-material", "mkdocs", "application"),
        ("flake8-zzqx", "flake8", "application"),
        ("poetry-plugin-export", "poetry", "application"),
        ("pytest-cov", "pytest", "library"),
        ("sphinxcontrib-zzqx", "sphinx", "library"),
        ("hatch-zzqx", "hatchling", "library"),
        ("hatch-env-zzqx", "hatch", "application"),
        ("pynvim", "neovim", "program"),
    ],
)
def test_plug_ins_are_known_by_their_family_with_their_host(name: str, host: str, what: str) -> None:
    kind = kind_of(name)
    assert (kind.kind, kind.host, kind.host_is) == ("plug-in", host, what)


@pytest.mark.parametrize("host", HOSTS, ids=lambda host: host.project)
def test_no_host_is_its_own_plug_in(host: object) -> None:
    assert kind_of(host.project).kind != "plug-in"  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "name",
    ["ansible-core", "ansible-lint", "jupyter-client", "jupyter-core", "jupyterlab-server", "colcon-common-extensions",
     "flake8", "pytest", "sphinx", "mkdocs", "mkdocs-get-deps", "sphinx-autobuild", "pytest-runner", "setuptools-scm",
     "hypothesis", "nautilus-trader"],
)  # fmt: skip
def test_what_is_only_named_like_a_plug_in_is_none(name: str) -> None:
    assert kind_of(name).kind != "plug-in"


@pytest.mark.parametrize(
    ("name", "groups", "summary", "host"),
    [
        ("pep8-naming", ("flake8.extension",), "Check PEP-8 naming conventions, plugin for flake8", "flake8"),
        ("furo", ("sphinx.html_themes",), "A clean customisable Sphinx documentation theme.", "sphinx"),
        ("zzqx-httpie", ("httpie.plugins.auth.v1",), "", "httpie"),
        ("hatch-vcs", ("hatch",), "", "hatchling"),
    ],
)
def test_a_plug_in_is_known_by_the_entry_points_that_it_fills(
    name: str, groups: tuple[str, ...], summary: str, host: str
) -> None:
    kind = kind_of(name, Wheel("w", (), groups, summary=summary))
    assert (kind.kind, kind.host) == ("plug-in", host)


@pytest.mark.parametrize("name", ["hypothesis", "anyio", "respx", "faker", "typeguard"])
def test_a_library_that_also_brings_a_plug_in_for_pytest_is_a_library(name: str) -> None:
    assert kind_of(name, Wheel("w", (), ("pytest11",), summary="Does other things")).kind == "library"


def test_what_is_named_after_an_application_and_fills_none_of_its_entry_points_is_no_plug_in() -> None:
    assert kind_of("certbot-zzqx", Wheel("w", ("certbot-zzqx",))).kind != "plug-in"
    assert kind_of("certbot-zzqx", Wheel("w", (), ("certbot.plugins",))).kind == "plug-in"


def _wheel(summary: str, *scripts: str, classifiers: tuple[str, ...] = ()) -> Wheel:
    return Wheel(
        "zzqx-1.0-py3-none-any.whl", scripts, modules=("zzqx",), summary=summary, classifiers=classifiers
    )


def test_what_no_table_knows_is_wanted_for_a_command_of_its_own_name() -> None:
    kind = kind_of("zzqx", _wheel("Implementation of the zzqx protocol", "zzqx"))
    assert kind.kind == "both"
    assert WANTED in kind.signals


def test_what_calls_itself_a_library_is_not_wanted_for_its_command() -> None:
    assert WANTED not in kind_of("zzqx", _wheel("A library for zzqx", "zzqx")).signals
    topic = ("Topic :: Software Development :: Libraries",)
    assert WANTED not in kind_of("zzqx", _wheel("Reads zzqx files", "qq", classifiers=topic)).signals


def test_tools_bring_commands_of_other_names() -> None:
    assert WANTED in kind_of("zzqx-tools", _wheel("Zzqx", "zz-dump", "zz-load")).signals


@pytest.mark.parametrize(
    "row", [row for row in LABELLED if row.label != "application"], ids=lambda row: row.name
)
def test_nothing_that_people_import_is_wanted_for_its_command_alone(row: Labelled) -> None:
    """Of the labelled ones: libraries, and what is both on purpose (celery, streamlit)."""
    assert WANTED not in kind_of(row.name).signals
    assert WANTED not in kind_of(row.name, row.wheel).signals


def test_applications_that_look_like_libraries_too_are_wanted_for_their_command() -> None:
    for name in ("poetry", "platformio", "pyright", "cwltool"):
        assert kind_of(name).kind == "both"
        assert WANTED in kind_of(name).signals


def test_a_name_like_a_programs_is_a_hint_and_no_kind() -> None:
    kind = kind_of("zzqx-cli")
    assert kind.kind == "unknown"
    assert kind.signals == (NAMED,)
