"""An interpreter with what stands around it, as the command would meet it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from pipwise.facts.environment import (
    import_path,
    interpreter_flags,
    look_at_environment,
    user_site_enabled,
)
from pipwise.facts.surroundings import Surroundings
from pipwise.model.intent import Invocation
from pipwise.model.interpreter import Environment, Interpreter, Venv
from pipwise.model.known import Unknown
from pipwise.system.real import RealLook
from tests.recorded.look import Node, machine
from tests.situations import environment as situation

USER = "/home/alice/.local/lib/python3.11/site-packages"
PATH = (
    "/usr/lib/python311.zip",
    "/usr/lib/python3.11",
    "/usr/local/lib/python3.11/dist-packages",
    "/usr/lib/python3/dist-packages",
)


def invocation(*flags: str, module: bool = True, script: str = "") -> Invocation:
    return Invocation((), "pip", "python3", module, flags, ("install",), script=script)


def interpreter(version: tuple[int, int, int] = (3, 11, 2), path: tuple[str, ...] = PATH) -> Interpreter:
    plain = situation().interpreter
    layout = plain.layout._replace(user_site=USER)
    return plain._replace(version=version, path=path, site_packages=PATH[2:], layout=layout)


def path_of(
    *flags: str,
    module: bool = True,
    cwd: str = "/work",
    files: dict[str, Node | str] | None = None,
    found: Interpreter | None = None,
    user_site: bool = True,
    **variables: str,
) -> list[str]:
    asked = invocation(*flags, module=module)
    around = Surroundings(variables, "/home/alice", cwd, 1000)
    letters = interpreter_flags(asked, around)
    return list(
        import_path(machine(files or {}), found or interpreter(), asked, around, letters, user_site=user_site)
    )


def test_a_module_has_the_working_directory_first_and_the_user_site_before_the_machines() -> None:
    assert path_of() == ["/work", *PATH[:2], USER, *PATH[2:]]


def test_a_script_has_no_working_directory() -> None:
    assert path_of(module=False) == [*PATH[:2], USER, *PATH[2:]]


@pytest.mark.parametrize(
    ("flags", "variables"), [(("-I",), {}), (("-P",), {}), ((), {"PYTHONSAFEPATH": "1"})]
)
def test_safe_paths(flags: tuple[str, ...], variables: dict[str, str]) -> None:
    assert "/work" not in path_of(*flags, **variables)  # type: ignore[arg-type]


def test_an_old_python_does_not_know_safe_paths() -> None:
    old = interpreter((3, 10, 1))
    assert "/work" in path_of(found=old, PYTHONSAFEPATH="1")
    assert "/work" not in path_of("-I", found=old)


def test_a_working_directory_that_is_gone_is_on_no_path() -> None:
    assert "" not in path_of(cwd="")


def test_pythonpath_with_relative_and_empty_entries() -> None:
    assert path_of(module=False, PYTHONPATH="lib::/abs")[:3] == ["/work/lib", "/work", "/abs"]
    assert path_of("-E", module=False, PYTHONPATH="/abs")[0] == PATH[0]
    assert path_of("-I", module=False, PYTHONPATH="/abs")[0] == PATH[0]
    assert path_of(module=False, PYTHONPATH="")[0] == PATH[0]


def test_without_site_there_is_the_library_only() -> None:
    assert path_of("-S", module=False) == list(PATH[:2])


def test_what_path_files_have_added_stays_behind_the_sites() -> None:
    found = interpreter(path=(*PATH, "/src/project"))
    assert path_of(module=False, found=found)[-1] == "/src/project"


def test_path_files_of_the_user_site() -> None:
    files: dict[str, Node | str] = {
        f"{USER}/a.pth": "# no\nimport evil\n\n/src/one  \n../two\n/src/gone\n",
        f"{USER}/.hidden.pth": "/src/hidden\n",
        "/src/one/x.py": "",
        "/src/hidden/x.py": "",
        "/home/alice/.local/lib/python3.11/two/x.py": "",
    }
    found = path_of(module=False, files=files)
    assert found[2:5] == [USER, "/src/one", "/home/alice/.local/lib/python3.11/two"]
    assert "/src/hidden" not in found


@pytest.mark.parametrize(
    ("flags", "variables", "letters"),
    [
        ((), {}, ""),
        (("-I",), {}, "EIPs"),
        (("-s", "-E"), {}, "Es"),
        ((), {"PYTHONNOUSERSITE": "1", "PYTHONSAFEPATH": "1"}, "Ps"),
        (("-E",), {"PYTHONNOUSERSITE": "1"}, "E"),
        (("-X", "utf8", "--check"), {}, "X"),
    ],
)
def test_flags(flags: tuple[str, ...], variables: dict[str, str], letters: str) -> None:
    found = interpreter_flags(invocation(*flags), Surroundings(variables, None, "/", 0))
    assert found == set(letters)


@pytest.mark.parametrize(
    ("venv", "flags", "enabled"),
    [
        (None, "", True),
        (None, "s", False),
        (None, "S", False),
        (Venv("/v", "/usr/bin", False, None), "", False),
        (Venv("/v", "/usr/bin", True, None), "", True),
        (Venv("/v", "/usr/bin", True, None), "s", False),
    ],
)
def test_the_user_site(venv: Venv | None, flags: str, enabled: bool) -> None:
    assert user_site_enabled(venv, frozenset(flags)) is enabled


# A real one ---------------------------------------------------------------------------------------------------------

_TRUTH = (
    "import sys, site, json; print(json.dumps([sys.path, site.ENABLE_USER_SITE, site.getusersitepackages()]))"
)


def look_at(executable: str, home: Path, *flags: str, **variables: str) -> Environment:
    environment = {"HOME": str(home), "PATH": "/usr/bin:/bin", **variables}
    around = Surroundings(environment, str(home), str(home), 0)
    found = look_at_environment(
        RealLook(environment=environment), executable, invocation(*flags, module=False), around
    )
    assert not isinstance(found, Unknown), found.why
    return found.value


def truth(executable: str, home: Path, *flags: str, **variables: str) -> tuple[list[str], bool, str]:
    environment = {"HOME": str(home), "PATH": "/usr/bin:/bin", **variables}
    said = subprocess.run(
        [executable, *flags, "-c", _TRUTH], env=environment, cwd=home, capture_output=True, check=True
    )
    path, enabled, site = json.loads(said.stdout)
    # ``-c`` puts an empty entry in front, which a script does not have.
    return [entry for entry in path if entry], enabled, site


@pytest.mark.parametrize("options", [(), ("--system-site-packages",)])
@pytest.mark.parametrize(
    ("flags", "variables"),
    [
        ((), {}),
        (("-s",), {}),
        (("-I",), {}),
        ((), {"PYTHONPATH": "a:/tmp"}),
        ((), {"PYTHONUSERBASE": "{}/u"}),
        ((), {"PYTHONNOUSERSITE": "1"}),
    ],
)
def test_a_real_venv_is_seen_as_it_sees_itself(
    options: tuple[str, ...], flags: tuple[str, ...], variables: dict[str, str], tmp_path: Path
) -> None:
    subprocess.run(
        [sys.executable, "-I", "-m", "venv", "--without-pip", *options, f"{tmp_path}/v"], check=True
    )
    own = {name: value.format(tmp_path) for name, value in variables.items()}
    python = f"{tmp_path}/v/bin/python"
    version = f"python{sys.version_info[0]}.{sys.version_info[1]}"
    for base in (".local", "u"):
        (tmp_path / base / "lib" / version / "site-packages").mkdir(parents=True)
    found = look_at(python, tmp_path, *flags, **own)
    path, enabled, site = truth(python, tmp_path, *flags, **own)
    assert list(found.import_path) == path
    assert found.user_site_enabled == enabled
    assert found.interpreter.layout.user_site == site
    assert found.venv is not None
    assert found.venv.system_site_packages == bool(options)


def test_a_moved_standard_library_leaves_it_open(tmp_path: Path) -> None:
    environment = {"HOME": str(tmp_path), "PYTHONHOME": "/nowhere"}
    around = Surroundings(environment, str(tmp_path), "/", 0)
    look = RealLook(environment=environment)
    found = look_at_environment(look, sys.executable, invocation(), around)
    assert isinstance(found, Unknown)
    assert found.why.startswith("PYTHONHOME=/nowhere gives")
    assert not isinstance(look_at_environment(look, sys.executable, invocation("-E"), around), Unknown)
