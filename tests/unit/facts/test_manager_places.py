"""Where uv, Poetry, PDM and pipenv keep what they write, told from files and variables."""

import pytest

from pipwise.facts.declared import declared_in
from pipwise.facts.manager_places import look_at_manager
from pipwise.system.look import Answer
from tests.recorded.look import Node, RecordedLook, link, machine, program

HOME = "/home/alice"
ROOT = f"{HOME}/p"
POETRY = ("/bin/poetry", "-C", ROOT, "env", "info", "--path")


def here(
    files: dict[str, Node | str] | None = None,
    said: str = "",
    cwd: str = ROOT,
    **variables: str,
) -> RecordedLook:
    named = {
        f"{ROOT}/{name}" if not name.startswith("/") else name: one for name, one in (files or {}).items()
    }
    named.setdefault(f"{ROOT}/pyproject.toml", '[project]\nname = "Demo.App"\nversion = "1"\n')
    answer = Answer(0, f"{said}\n".encode(), b"") if said else Answer(1, b"", b"")
    environment = {"PATH": "/bin", "HOME": HOME, **variables}
    return machine(named, environment=environment, cwd=cwd, uid=1000, answers={POETRY: answer})


def venv(root: str) -> dict[str, Node | str]:
    return {
        f"{root}/pyvenv.cfg": "home = /usr/bin\n",
        f"{root}/bin/python": link("/usr/bin/python3"),
        "/usr/bin/python3": program(),
    }


@pytest.mark.parametrize(
    ("manager", "variables", "files", "environment", "parent"),
    [
        ("uv", {}, {}, f"{ROOT}/.venv", ""),
        ("uv", {"UV_PROJECT_ENVIRONMENT": "env"}, {}, f"{ROOT}/env", ""),
        ("uv", {"UV_PROJECT_ENVIRONMENT": "/e", "VIRTUAL_ENV": "/v"}, {}, "/e", ""),
        (
            "poetry",
            {},
            {},
            f"{HOME}/.cache/pypoetry/virtualenvs/demo.app-*",
            f"{HOME}/.cache/pypoetry/virtualenvs",
        ),
        (
            "poetry",
            {"XDG_CACHE_HOME": "/c"},
            {},
            "/c/pypoetry/virtualenvs/demo.app-*",
            "/c/pypoetry/virtualenvs",
        ),
        ("poetry", {"POETRY_VIRTUALENVS_PATH": "/v"}, {}, "/v/demo.app-*", "/v"),
        ("poetry", {"POETRY_VIRTUALENVS_IN_PROJECT": "true"}, {}, f"{ROOT}/.venv", ""),
        ("poetry", {}, {"poetry.toml": "[virtualenvs]\nin-project = true\n"}, f"{ROOT}/.venv", ""),
        (
            "poetry",
            {},
            {f"{HOME}/.config/pypoetry/config.toml": 'cache-dir = "/k"\n'},
            "/k/virtualenvs/demo.app-*",
            "/k/virtualenvs",
        ),
        ("pdm", {}, {}, f"{ROOT}/.venv", ""),
        ("pdm", {"VIRTUAL_ENV": "/v"}, venv("/v"), "/v", ""),
        ("pdm", {"VIRTUAL_ENV": "/v", "PDM_IGNORE_ACTIVE_VENV": "1"}, {}, f"{ROOT}/.venv", ""),
        ("pdm", {}, {".pdm-python": "/x/bin/python", **venv("/x")}, "/x", ""),
        (
            "pdm",
            {},
            {"pdm.toml": "[venv]\nin_project = false\n"},
            f"{HOME}/.local/share/pdm/venvs/p-*",
            f"{HOME}/.local/share/pdm/venvs",
        ),
        ("pipenv", {}, {}, f"{HOME}/.local/share/virtualenvs/p-*", f"{HOME}/.local/share/virtualenvs"),
        ("pipenv", {"WORKON_HOME": "~/w"}, {}, f"{HOME}/w/p-*", f"{HOME}/w"),
        ("pipenv", {"PIPENV_VENV_IN_PROJECT": "1"}, {}, f"{ROOT}/.venv", ""),
        ("pipenv", {}, venv(f"{ROOT}/.venv"), f"{ROOT}/.venv", ""),
    ],
)
def test_the_environment_is_where_the_manager_says(
    manager: str, variables: dict[str, str], files: dict[str, Node | str], environment: str, parent: str
) -> None:
    found = look_at_manager(here(files, **variables), manager, f"/bin/{manager}", ROOT)
    assert (found.environment, found.parent, found.problem) == (environment, parent, "")


def test_poetry_is_asked_first_and_a_system_python_is_no_environment() -> None:
    found = look_at_manager(here(venv("/v"), said="/v"), "poetry", "/bin/poetry", ROOT)
    assert (found.environment, found.problem) == ("/v", "")
    bad = look_at_manager(here({"/usr/bin/python3": program()}, said="/usr"), "poetry", "/bin/poetry", ROOT)
    assert bad.problem == "poetry is set to use /usr, which is no virtual environment"


def test_every_file_that_is_written_is_named() -> None:
    found = look_at_manager(here(), "pdm", "/bin/pdm", ROOT)
    names = {path.removeprefix(f"{ROOT}/") for path in found.files}
    assert {
        "pyproject.toml",
        "pdm.lock",
        ".pdm-python",
        "Demo_App.egg-info",
        "src/Demo_App.egg-info",
    } <= names


def test_in_a_workspace_the_member_is_meant_and_the_lock_is_the_roots() -> None:
    files: dict[str, Node | str] = {
        "pyproject.toml": '[tool.uv.workspace]\nmembers = ["a"]\n',
        "a/pyproject.toml": '[project]\nname = "a"\nversion = "1"\n',
    }
    found = look_at_manager(here(files, cwd=f"{ROOT}/a"), "uv", "/bin/uv", ROOT)
    assert found.root == f"{ROOT}/a"
    assert {f"{ROOT}/uv.lock", f"{ROOT}/a/pyproject.toml"} <= set(found.files)
    assert found.environment == f"{ROOT}/.venv"


def test_what_a_project_asks_for_is_found_in_every_groups_own_place() -> None:
    text = (
        '[project]\ndependencies = ["A>1"]\n[project.optional-dependencies]\ncli = ["b"]\n'
        '[dependency-groups]\ndocs = ["c", {include-group = "x"}]\n'
        '[tool.poetry.dependencies]\npython = "*"\nd = "*"\n[tool.poetry.group.test.dependencies]\ne_f = "*"\n'
        '[tool.uv]\ndev-dependencies = ["g"]\n'
    )
    found = declared_in(here({"pyproject.toml": text}), "uv", ROOT)
    assert found == {"a": "", "b": "extra cli", "c": "docs", "d": "", "e-f": "test", "g": "dev"}
    pipfile = '[[source]]\nname = "x"\n[packages]\nA = "*"\n[dev-packages]\nb = "*"\n[docs]\nc = "*"\n'
    assert declared_in(here({"Pipfile": pipfile}), "pipenv", ROOT) == {"a": "", "b": "dev", "c": "docs"}
    assert declared_in(here({"Pipfile": "["}), "pipenv", ROOT) == {}
