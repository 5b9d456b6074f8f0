"""Why pip is refused although an environment is active."""

from __future__ import annotations

import pytest

from pipwise.facts.aliases import alias_of
from pipwise.facts.contradictions import find_contradictions
from pipwise.facts.surroundings import surroundings_of
from pipwise.model.facts import Resolution
from pipwise.model.intent import Invocation
from pipwise.model.known import Fact, Known, Source, Unknown
from tests.recorded.look import Node, directory, link, machine, program
from tests.situations import environment

HERE = Source("live", "test")
VENV: dict[str, Node | str] = {
    "/v/pyvenv.cfg": "home = /usr/bin\n",
    "/v/bin/python": link("/usr/bin/python3"),
    "/v/bin/pip": "#!/v/bin/python\n",
    "/usr/bin/python3": program(),
    "/usr/bin/pip": program("#!/usr/bin/python3\n"),
}


def codes(
    files: dict[str, Node | str],
    prefix: str = "/usr",
    shell: str = "",
    become: str = "",
    program: str = "pip",
    **variables: str,
) -> list[str]:
    look = machine(files, environment={"HOME": "/root", "PATH": "/usr/bin", **variables})
    asked = Invocation(
        (program,), "pip", program, False, (), (), become=become, clean_environment=bool(become)
    )
    around = surroundings_of(look, asked)
    resolution: Fact[Resolution] = Known(Resolution("pip", "/usr/bin/pip", "/usr/bin/python3"), HERE)
    target = Known(environment(prefix=prefix), HERE)
    return [one.code for one in find_contradictions(look, around, asked, resolution, target, shell)]


def test_nothing_active_is_no_contradiction() -> None:
    assert codes(VENV) == []


def test_an_active_venv_that_is_used_is_none() -> None:
    assert codes(VENV, prefix="/v", VIRTUAL_ENV="/v/", PATH="/v/bin:/usr/bin") == []
    assert codes({**VENV, "/w": link("/v")}, prefix="/v", VIRTUAL_ENV="/w") == []


@pytest.mark.parametrize(
    ("files", "path", "code"),
    [
        (VENV, "/usr/bin", "active-venv-not-on-path"),
        (VENV, "/usr/bin:/v/bin/", "active-venv-not-used"),
        ({**VENV, "/v/bin/pip": link("gone")}, "/v/bin:/usr/bin", "active-venv-without-pip"),
        ({**VENV, "/v/bin/python": link("gone")}, "/v/bin:/usr/bin", "active-venv-broken"),
        ({}, "/v/bin:/usr/bin", "active-venv-is-none"),
    ],
)
def test_an_active_venv_that_is_not_used(files: dict[str, Node | str], path: str, code: str) -> None:
    assert codes(files, VIRTUAL_ENV="/v", PATH=path) == [code]


def test_sudo_takes_the_venv_away() -> None:
    assert codes(VENV, VIRTUAL_ENV="/v", PATH="/v/bin:/usr/bin", become="root") == ["active-venv-not-on-path"]


def test_conda() -> None:
    env: dict[str, Node | str] = {"/c/conda-meta": directory()}
    assert codes(env, CONDA_PREFIX="/c") == ["active-conda-not-used"]
    assert codes(env, CONDA_PREFIX="/c", prefix="/c") == []
    assert codes({}, CONDA_PREFIX="/c") == ["active-conda-is-none"]


def test_a_moved_standard_library() -> None:
    assert codes(VENV, PYTHONHOME="/x") == ["pythonhome-set"]


def test_an_unknown_target_contradicts_an_active_venv_only_by_what_is_seen() -> None:
    look = machine(VENV, environment={"VIRTUAL_ENV": "/v", "PATH": "/usr/bin"})
    asked = Invocation(("pip",), "pip", "pip", False, (), ())
    found = find_contradictions(look, surroundings_of(look, asked), asked, Unknown("x"), Unknown("x"), "bash")
    assert [one.code for one in found] == ["active-venv-not-on-path"]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("alias pip=/usr/bin/pip3", ("/usr/bin/pip3",)),
        ("  alias pip='python3 -m pip'  # mine", ("python3", "-m", "pip")),
        ('alias pip="pip3.12 --user"', ("pip3.12", "--user")),
        ("alias pip 'uv pip'", ("uv", "pip")),
        ("alias pip=pip3 # x", ("pip3",)),
        ("alias pip3=x", None),
        ("alias pipx=x", None),
        ("# alias pip=x", None),
        ("echo alias pip=x", None),
        ("alias pip=", None),
    ],
)
def test_an_alias_as_it_is_written(line: str, words: tuple[str, ...] | None) -> None:
    found = alias_of(machine({"/root/.bashrc": f"x=1\n{line}\n"}), "pip", "/root", "bash")
    assert (found.words if found else None) == words


def test_each_shell_has_its_files() -> None:
    look = machine({"/root/.zshrc": "alias pip=a\n", "/root/.config/fish/config.fish": "alias pip b\n"})
    assert [
        found.where if (found := alias_of(look, "pip", "/root", shell)) else ""
        for shell in ("zsh", "fish", "bash", "")
    ] == [*("/root/.zshrc", "/root/.config/fish/config.fish", "", "")]


def test_an_alias_to_another_python_contradicts() -> None:
    files: dict[str, Node | str] = {
        **VENV,
        "/root/.bashrc": "alias pip=/opt/bin/pip\n",
        "/opt/bin/pip": program("#!/opt/bin/python3\n"),
        "/opt/bin/python3": program(),
    }
    assert codes(files, shell="bash") == ["alias"]
    assert codes(files, shell="bash", program="/usr/bin/pip") == []
    assert codes(files, shell="bash", become="root") == []


def test_an_alias_to_the_same_python_does_not() -> None:
    assert codes({**VENV, "/root/.bashrc": "alias pip='python3 -m pip'\n"}, shell="bash") == []


def test_a_copied_venv() -> None:
    copied = environment(prefix="/v")._replace(venv=None)
    from pipwise.model.interpreter import Venv

    look = machine({**VENV, "/v/bin/pip": "#!/old/bin/python\n"})
    asked = Invocation(("pip",), "pip", "pip", False, (), ())
    target = Known(copied._replace(venv=Venv("/v", "/usr/bin", False, None)), HERE)
    found = find_contradictions(look, surroundings_of(look, asked), asked, Unknown("x"), target, "")
    assert [one.code for one in found] == ["venv-moved"]


@pytest.mark.parametrize(
    ("files", "program", "path", "said"),
    [
        (VENV, "/usr/bin/pip", "/v/bin:/usr/bin", "by its path"),
        (VENV, "pip", "/usr/bin:/v/bin", "may not be executed"),
        ({**VENV, "/v/bin/pip": program("#!/v/bin/python\n")}, "pip", "/usr/bin:/v/bin", "goes before it"),
        (VENV, "pip3", "/v/bin:/usr/bin", "has no pip3"),
    ],
)
def test_why_an_active_environment_is_passed_by(
    files: dict[str, Node | str], program: str, path: str, said: str
) -> None:
    look = machine(files, environment={"HOME": "/root", "PATH": path, "VIRTUAL_ENV": "/v"})
    asked = Invocation((program,), "pip", program, False, (), ())
    resolution: Fact[Resolution] = Known(Resolution(program, "/usr/bin/pip", "/usr/bin/python3"), HERE)
    target = Known(environment(), HERE)
    found = find_contradictions(look, surroundings_of(look, asked), asked, resolution, target, "")
    assert [one.code for one in found] == ["active-venv-not-used"]
    assert said in found[0].text


def test_a_copys_program_runs_the_python_of_the_original() -> None:
    copy = {
        **VENV,
        "/w/pyvenv.cfg": "home = /usr/bin\n",
        "/w/bin/python": link("/usr/bin/python3"),
        "/w/bin/pip": program("#!/v/bin/python\n"),
    }
    look = machine(copy, environment={"HOME": "/root", "PATH": "/usr/bin"})
    asked = Invocation(("/w/bin/pip",), "pip", "/w/bin/pip", False, (), ())
    resolution: Fact[Resolution] = Known(Resolution("/w/bin/pip", "/w/bin/pip", "/v/bin/python"), HERE)
    found = find_contradictions(
        look, surroundings_of(look, asked), asked, resolution, Known(environment(), HERE), ""
    )
    assert [one.code for one in found] == ["venv-moved"]
    assert "Python of /v" in found[0].text
