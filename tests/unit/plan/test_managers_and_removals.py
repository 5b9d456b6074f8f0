"""Steps of a project's manager, of a script's edit, and of taking projects away: what runs, and every place that it changes."""

import hashlib

from pipwise.decide import decide
from pipwise.model.lives import Lives
from pipwise.model.managed import Managed
from pipwise.model.plan import EditFile, MakeDirectory, RunTool
from pipwise.plan import Workbench, plan
from pipwise.plan.ways.uninstall import Removal, removal_plan
from tests.situations import IN_PROJECT, facts, intent, situation

BENCH = Workbench("/own/bin/python", "/cache", "")
POETRY = Managed("poetry", "/bin/poetry", "/p", ("/p/pyproject.toml", "/p/poetry.lock"), "/c/v/p-*", "/c/v")
VENV = Lives("existing-venv", "six", "1", "/p/.venv", "", "/p/.venv/bin/python", "project")


def test_a_manager_runs_with_all_that_it_may_change_named_before() -> None:
    one = situation(facts=facts(**IN_PROJECT), intent=intent("pip", "install", "six"))
    decision = decide(one)._replace(chosen="project-manager", goal=None)
    made = plan(one, decision, BENCH._replace(managed=POETRY))
    assert (made.option, made.root, made.fresh, made.proof, made.place) == (
        *("project-manager", "", False, "managed"),
        "/p",
    )
    home, run = made.steps
    assert home == MakeDirectory("/c/v")
    assert isinstance(run, RunTool)
    assert run.argv == ("/bin/poetry", "add", "six")
    assert run.changes == ("/p/pyproject.toml", "/p/poetry.lock", "/c/v/p-*")
    assert plan(one, decision, BENCH).steps == (), "without a manager nothing is run in its place"


def test_a_script_is_edited_and_only_where_that_changes_anything() -> None:
    one = situation(intent=intent("pip", "install", "six"))
    decision = decide(one)._replace(chosen="script-env", goal=None)
    old = b"x = '\xe9'\n"
    made = plan(one, decision, BENCH._replace(script=("/s.py", old)))
    (edit,) = made.steps
    assert isinstance(edit, EditFile)
    assert (edit.path, edit.expects, made.place) == ("/s.py", hashlib.sha256(old).hexdigest(), "/s.py")
    assert edit.content.encode("utf-8", "surrogateescape").endswith(old)
    new = edit.content.encode("utf-8", "surrogateescape")
    assert plan(one, decision, BENCH._replace(script=("/s.py", new))).steps == ()


def test_of_one_environment_alone_a_removal_is_of_that_environment() -> None:
    made = removal_plan((Removal((VENV, VENV._replace(project="rich")), words=("--quiet",)),))
    (run,) = made.steps
    assert isinstance(run, RunTool)
    assert made.root == "/p/.venv"
    assert run.argv == (
        *("/p/.venv/bin/python", "-I", "-m", "pip", "--isolated", "uninstall", "--yes", "--quiet"),
        *("six", "rich"),
    )
    assert run.changes == ("/p/.venv",)
    wheel = removal_plan((Removal((VENV,), "/w/pip.whl/pip"),)).steps[0]
    assert isinstance(wheel, RunTool)
    assert wheel.argv[:3] == ("/p/.venv/bin/python", "-I", "/w/pip.whl/pip")


def test_a_user_sites_commands_are_named_and_the_marker_is_passed() -> None:
    user = Lives("user", "black", "1", "/h/site", "", "/usr/bin/python3")
    made = removal_plan((Removal((VENV,)), Removal((user,), "/w/pip", ("/h/bin/black",))))
    run = made.steps[1]
    assert isinstance(run, RunTool)
    assert made.root == "", "two places: neither is the plan's"
    assert (run.argv[0], run.changes, run.cwd) == ("/usr/bin/python3", ("/h/site", "/h/bin/black"), "/")
    assert ("PIP_BREAK_SYSTEM_PACKAGES", "1") in run.variables
    assert "--isolated" not in run.argv, "it would hide the variable"


def test_applications_go_by_the_tool_that_keeps_them() -> None:
    for owner, words in (
        ("pipx", "uninstall"),
        ("uv", "tool uninstall"),
        ("pipx --global", "uninstall --global"),
    ):
        one = Lives("app", "black", "1", "/h/venvs/black", owner)
        (run,) = removal_plan((Removal((one,), "/bin/tool", ("/h/bin/black",)),)).steps
        assert isinstance(run, RunTool)
        assert " ".join(run.argv) == f"/bin/tool {words} black"
        assert run.changes[:2] == ("/h/venvs/black*", "/h/bin/black")


def test_each_group_of_a_project_is_a_run_of_its_own() -> None:
    own = Lives("project-manager", "six", "", "/p", "poetry")
    made = removal_plan((Removal((own, own._replace(project="rich", role="docs")), managed=POETRY),))
    runs = [step.argv[1:] for step in made.steps if isinstance(step, RunTool)]
    assert runs == [("remove", "six"), ("remove", "--group", "docs", "rich")]
