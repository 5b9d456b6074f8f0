"""pip's request in the words of uv, Poetry, PDM and pipenv: exactly, or refused with the reason."""

import pytest

from pipwise.decide import decide
from pipwise.decide.manager_words import add_words, remove_words
from pipwise.decide.options import project_manager
from pipwise.intent import read_intent
from pipwise.model.decision import Seen, Situation, Wishes
from pipwise.model.host import Place, Project
from tests.situations import HOME, facts, known, situation

ROOT = f"{HOME}/p"


def asked(line: str, manager: str = "uv", cwd: str = ROOT) -> Situation:
    project = known(Project(ROOT, f"{ROOT}/pyproject.toml", (manager,)))
    here = facts(place=known(Place(cwd, "project", None)), project=project)
    return situation(facts=here, intent=read_intent(("pip", "install", *line.split())))


@pytest.mark.parametrize(
    ("manager", "line", "runs"),
    [
        ("uv", "six rich[x]>=13", ["add six rich[x]>=13"]),
        ("poetry", "six", ["add six"]),
        ("pdm", "-q six", ["add --quiet six"]),
        ("pipenv", "--user six", ["install six"]),
        ("uv", "-U six rich", ["add --upgrade-package six --upgrade-package rich six rich"]),
        ("pdm", "--pre --dry-run six", ["add --prerelease --dry-run six"]),
        ("poetry", "--pre six", ["add --allow-prereleases six"]),
        ("pipenv", "--pre six", ["install --pre six"]),
        ("uv", "-r r.txt -c c.txt six", ["add -c c.txt -r r.txt", "add -c c.txt six"]),
        ("pipenv", "-r r.txt", ["install -r r.txt"]),
        ("uv", "-e ../lib six", ["add six", "add --editable ../lib"]),
        ("poetry", "-e ../lib", ["add --editable ../lib"]),
        ("pipenv", "-e ../lib", ["install -e ../lib"]),
        ("uv", "-e .", ["sync --inexact"]),
        ("uv", ".[dev]", ["sync --inexact --no-editable --extra dev"]),
        ("poetry", "-e .[dev]", ["install --extras dev"]),
        ("pdm", ".", ["install --no-editable"]),
        ("pipenv", "-e .", ["install -e ."]),
        ("uv", "--group docs", ["sync --inexact --group docs"]),
        ("pdm", "--group docs", ["install --group docs"]),
        ("poetry", "--group docs", ["install --with docs"]),
        ("uv", "git+https://example.org/x", ["add git+https://example.org/x"]),
        ("uv", "--no-cache-dir --retries 3 six", ["add six"]),
    ],
)
def test_what_can_be_said_is_said_exactly(manager: str, line: str, runs: list[str]) -> None:
    words = add_words(asked(line, manager), manager, ROOT)
    assert [" ".join(run) for run in words.runs] == runs
    assert words.problem == ""


@pytest.mark.parametrize(
    ("manager", "line", "problem"),
    [
        ("uv", "--no-deps six", "--ignore-dependencies"),
        ("uv", "--pre six", "--pre"),
        ("uv", "--index-url http://x/ six", "[[tool.uv.index]]"),
        ("poetry", "--find-links w six", "[[tool.poetry.source]]"),
        ("poetry", "-U six", "upgrades by a command of its own"),
        ("poetry", "-r r.txt", "does not read requirements files"),
        ("poetry", ".", "editable, always"),
        ("pdm", "-e ../lib", "dev group"),
        ("pdm", "-r r.txt", "does not read requirements files"),
        ("pipenv", "-c c.txt -r r.txt", "constraints"),
        ("pipenv", "--dry-run six", "--dry-run"),
        ("pipenv", "--group docs", "no dependency groups"),
        ("uv", "--group ../x/pyproject.toml:docs", "groups of this project only"),
    ],
)
def test_what_cannot_be_said_is_refused_with_the_reason(manager: str, line: str, problem: str) -> None:
    words = add_words(asked(line, manager), manager, ROOT)
    assert words.runs == ()
    assert problem in words.problem
    assert words.hint


def test_the_project_itself_is_told_by_its_path_and_not_by_a_dot() -> None:
    words = add_words(asked("-e ..", cwd=f"{ROOT}/src"), "uv", ROOT)
    assert words.runs == (("sync", "--inexact"),)
    assert add_words(asked("-e .", cwd=f"{ROOT}/src"), "uv", ROOT).runs == (("add", "--editable", "."),)


def test_the_commands_that_are_shown_are_those_that_would_run() -> None:
    for manager in ("uv", "poetry", "pdm", "pipenv"):
        one = asked("six rich", manager)
        shown = [command.argv[1:] for command in project_manager.commands(one)]
        assert shown == list(add_words(one, manager, ROOT).runs)
    (said,) = project_manager.commands(asked("--no-deps six"))
    assert said.argv == ()
    assert said.display[0][1].startswith("# uv has nothing for")


@pytest.mark.parametrize(
    ("manager", "group", "words"),
    [
        ("uv", "", "remove six"),
        ("uv", "docs", "remove --group docs six"),
        ("uv", "extra cli", "remove --optional cli six"),
        ("poetry", "dev", "remove --group dev six"),
        ("pdm", "dev", "remove --dev --group dev six"),
        ("pdm", "extra cli", "remove --group cli six"),
        ("pipenv", "dev", "uninstall --dev six"),
        ("pipenv", "docs", "uninstall --categories docs six"),
    ],
)
def test_it_is_removed_from_the_group_that_it_stands_in(manager: str, group: str, words: str) -> None:
    assert " ".join(remove_words(manager, group, ("six",))) == words


def test_what_is_in_the_environment_is_not_yet_what_the_project_asks_for() -> None:
    """A dependency of another one goes with it: the manager is asked all the same."""
    there = Seen("project", f"{ROOT}/.venv", "works", python="3.11", satisfied=("six",), has_pip=True)
    one = asked("six")._replace(seen=(there,))
    assert decide(one).chosen == "project-manager"
    named = one._replace(seen=(there._replace(role="asked"),), wishes=Wishes(env="x"))
    assert decide(named).chosen == "already-satisfied"
