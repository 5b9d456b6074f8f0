"""pip's command line, rule by rule; what odd mixtures of them mean is in test_pip_parsers."""

from __future__ import annotations

import pytest

from pipwise.intent.pip_arguments import parse
from pipwise.model.facts import Setting, Settings


def given(
    *words: str, version: str = "26.3", settings: Settings | None = None, vendor: str = "upstream"
) -> dict[str, object]:
    parsed = parse(words, version, settings, vendor)
    assert parsed.problem is None, parsed.problem
    return dict(parsed.options)


def stopped(*words: str, version: str = "26.3", settings: Settings | None = None) -> tuple[str, int]:
    problem = parse(words, version, settings).problem
    assert problem is not None
    return problem.code, problem.exit_status


def setting(key: str, value: str, section: str = "global", level: str = "user") -> Setting:
    return Setting(section, key, value, f"/{level}", level)


def variables(**values: str) -> Settings:
    return Settings(
        tuple(Setting(":env:", key, value, f"PIP_{key}", "env_var") for key, value in values.items())
    )


@pytest.mark.parametrize(
    "word", ["--break", "--break-s", "--break-system-package", "--break-system-packages"]
)
def test_a_unique_beginning_is_the_option(word: str) -> None:
    assert given("install", word, "six") == {"override_externally_managed": True}


def test_a_beginning_that_could_be_two_options_is_none() -> None:
    assert stopped("install", "--no", "six") == ("ambiguous-option", 2)
    assert given("install", "--pre", "six") == {"pre": True}, (
        "a whole word is the option, whatever else begins with it"
    )


def test_the_override_came_with_23_0_1() -> None:
    assert stopped("install", "--break-system-packages", version="23.0") == ("no-such-option", 2)
    assert given("install", "--break-system-packages", version="23.0.1")


def test_letters_stand_together_and_the_last_takes_the_rest() -> None:
    assert given("install", "-Uqr", "file") == {"upgrade": True, "quiet": 1, "requirements": ("file",)}
    assert given("install", "-Uqrfile") == {"upgrade": True, "quiet": 1, "requirements": ("file",)}
    assert stopped("install", "-Uqz") == ("no-such-option", 2)


def test_nothing_after_two_dashes_is_an_option() -> None:
    parsed = parse(("install", "--", "--user", "-q"), "26.3")
    assert parsed.operands == ("--user", "-q")
    assert parsed.options == ()


@pytest.mark.parametrize(
    ("words", "code", "status"),
    [
        (("install", "six", "--target"), "option-needs-value", 2),
        (("install", "--user=1"), "option-takes-no-value", 2),
        (("install", "--retries", "many"), "invalid-option-value", 2),
        (("install", "--retries", "08"), "invalid-option-value", 2),
        (("install", "--upgrade-strategy", "often"), "invalid-option-value", 2),
        (("install", "-C", "nokey"), "invalid-option-value", 2),
        (("install", "--no-binary", "-x"), "option-needs-value", 1),
        (("instal",), "unknown-command", 1),
        (("install", "--python", "x"), "python-option-misplaced", 1),
        ((), "help", 0),
        (("help",), "help", 0),
        (("--version", "install"), "version", 0),
        (("install", "--help", "--nonsense"), "help", 0),
        (("install", "--nonsense", "--help"), "no-such-option", 2),
    ],
)
def test_the_parser_stops_at(words: tuple[str, ...], code: str, status: int) -> None:
    assert stopped(*words) == (code, status)


def test_an_unknown_command_may_be_a_misspelt_one() -> None:
    problem = parse(("instal",), "26.3").problem
    assert problem is not None
    assert problem.text == 'unknown command "instal" - maybe you meant "install"'


def test_the_first_word_that_is_the_commands_name_is_taken_out() -> None:
    parsed = parse(("--log", "install", "install", "six"), "26.3")
    assert (dict(parsed.options), parsed.operands) == ({"log": "install"}, ("six",))


def test_python_before_the_command_hands_over_and_after_it_is_too_late_since_23_2() -> None:
    assert parse(("--python", "x", "install", "six"), "26.3").python == "x"
    assert parse(("--python", "x", "install"), "22.2").problem is not None
    assert parse(("install", "--python", "x"), "23.0.1").problem is None


def test_values_of_the_configuration_come_first_in_a_list() -> None:
    settings = Settings((setting("requirement", "a.txt b.txt"),))
    assert parse(("install", "-r", "c.txt"), "26.3", settings).effective["requirements"] == (
        "a.txt",
        "b.txt",
        "c.txt",
    )


def test_a_command_section_beats_global_and_the_environment_beats_both() -> None:
    both = (setting("user", "yes", "install"), setting("user", "no"))
    assert parse(("install",), "26.3", Settings(both)).effective["use_user_site"] is True
    off = Settings((*both, Setting(":env:", "user", "0", "PIP_USER", "env_var")))
    assert parse(("install",), "26.3", off).effective["use_user_site"] is False


@pytest.mark.parametrize(("version", "still"), [("25.1.1", False), ("25.3", True), ("26.3", False)])
def test_an_empty_value_undoes_one_below_it_but_not_in_every_release(version: str, still: bool) -> None:
    settings = Settings((setting("user", "yes", level="global"), setting("user", "", level="user")))
    assert bool(parse(("install",), version, settings).effective.get("use_user_site")) is still


@pytest.mark.parametrize(
    ("key", "value", "status"),
    [
        ("user", "maybe", 2),
        ("retries", "many", 3),
        ("quiet", "-1", 2),
        ("no-cache-dir", "perhaps", 2),
        ("no-binary", "-x", 1),
    ],
)
def test_a_wrong_value_outside_the_command_line_ends_pip(key: str, value: str, status: int) -> None:
    assert stopped("install", "six", settings=variables(**{key: value})) == (
        "configuration-invalid-value",
        status,
    )


def test_isolation_is_told_by_the_literal_word() -> None:
    settings = Settings((setting("user", "yes"), Setting(":env:", "target", "/t", "PIP_TARGET", "env_var")))
    assert "use_user_site" not in parse(("--isolated", "install"), "26.3", settings).effective
    assert "use_user_site" in parse(("--isol", "install"), "26.3", settings).effective


def test_isolation_does_not_spare_the_general_options() -> None:
    assert stopped("--isolated", "install", settings=variables(quiet="much")) == (
        "configuration-invalid-value",
        2,
    )


def test_a_file_that_cannot_be_read_ends_pip_even_for_its_version() -> None:
    settings = Settings((), (("/etc/pip.conf", "malformed: no section"),))
    assert stopped("--version", settings=settings) == ("configuration-unreadable", 2)
    skipped = Settings((), (("/etc/pip.conf", "ignored: Permission denied"),))
    assert stopped("--version", settings=skipped) == ("version", 0)


def test_colour_is_asked_before_usage_is_shown() -> None:
    assert stopped("install", settings=variables(**{"no-color": "maybe"})) == (
        "configuration-invalid-value",
        1,
    )
    assert stopped("install", version="25.1.1", settings=variables(**{"no-color": "maybe"}))[1] == 2


def test_debians_old_pip_has_an_option_of_its_own() -> None:
    assert given("install", "--system", version="20.3.4", vendor="debian") == {"use_system_location": True}
    assert given("install", "--no-user", version="20.3.4", vendor="debian") == {"use_system_location": True}
    assert given("install", "--no-user", version="20.3.4") == {"use_user_site": False}
    assert stopped("install", "--system", version="20.3.4") == ("no-such-option", 2)
