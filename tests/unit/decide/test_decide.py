"""Where a request goes, told by the facts that decide over it."""

import pytest

from pipwise.decide import decide
from pipwise.decide.options import OPTIONS
from pipwise.decide.questions import QUESTIONS
from pipwise.model.decision import Seen, Wishes
from pipwise.model.facts import Setting, Settings, Tool
from pipwise.model.host import Disposable
from pipwise.model.known import Unknown
from pipwise.model.outcome import Outcome
from tests.situations import (
    ALLOWED,
    ENVS,
    HOME,
    IN_PROJECT,
    PERSONAL,
    ROOT,
    environment,
    facts,
    intent,
    known,
    situation,
)

PROJECT_NEW = Seen("project", f"{HOME}/p/.venv", "absent")
PROJECT_THERE = Seen("project", f"{HOME}/p/.venv", "works", python="3.11", has_pip=True)
ACTIVE = Seen("active", "/opt/active", "works", has_pip=True)
BUILD = known(Disposable(True, "image-build", "buildkitsandbox"))


def test_a_refusal_in_the_home_directory_goes_into_the_personal_environment() -> None:
    decision = decide(situation())
    assert decision.chosen == "venv"
    assert decision.goal is not None
    assert decision.goal.root == f"{ENVS}/default"
    assert decision.goal.base == "/usr/bin/python3"
    assert decision.ask == ""
    assert decision.assignments == (("six", "venv"),)


def test_the_order_of_targets_is_kept() -> None:
    for seen, root in (
        ((ACTIVE, PROJECT_THERE, PERSONAL), "/opt/active"),
        ((PROJECT_THERE, PERSONAL), f"{HOME}/p/.venv"),
        ((PROJECT_NEW, PERSONAL), f"{HOME}/p/.venv"),
        ((Seen("project", "/ro/.venv", "not-mine", "not yours"), PERSONAL), f"{ENVS}/default"),
        ((Seen("plain", "/x/.venv", "not-a-venv"), PERSONAL), f"{ENVS}/default"),
    ):
        goal = decide(situation(facts=facts(**IN_PROJECT), seen=seen)).goal
        assert goal is not None
        assert goal.root == root


def test_an_environment_that_is_there_is_used_and_nobody_is_asked() -> None:
    decision = decide(situation(facts=facts(**IN_PROJECT), seen=(PROJECT_THERE, PERSONAL)))
    assert (decision.chosen, decision.ask) == ("existing-venv", "")


def test_what_is_there_already_is_not_installed_again() -> None:
    seen = PROJECT_THERE._replace(satisfied=("six",))
    assert decide(situation(seen=(seen,))).chosen == "already-satisfied"
    two = situation(seen=(seen,), intent=intent("pip", "install", "six", "idna"))
    assert decide(two).chosen == "existing-venv"
    upgrade = intent("pip", "install", "-U", "six", options=(("upgrade", True),))
    assert decide(situation(seen=(seen,), intent=upgrade)).chosen == "existing-venv"


def test_a_broken_environment_is_replaced_only_after_asking() -> None:
    seen = Seen("project", f"{HOME}/p/.venv", "broken", "its Python is gone")
    decision = decide(situation(seen=(seen, PERSONAL)))
    assert decision.chosen == "venv"
    assert "broken" in decision.ask


@pytest.mark.parametrize("owner", ["pyenv", "image", "user", "python.org"])
def test_a_python_of_ones_own_runs_as_asked(owner: str) -> None:
    decision = decide(situation(facts=facts(target=known(environment(owner, "", "absent"))), outcome=ALLOWED))
    assert (decision.chosen, decision.ask) == ("own-python", "")


@pytest.mark.parametrize("owner", ["os", "homebrew", "uv", "unknown"])
def test_somebody_elses_python_is_protected_marked_or_not(owner: str) -> None:
    target = known(environment(owner, "dnf", "absent"))
    for outcome in (ALLOWED, Outcome("risky", "no-marker", 0, "/usr/local/lib")):
        assert decide(situation(facts=facts(target=target), outcome=outcome)).chosen == "venv"


def test_root_is_asked_unless_the_place_was_named() -> None:
    root = facts(asker=ROOT)
    assert "root asks" in decide(situation(facts=root)).ask
    named = (Seen("asked", f"{ENVS}/tools", "absent"),)
    assert decide(situation(facts=root, seen=named, wishes=Wishes(env="tools"))).ask == ""
    assert decide(situation(facts=root, seen=(ACTIVE, PERSONAL))).ask == ""


def test_root_in_an_image_build_is_not_asked() -> None:
    host = facts().host._replace(disposable=BUILD)
    decision = decide(
        situation(facts=facts(asker=ROOT, host=host), seen=(Seen("image", "/opt/venv", "absent"),))
    )
    assert (decision.chosen, decision.ask) == ("venv", "")


def test_override_and_marker_are_never_recommended() -> None:
    for host in (facts().host, facts().host._replace(disposable=BUILD)):
        for seen in ((), (PERSONAL,)):
            options = decide(situation(facts=facts(host=host), seen=seen)).options
            assert not {one.option for one in options if one.verdict == "recommended"} & {
                "override",
                "remove-marker",
            }


def test_removing_the_marker_is_refused_where_it_would_stay_removed() -> None:
    verdicts = {one.option: one.verdict for one in decide(situation()).options}
    assert verdicts["remove-marker"] == "refused"
    assert verdicts["override"] == "discouraged"
    asked = decide(situation(wishes=Wishes(via="remove-marker")))
    assert asked.chosen != "remove-marker"


def test_via_overrules_the_ranking() -> None:
    decision = decide(situation(wishes=Wishes(via="override")))
    assert decision.chosen == "override"
    assert decision.options[0].reasons[0].code == "via:asked"


def test_a_directory_that_the_command_names_is_none_of_our_business() -> None:
    named = intent("pip", "install", "--target", "/t", "six", options=(("target_dir", True),))
    assert (
        decide(situation(intent=named, outcome=Outcome("allowed", "own-destination", 0, "/t"))).chosen
        == "no-action"
    )


def test_an_unknown_that_could_change_the_choice_is_asked_about() -> None:
    decision = decide(situation(facts=facts(project=Unknown("/p: Permission denied"))))
    assert "Permission denied" in decision.ask


def test_uv_is_used_only_where_it_does_what_pip_would() -> None:
    uv = (Tool("uv", "/usr/bin/uv", known("0.13.9")),)
    for settings, engine in (
        ((), "uv"),
        ((Setting("global", "timeout", "60", "/etc/pip.conf", "global"),), "uv"),
        ((Setting("global", "find-links", "/w", "/etc/pip.conf", "global"),), "uv"),
        ((Setting("global", "extra-index-url", "https://piwheels", "/etc/pip.conf", "global"),), "pip"),
        ((Setting(":env:", "constraint", "/c.txt", "PIP_CONSTRAINT", "env_var"),), "pip"),
        ((Setting("wheel", "no-binary", ":all:", "/etc/pip.conf", "global"),), "uv"),
    ):
        goal = decide(situation(facts=facts(tools=uv, pip_settings=known(Settings(settings))))).goal
        assert goal is not None
        assert goal.engine == engine, settings
    unsure = decide(situation(facts=facts(tools=(Tool("uv", "/u/uv", Unknown("not trusted")),)))).goal
    assert unsure is not None
    assert unsure.engine == "pip"


def test_every_guard_is_a_question_and_every_answer_a_declared_one() -> None:
    ids = [question.id for question in QUESTIONS]
    assert len(ids) == len(set(ids))
    for option in OPTIONS:
        assert set(option.guards) <= set(ids), option.name
    for one in (
        situation(),
        situation(facts=facts(**IN_PROJECT), outcome=ALLOWED),
        situation(facts=facts(asker=ROOT)),
    ):
        for answered, question in zip(decide(one).flow, QUESTIONS, strict=True):
            assert answered.question == question.id
            assert not question.answers or answered.answer in question.answers


def test_every_reason_stands_on_an_answer() -> None:
    one = decide(situation())
    answered = {f"{answer.question}:{answer.answer}" for answer in one.flow}
    for option in one.options:
        assert option.reasons
        assert {reason.code for reason in option.reasons} <= answered
