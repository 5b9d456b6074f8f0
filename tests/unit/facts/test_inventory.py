"""Every Python that there is a known place for, each once; nothing is run to find them."""

from __future__ import annotations

import pytest

from pipwise.facts.inventory import Listed, list_pythons, without_repetitions
from pipwise.facts.surroundings import Surroundings
from pipwise.model.known import Unknown
from tests.recorded.look import Node, directory, file, link, machine, program
from tests.situations import environment, known

HOME = "/home/alice"
BASE: dict[str, Node | str] = {"/usr/bin/python3.11": program(), "/usr/bin/python3": link("python3.11")}


def found(
    files: dict[str, Node | str],
    *roots: tuple[str, str],
    path: str = "/usr/bin",
    platform: str = "linux",
    variables: dict[str, str] | None = None,
) -> dict[str, Listed]:
    environment = {"PATH": path, "HOME": HOME, **(variables or {})}
    look = machine({**BASE, **files}, environment=environment, platform=platform)
    listed = list_pythons(look, Surroundings(environment, HOME, "/work", 0), roots)
    assert look.asked == []
    return {one.path: one for one in listed}


def test_all_names_of_one_python_are_one() -> None:
    assert found({}, path="/usr/bin:/bin") == {
        "/usr/bin/python3": Listed("/usr/bin/python3", ("PATH", "/usr/bin"), ("/usr/bin/python3.11",))
    }


@pytest.mark.parametrize(
    "name", ["python", "python2", "python2.7", "python3.13t", "python3.14td", "pypy3", "pypy3.9", "graalpy"]
)
def test_names_that_are_pythons(name: str) -> None:
    assert f"/opt/x/{name}" in found({f"/opt/x/{name}": program()}, path="/opt/x")


@pytest.mark.parametrize(
    "name",
    [
        "python3-config",
        "python3.11-config",
        "python3.exe",
        "pythonw",
        "python-argcomplete",
        "pypyr",
        "ipython3",
        "python3-coverage",
    ],
)
def test_names_that_are_not(name: str) -> None:
    assert f"/opt/x/{name}" not in found({f"/opt/x/{name}": program()}, path="/opt/x")


def test_what_cannot_be_run_is_none() -> None:
    files: dict[str, Node | str] = {
        "/opt/x/python3": file(),
        "/opt/x/python": link("gone"),
        "/opt/x/pypy3": directory(),
    }
    assert list(found(files, path="/opt/x")) == ["/usr/bin/python3"]


def test_an_environment_is_another_python_than_its_base() -> None:
    files: dict[str, Node | str] = {
        "/v/pyvenv.cfg": "home = /usr/bin\n",
        "/v/bin/python": link("/usr/bin/python3"),
        "/v/bin/python3": link("python"),
    }
    listed = found(files, ("active", "/v"), path="/v/bin:/usr/bin")
    assert listed["/v/bin/python"] == Listed("/v/bin/python", ("PATH", "active"), ("/v/bin/python3",))
    assert "/usr/bin/python3" in listed


def test_a_broken_environment_is_listed_and_not_hidden() -> None:
    files: dict[str, Node | str] = {"/v/pyvenv.cfg": "home = /gone\n", "/v/bin/python": link("/gone/python3")}
    assert found(files, ("project", "/v"))["/v/bin/python"].where == ("project",)


@pytest.mark.parametrize(
    ("where", "program_path"),
    [
        ("pyenv", f"{HOME}/.pyenv/versions/3.12.1/bin/python3"),
        ("asdf", f"{HOME}/.asdf/installs/python/3.12.1/bin/python3"),
        ("mise", f"{HOME}/.local/share/mise/installs/python/3.12.1/bin/python3"),
        ("uv", f"{HOME}/.local/share/uv/python/cpython-3.12.1-linux-x86_64-gnu/bin/python3"),
        ("rye", f"{HOME}/.rye/py/cpython@3.12.1/bin/python3"),
        ("conda", f"{HOME}/miniconda3/bin/python3"),
        ("conda", f"{HOME}/miniconda3/envs/work/bin/python"),
        ("conda", "/opt/conda/bin/python"),
        ("setup-python", "/opt/hostedtoolcache/Python/3.12.1/x64/bin/python3"),
        ("brew", "/home/linuxbrew/.linuxbrew/opt/python@3.12/bin/python3.12"),
        ("/opt", "/opt/python3.12/bin/python3"),
        ("/usr/local/bin", "/usr/local/bin/python3.12"),
        (f"{HOME}/.local/bin", f"{HOME}/.local/bin/python3.12"),
        ("/usr/libexec", "/usr/libexec/platform-python"),
    ],
)
def test_where_managers_keep_theirs(where: str, program_path: str) -> None:
    assert found({program_path: program()})[program_path].where == (where,)


def test_macos_has_places_of_its_own() -> None:
    framework = "/Library/Frameworks/Python.framework/Versions/3.12/bin/python3"
    tools = "/Library/Developer/CommandLineTools/usr/bin/python3"
    files: dict[str, Node | str] = {framework: program(), tools: program()}
    listed = found(files, platform="darwin", path="/opt/x")
    assert (listed[framework].where, listed[tools].where) == (("framework",), ("/usr/bin", "xcode"))
    assert framework not in found(files)


def test_places_that_variables_name() -> None:
    files: dict[str, Node | str] = {
        "/data/pyenv/versions/3.12.1/bin/python3": program(),
        "/data/uv/cpython-3.12.1-linux-x86_64-gnu/bin/python3": program(),
        "/data/conda/envs/x/bin/python": program(),
    }
    variables = {
        "PYENV_ROOT": "/data/pyenv",
        "UV_PYTHON_INSTALL_DIR": "/data/uv",
        "CONDA_EXE": "/data/conda/bin/conda",
    }
    assert set(files) < set(found(files, variables=variables))


def test_conda_keeps_a_list() -> None:
    files: dict[str, Node | str] = {
        f"{HOME}/.conda/environments.txt": "/data/env\n\nnonsense\n",
        "/data/env/bin/python": program(),
    }
    assert found(files)["/data/env/bin/python"].where == ("conda",)


def test_a_shim_stands_for_what_is_behind_it() -> None:
    shims, versions = f"{HOME}/.pyenv/shims", f"{HOME}/.pyenv/versions"
    shim = program("#!/usr/bin/env bash\nexec pyenv exec\n")
    files: dict[str, Node | str] = {
        f"{shims}/python3": shim,
        f"{shims}/python3.9": shim,
        f"{versions}/3.12.1/bin/python3": program(),
        f"{HOME}/.pyenv/version": "3.12.1\n",
    }
    listed = found(files, path=f"{shims}:/usr/bin")
    behind = listed[f"{versions}/3.12.1/bin/python3"]
    assert (behind.where, behind.others) == (("PATH", "pyenv"), (f"{shims}/python3",))
    assert f"{shims}/python3.9" not in listed


def test_a_shim_with_nothing_behind_it_is_shown_if_it_is_what_python_would_run() -> None:
    shims = f"{HOME}/.local/share/mise/shims"
    files: dict[str, Node | str] = {
        f"{shims}/python3": link("/usr/bin/mise"),
        f"{shims}/pypy3": link("/usr/bin/mise"),
        "/usr/bin/mise": program(),
    }
    listed = found(files, path=f"{shims}:/usr/bin")
    assert f"{shims}/python3" in listed
    assert f"{shims}/pypy3" not in listed


def test_without_a_home_directory_and_a_path() -> None:
    look = machine(BASE, environment={})
    listed = list_pythons(look, Surroundings({}, None, "", 0), [])
    assert [one.path for one in listed] == ["/usr/bin/python3"]


def test_paths_that_say_the_same_of_themselves_are_one_python() -> None:
    one, two = Listed("/a/python3", ("PATH",), ()), Listed("/b/python3", ("/b",), ("/c/python3",))
    fact = known(environment())
    gone = (Listed("/gone", ("PATH",), ()), Unknown("gone"))
    ((kept, _), unknown) = without_repetitions([(one, fact), (two, fact), gone])
    assert kept == Listed("/a/python3", ("PATH", "/b"), ("/b/python3", "/c/python3"))
    assert unknown == gone
