"""Which interpreter uv would work with, in little worlds; the recorded cells do the same in real ones."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from pipwise.facts.surroundings import Surroundings
from pipwise.facts.uv_target import find_uv_interpreter
from pipwise.intent.command_line import read_invocation
from pipwise.intent.uv_intent import uv_intent
from tests.matrix.uv_look import TreeLook

SYSTEM = {"/usr/bin/python3": "-> python3.11", "/usr/bin/python3.11": "!", "/w": None}


def venv(root: str, version: str = "3.11.2") -> dict[str, str | None]:
    return {
        f"{root}/pyvenv.cfg": f"home = /usr/bin\nversion_info = {version}\n",
        f"{root}/bin/python": f"-> /usr/bin/python{version.rpartition('.')[0]}",
    }


def choose(command: str, files: Mapping[str, str | None], *, cwd: str = "/w", **environment: str) -> str:
    look = TreeLook({**SYSTEM, **files}, cwd=cwd, **environment)
    intent = uv_intent(read_invocation(tuple(command.split())))
    around = Surroundings(look.environment, look.home, look.cwd, look.uid)
    path, why = find_uv_interpreter(look, intent, around)
    return path or why.partition(":")[0]


INSTALL = "uv pip install x"


@pytest.mark.parametrize(
    ("command", "found"),
    [
        (INSTALL, "no-virtual-environment"),
        (f"{INSTALL} --system", "/usr/bin/python3"),
        (f"{INSTALL} --python /usr/bin/python3", "/usr/bin/python3"),
        (f"{INSTALL} --python 3.11", "no-virtual-environment"),
        (f"{INSTALL} --python 3.11 --system", "/usr/bin/python3.11"),
        (f"{INSTALL} --python 3.12 --system", "no-interpreter"),
        (f"{INSTALL} --python /nosuch", "no-interpreter"),
        (f"{INSTALL} --python 2", "invalid-python-request"),
        (f"{INSTALL} --target t", "/usr/bin/python3"),
        ("uv pip list", "/usr/bin/python3"),
        ("uv venv", "/usr/bin/python3"),
        ("uv venv -p 3.12", "python-download"),
        ("uv venv -p 3.12 --offline", "no-interpreter"),
        ("uv venv -p 3.12 --no-python-downloads", "no-interpreter"),
        ("uv venv -p 3.99", "no-interpreter"),
        ("uv venv -p nosuch", "no-interpreter"),
    ],
)
def test_without_any_environment(command: str, found: str) -> None:
    assert choose(command, {}) == found


def test_the_nearest_environment_upward_is_taken() -> None:
    files = {**venv("/w/.venv"), "/w/a/b": None}
    assert choose(INSTALL, files, cwd="/w/a/b") == "/w/.venv/bin/python"


def test_an_active_environment_stands_before_a_near_one() -> None:
    files = {**venv("/w/.venv"), **venv("/v")}
    assert choose(INSTALL, files, VIRTUAL_ENV="/v") == "/v/bin/python"


def test_conda_stands_between_them() -> None:
    files = {**venv("/w/.venv"), "/c/bin/python": "!"}
    assert choose(INSTALL, files, CONDA_PREFIX="/c") == "/c/bin/python"
    assert choose(INSTALL, files, CONDA_PREFIX="/c", CONDA_DEFAULT_ENV="base") == "/w/.venv/bin/python"
    assert (
        choose(f"{INSTALL} --system", files, CONDA_PREFIX="/c", CONDA_DEFAULT_ENV="base") == "/c/bin/python"
    )


def test_an_active_environment_that_is_gone_is_passed_over_but_a_broken_one_is_not() -> None:
    near = venv("/w/.venv")
    assert choose(INSTALL, near, VIRTUAL_ENV="/gone") == "/w/.venv/bin/python"
    broken = {**near, "/v/pyvenv.cfg": ""}
    assert choose(INSTALL, broken, VIRTUAL_ENV="/v") == "broken-virtual-environment"


def test_a_directory_without_pyvenv_cfg_hides_what_is_above_it() -> None:
    files = {**venv("/w/.venv"), "/w/a/.venv": None}
    assert choose(INSTALL, files, cwd="/w/a") == "broken-virtual-environment"


def test_a_file_may_name_the_environment() -> None:
    files = {**venv("/v"), "/w/.venv": "/v\n"}
    assert choose(INSTALL, files) == "/v/bin/python"


def test_the_first_python_on_path_counts_where_it_is_a_venvs() -> None:
    files = venv("/v")
    assert choose(INSTALL, files, PATH="/v/bin:/usr/bin") == "/v/bin/python"
    assert choose(INSTALL, files, PATH="/usr/bin:/v/bin") == "no-virtual-environment"
    assert choose(f"{INSTALL} --system", files, PATH="/v/bin:/usr/bin") == "/usr/bin/python3"


def test_an_environment_of_another_version_does_not_suit() -> None:
    files = venv("/w/.venv")
    assert choose(f"{INSTALL} -p 3.11.2", files) == "/w/.venv/bin/python"
    assert choose(f"{INSTALL} -p 3.11.9", files) == "no-virtual-environment"
    assert choose(f"{INSTALL} -p >=3.9", files) == "/w/.venv/bin/python"
    assert choose(f"{INSTALL} -p pypy", files) == "no-virtual-environment"


def test_uvs_own_pythons_are_preferred_for_what_is_new() -> None:
    own: dict[str, str | None] = {
        "/home/alice/.local/share/uv/python/cpython-3.12.3-linux-x86_64-gnu/bin/python3.12": "!"
    }
    path = next(iter(own))
    assert choose("uv venv", own) == path
    assert choose("uv venv --no-managed-python", own) == "/usr/bin/python3"
    assert choose(f"{INSTALL} --system", own) == "/usr/bin/python3"
    assert choose(f"{INSTALL} --system", own, PATH="/nowhere") == path


def test_settings_in_files_count_as_options_do() -> None:
    assert choose(INSTALL, {"/w/uv.toml": "[pip]\nsystem = true\n"}) == "/usr/bin/python3"
    assert (
        choose(f"{INSTALL} --no-system", {"/w/uv.toml": "[pip]\nsystem = true\n"}) == "no-virtual-environment"
    )


def test_a_project_has_an_environment_of_its_own() -> None:
    project = {"/w/pyproject.toml": '[project]\nname = "a"\nversion = "1"\n', "/w/d": None}
    assert choose("uv sync", {**project, **venv("/w/.venv")}, cwd="/w/d") == "/w/.venv/bin/python"
    assert choose("uv sync", project) == "/usr/bin/python3"
    assert choose("uv sync", {**project, "/w/.venv/x": ""}) == "not-an-environment"
    assert (
        choose("uv sync", {**project, "/usr/bin/python": "-> python3"}, UV_PROJECT_ENVIRONMENT="/usr")
        == "/usr/bin/python"
    )


def test_a_pin_file_is_a_request() -> None:
    assert choose("uv venv", {"/w/.python-version": "3.99\n"}) == "no-interpreter"
    assert choose("uv venv --no-config", {"/w/.python-version": "3.12\n"}) == "/usr/bin/python3"


def test_an_empty_redirect_file_stops_every_search_that_comes_by_it() -> None:
    files: dict[str, str | None] = {"/w/.venv": ""}
    assert choose(f"{INSTALL} --target t", files) == "broken-virtual-environment"
    assert choose("uv pip list", files) == "broken-virtual-environment"
    assert choose(f"{INSTALL} --system", files) == "/usr/bin/python3"


def test_an_environment_near_by_has_to_be_of_the_kind_that_is_wanted() -> None:
    near = venv("/w/.venv")
    assert choose(f"{INSTALL} --target t --managed-python", near) == "python-download"
    assert choose(f"{INSTALL} --target t --no-managed-python", near) == "/w/.venv/bin/python"
    active = choose(f"{INSTALL} --target t --managed-python", near, VIRTUAL_ENV="/w/.venv")
    assert active == "/w/.venv/bin/python"
