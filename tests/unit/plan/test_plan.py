"""From a decision to its steps: what runs, with which words and variables, and nothing that leads out of the environment."""

import pytest

from pipwise.decide import decide
from pipwise.model.decision import Seen, Situation
from pipwise.model.facts import Setting, Settings, Tool
from pipwise.model.outcome import Outcome
from pipwise.model.plan import MakeDirectory, Plan, Remove, RunTool
from pipwise.plan import Workbench, plan
from tests.situations import ALLOWED, ENVS, IN_PROJECT, environment, facts, intent, known, situation

BENCH = Workbench("/own/bin/python", "/cache", "/wheels/pip-26.0-py3-none-any.whl")
ROOT = "/home/alice/p/.venv"
ABSENT = (Seen("project", ROOT, "absent"),)
WORKS = (Seen("project", ROOT, "works", python="3.11", has_pip=True),)
UV = Tool("uv", "/usr/bin/uv", known("0.13.9"))


def made(one: Situation) -> Plan:
    return plan(one, decide(one), BENCH)


def tools(one: Plan) -> list[RunTool]:
    return [step for step in one.steps if isinstance(step, RunTool)]


def test_a_new_environment_is_made_in_a_directory_of_its_own_and_filled() -> None:
    result = made(situation(facts=facts(**IN_PROJECT), seen=ABSENT))
    assert (result.option, result.root, result.fresh, result.prove) == ("venv", ROOT, True, ("six",))
    assert result.steps[0] == MakeDirectory(ROOT)
    make, install = tools(result)
    assert make.argv[:5] == ("/own/bin/python", "-I", "-m", "virtualenv", "--quiet")
    assert make.argv[make.argv.index("--python") + 1] == "/usr/bin/python3"
    assert "--prompt=p" in make.argv
    assert ("VIRTUALENV_*", None) in make.variables
    assert install.argv == (f"{ROOT}/bin/python", "-I", "-m", "pip", "install", "six")


def test_a_personal_environment_is_called_by_its_name() -> None:
    make = tools(made(situation()))[0]
    assert make.argv[-1] == f"{ENVS}/default"
    assert "--prompt=default" in make.argv


def test_an_environment_that_is_there_is_only_filled() -> None:
    result = made(situation(facts=facts(**IN_PROJECT), seen=WORKS))
    assert (result.option, result.fresh, len(result.steps)) == ("existing-venv", False, 1)


@pytest.mark.parametrize("uv", [False, True])
def test_an_environment_without_a_pip_gets_one_of_its_own_without_the_network(*, uv: bool) -> None:
    seen = (WORKS[0]._replace(has_pip=False),)
    result = made(situation(facts=facts(**IN_PROJECT, tools=(UV,) if uv else ()), seen=seen))
    seed = tools(result)[0]
    assert seed.argv[:3] == (f"{ROOT}/bin/python", "-I", f"{BENCH.pip_wheel}/pip")
    assert {"--no-index", "--isolated", "--ignore-installed"} < set(seed.argv)
    assert len(result.steps) == 2


def test_a_broken_environment_is_set_aside_first() -> None:
    seen = (Seen("project", ROOT, "broken", "its Python is gone"),)
    result = made(situation(facts=facts(**IN_PROJECT), seen=seen))
    assert result.steps[:2] == (Remove(ROOT), MakeDirectory(ROOT))


def test_what_is_the_callers_own_runs_as_typed() -> None:
    own = environment("pyenv", "", "absent", "/home/alice/.pyenv/versions/3.12.1")
    result = made(situation(facts=facts(target=known(own)), outcome=ALLOWED))
    (step,) = tools(result)
    assert (result.option, result.root, step.changes) == ("own-python", "", ())
    assert step.argv == ("/usr/bin/pip", "install", "six")


def test_a_way_that_is_not_carried_out_has_no_steps() -> None:
    one = situation(facts=facts(**IN_PROJECT), seen=ABSENT)
    assert plan(one, decide(one)._replace(chosen="override", goal=None), BENCH).steps == ()


@pytest.mark.parametrize(
    ("typed", "passed"),
    [
        ("install -r a.txt -c b.txt -e .[x] --user six", "install -r a.txt -c b.txt -e .[x] six"),
        ("install --break-system-packages -vv --log l six", "install -vv --log l six"),
        ("install --no-input --retries 3 -- six", "install --no-input --retries 3 -- six"),
    ],
)
def test_pips_arguments_are_passed_but_those_that_meant_another_python(typed: str, passed: str) -> None:
    one = situation(facts=facts(**IN_PROJECT), intent=intent("pip", *typed.split()), seen=WORKS)
    assert " ".join(tools(made(one))[-1].argv[4:]) == passed


def settings(*values: tuple[str, str, str]) -> dict[str, object]:
    return {
        "pip_settings": known(
            Settings(tuple(Setting(section, key, value, "x") for section, key, value in values))
        )
    }


def test_settings_that_lead_out_of_the_environment_do_not_reach_its_pip() -> None:
    given = settings(
        ("global", "target", "/elsewhere"), ("global", "index-url", "https://a/"), ("install", "user", "1")
    )
    step = tools(made(situation(facts=facts(**IN_PROJECT, **given), seen=WORKS)))[-1]
    assert dict(step.variables)["PIP_CONFIG_FILE"] == "/dev/null"
    assert dict(step.variables)["PIP_INDEX_URL"] == "https://a/"
    assert dict(step.variables)["PIP_TARGET"] is None
    assert dict(step.variables)["PIP_USER"] == "0"


def test_settings_that_do_not_are_left_where_they_are() -> None:
    given = settings(("global", "index-url", "https://a/"), (":env:", "target", "/elsewhere"))
    variables = dict(tools(made(situation(facts=facts(**IN_PROJECT, **given), seen=WORKS)))[-1].variables)
    assert "PIP_CONFIG_FILE" not in variables
    assert variables["PIP_TARGET"] is None


def test_uv_gets_the_same_request_in_its_own_words() -> None:
    given = settings(
        ("global", "index-url", "https://a/"),
        (":env:", "find-links", "/x /y"),
        ("global", "no-index", "0"),
        (":env:", "cert", "/c"),
    )
    asked = intent("pip", "install", "-U", "six", "-q", options=(("upgrade", True), ("quiet", True)))
    variables = (("UV_INDEX_URL", "https://b/"), ("UV_CACHE_DIR", "/cache"))
    one = situation(
        facts=facts(**IN_PROJECT, **given, tools=(UV,), environment=variables),
        intent=asked,
        seen=WORKS,
    )
    step = tools(made(one))[-1]
    text = " ".join(step.argv)
    assert text.startswith(
        "/usr/bin/uv pip install --no-config --no-sources --index-strategy unsafe-best-match"
    )
    assert f"--python {ROOT}/bin/python --find-links /x --find-links /y --default-index https://a/ -q" in text
    assert text.endswith("--upgrade-package six six")
    assert dict(step.variables)["SSL_CERT_FILE"] == "/c"
    assert dict(step.variables)["UV_INDEX_URL"] is None
    assert "UV_CACHE_DIR" not in dict(step.variables)


def test_an_environment_that_uv_makes_has_a_pip_of_its_own() -> None:
    one = situation(facts=facts(**IN_PROJECT, tools=(UV,)), seen=ABSENT)
    make = tools(made(one))[0]
    assert make.argv[:2] == ("/usr/bin/uv", "venv")
    assert {"--seed", "--allow-existing", "--no-config"} < set(make.argv)


def test_what_uv_would_do_otherwise_is_done_by_pip() -> None:
    asked = intent("pip", "install", "-U", "-r", "a.txt", options=(("upgrade", True),))
    one = situation(
        facts=facts(**IN_PROJECT, tools=(UV,)),
        intent=asked._replace(requirement_files=("a.txt",)),
        seen=WORKS,
    )
    assert tools(made(one))[-1].argv[1:4] == ("-I", "-m", "pip")


def test_nothing_is_done_where_everything_is_there() -> None:
    seen = (WORKS[0]._replace(satisfied=("six",)),)
    result = made(situation(facts=facts(**IN_PROJECT), seen=seen, outcome=Outcome("refused", "x", 1, None)))
    assert (result.option, result.steps, result.prove) == ("already-satisfied", (), ("six",))
