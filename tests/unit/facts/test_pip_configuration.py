"""pip's settings outside the command line, held against a real pip."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from importlib.util import find_spec
from pathlib import Path

import pytest

from pipwise.facts.pip_configuration import configuration_files, read_pip_settings
from pipwise.model.facts import Setting, Settings
from pipwise.system.real import RealLook
from tests.recorded.look import Node, directory, fifo, file, machine

HOME = "/home/alice"


def read(
    files: dict[str, Node | str], variables: dict[str, str] | None = None, *, isolated: bool = False
) -> Settings:
    look = machine(files, uid=1000)
    return read_pip_settings(
        look, environment=variables or {}, home=HOME, prefix="/opt/py", isolated=isolated
    )


def levels(files: dict[str, Node | str], **variables: str) -> list[tuple[str, str]]:
    """(level, value) of ``global.timeout`` in rising precedence."""
    return [(one.level, one.value) for one in read(files, variables).values if one.key == "timeout"]


def ini(value: str) -> str:
    return f"[global]\ntimeout = {value}\n"


def test_every_level_in_order() -> None:
    files: dict[str, Node | str] = {
        "/etc/xdg/pip/pip.conf": ini("1"),
        "/etc/pip.conf": ini("2"),
        f"{HOME}/.pip/pip.conf": ini("3"),
        f"{HOME}/.config/pip/pip.conf": ini("4"),
        "/opt/py/pip.conf": ini("5"),
        "/env.conf": ini("6"),
    }
    assert levels(files, PIP_TIMEOUT="7") == [
        *(("global", "1"), ("global", "2"), ("user", "3"), ("user", "4"), ("site", "5"), ("env_var", "7"))
    ]
    # A PIP_CONFIG_FILE that is there switches the user's own files off.
    expected = [("global", "1"), ("global", "2"), ("site", "5"), ("env", "6")]
    assert levels(files, PIP_CONFIG_FILE="/env.conf") == expected
    assert levels(files, PIP_CONFIG_FILE="/gone.conf")[2:4] == [("user", "3"), ("user", "4")]


def test_a_null_configuration_file_switches_files_off_but_not_variables() -> None:
    files: dict[str, Node | str] = {"/etc/pip.conf": ini("2")}
    assert levels(files, PIP_CONFIG_FILE=os.devnull, PIP_TIMEOUT="7") == [("env_var", "7")]


def test_isolation_leaves_the_machines_files_and_the_prefixes() -> None:
    files: dict[str, Node | str] = {
        "/etc/pip.conf": ini("2"),
        f"{HOME}/.config/pip/pip.conf": ini("4"),
        "/opt/py/pip.conf": ini("5"),
    }
    found = read(files, {"PIP_TIMEOUT": "7"}, isolated=True)
    assert [one.value for one in found.values] == ["2", "5"]


def test_directories_of_the_platform() -> None:
    look = machine({})
    found = configuration_files(
        look,
        environment={"XDG_CONFIG_DIRS": "/a:/b", "XDG_CONFIG_HOME": "/c"},
        home=HOME,
        prefix=None,
    )
    assert [path for _, path in found] == [
        *("/a/pip/pip.conf", "/b/pip/pip.conf", "/etc/pip.conf", f"{HOME}/.pip/pip.conf", "/c/pip/pip.conf")
    ]


def test_directories_of_macos() -> None:
    library = f"{HOME}/Library/Application Support/pip"
    for files, own in (({}, f"{HOME}/.config/pip"), ({library: directory()}, library)):
        look = machine(files, platform="darwin")
        found = configuration_files(look, environment={}, home=HOME, prefix=None)
        assert [path for _, path in found][::2] == [
            "/Library/Application Support/pip/pip.conf",
            f"{own}/pip.conf",
        ]


def test_without_a_home_directory_there_are_no_files_of_the_user() -> None:
    found = configuration_files(machine({}), environment={}, home=None, prefix=None)
    assert [level for level, _ in found] == ["global", "global"]


@pytest.mark.parametrize(
    ("node", "problem"),
    [
        (file(b"[global]\nx = \xff\n"), "encoding"),
        (file("timeout = 1\n"), "malformed"),
        (file("[global]\ntimeout = 1\ntimeout = 2\n"), "malformed"),
        (file("[global]\n[global]\n"), "malformed"),
        (file("[global\n"), "malformed"),
        (file("\ufeff[global]\n"), "malformed"),
        (file(ini("1"), mode=0o600), "ignored: Permission denied"),
        (directory(), "ignored: Is a directory"),
        (fifo(), "ignored: Invalid argument"),
    ],
)
def test_files_that_pip_stumbles_over_or_passes_by(node: Node, problem: str) -> None:
    found = read({"/etc/pip.conf": node})
    assert found.values == ()
    ((path, why),) = found.problems
    assert (path, why.startswith(problem)) == ("/etc/pip.conf", True)


def test_keys_and_values() -> None:
    text = "[global]\nTrusted_Host = a\n    b\n--index-url: http://x/%(y)s\n[install]\n; no\nuser = yes # not a comment\n"
    assert [one[:3] for one in read({"/etc/pip.conf": text}).values] == [
        ("global", "trusted-host", "a\nb"),
        ("global", "index-url", "http://x/%(y)s"),
        ("install", "user", "yes # not a comment"),
    ]


def test_defaults_of_a_file_count_in_its_sections() -> None:
    text = "[DEFAULT]\ntimeout = 5\n[install]\nuser = yes\n"
    assert [one[:3] for one in read({"/etc/pip.conf": text}).values] == [
        ("install", "timeout", "5"),
        ("install", "user", "yes"),
    ]


def test_variables() -> None:
    found = read(
        {}, {"PIP_No_Index": "1", "PIP_VERSION": "1", "PIP_help": "1", "pip_user": "1", "PIPX_HOME": "/x"}
    )
    assert found.values == (Setting(":env:", "no-index", "1", "PIP_No_Index", "env_var"),)


# Against a real pip -------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def pip(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The pip that virtualenv brings along, unpacked."""
    spec = find_spec("virtualenv")
    assert spec is not None
    assert spec.origin is not None
    folder = tmp_path_factory.mktemp("pip")
    wheel = max((Path(spec.origin).parent / "seed" / "wheels" / "embed").glob("pip-*.whl"))
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return str(folder)


# The classes behind ``pip config``, with the precedence that options really get; one process answers for all cases.
_ASK = """
import json, os, sys
sys.path.insert(0, sys.argv[1])
from pip._internal.configuration import Configuration
from pip._internal.exceptions import ConfigurationError
found = []
for environment, folder in json.load(sys.stdin):
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    configuration = Configuration(isolated=False)
    try:
        configuration.load()
    except ConfigurationError:
        found.append(None)
    else:
        found.append({key: value for _, values in configuration.items() for key, value in values.items()})
print(json.dumps(found))
"""
Case = tuple[dict[str, str], str]


def _listed(pip: str, cases: list[Case], python: str = sys.executable) -> list[dict[str, str] | None]:
    """What a real pip takes out of its configuration in each case; None where it ends in an error."""
    environment = {"HOME": pip, "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}
    argv = [python, "-c", _ASK, pip]
    said = subprocess.run(
        argv, input=json.dumps(cases).encode(), env=environment, capture_output=True, check=True
    )
    found: list[dict[str, str] | None] = json.loads(said.stdout)
    return found


CASES: dict[str, tuple[dict[str, str | bytes], dict[str, str]]] = {
    "nothing": ({}, {}),
    "user": ({"home/.config/pip/pip.conf": ini("1")}, {}),
    "legacy below user": ({"home/.pip/pip.conf": ini("1"), "home/.config/pip/pip.conf": ini("2")}, {}),
    "legacy": ({"home/.pip/pip.conf": ini("1")}, {}),
    "xdg home": (
        {"x/pip/pip.conf": ini("1"), "home/.config/pip/pip.conf": ini("2")},
        {"XDG_CONFIG_HOME": "{}/x"},
    ),
    "xdg home of spaces": ({"home/.config/pip/pip.conf": ini("2")}, {"XDG_CONFIG_HOME": "  "}),
    "xdg dirs": (
        {"a/pip/pip.conf": ini("1"), "b/pip/pip.conf": ini("2")},
        {"XDG_CONFIG_DIRS": "{0}/a:{0}/b"},
    ),
    "xdg dirs, other way round": (
        {"a/pip/pip.conf": ini("1"), "b/pip/pip.conf": ini("2")},
        {"XDG_CONFIG_DIRS": "{0}/b:{0}/a"},
    ),
    "xdg dirs with a hole": ({"cwd/pip/pip.conf": ini("1")}, {"XDG_CONFIG_DIRS": ":{0}/a"}),
    "user over global": (
        {"a/pip/pip.conf": ini("1"), "home/.config/pip/pip.conf": ini("2")},
        {"XDG_CONFIG_DIRS": "{0}/a"},
    ),
    "config file": (
        {"e.conf": ini("1"), "home/.config/pip/pip.conf": "[global]\nproxy = p\n"},
        {"PIP_CONFIG_FILE": "{}/e.conf"},
    ),
    "config file, relative": ({"cwd/e.conf": ini("1")}, {"PIP_CONFIG_FILE": "e.conf"}),
    "config file, missing": ({"home/.config/pip/pip.conf": ini("2")}, {"PIP_CONFIG_FILE": "{}/gone"}),
    "config file, empty": ({"home/.config/pip/pip.conf": ini("2")}, {"PIP_CONFIG_FILE": ""}),
    "config file, null": (
        {"home/.config/pip/pip.conf": ini("2")},
        {"PIP_CONFIG_FILE": "/dev/null", "PIP_PROXY": "p"},
    ),
    "config file, directory": (
        {"d/x": "", "home/.config/pip/pip.conf": ini("2")},
        {"PIP_CONFIG_FILE": "{}/d"},
    ),
    "variable": ({"home/.config/pip/pip.conf": ini("2")}, {"PIP_TIMEOUT": "9", "PIP_VERSION": "1"}),
    "sections": ({"home/.config/pip/pip.conf": "[install]\nuser=1\n[global]\nA_B=1\n[freeze]\n--c: 2\n"}, {}),
    "defaults": ({"home/.config/pip/pip.conf": "[DEFAULT]\na=1\n[install]\nb=2\n"}, {}),
    "continuation": ({"home/.config/pip/pip.conf": "[global]\nfind-links =\n  a\n\n  b\n# c\n  d\n"}, {}),
    "line ends": ({"home/.config/pip/pip.conf": "[global]\r\ntimeout = 1\r\nproxy = x\ry = 2\n"}, {}),
    "malformed": ({"home/.config/pip/pip.conf": "timeout = 1\n"}, {}),
    "twice": ({"home/.config/pip/pip.conf": "[global]\na=1\nA=2\n"}, {}),
    "latin": ({"home/.config/pip/pip.conf": b"[global]\na=\xe9\n"}, {}),
    "bom": ({"home/.config/pip/pip.conf": "\ufeff[global]\na=1\n"}, {}),
}


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Case]:
    """Every case with its files on the disk."""
    made = {}
    for name, (files, variables) in CASES.items():
        folder = tmp_path_factory.mktemp("case")
        (folder / "cwd").mkdir()
        for path, content in files.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(content.encode() if isinstance(content, str) else content)
        own = {key: value.format(folder) for key, value in variables.items()}
        made[name] = {"HOME": f"{folder}/home", "PATH": "/usr/bin:/bin", **own}, f"{folder}/cwd"
    return made


@pytest.fixture(scope="module")
def listed(pip: str, cases: dict[str, Case]) -> dict[str, dict[str, str] | None]:
    return dict(zip(cases, _listed(pip, list(cases.values())), strict=True))


@pytest.mark.parametrize("name", CASES)
def test_a_real_pip_sees_the_same(
    name: str,
    cases: dict[str, Case],
    listed: dict[str, dict[str, str] | None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    environment, folder = cases[name]
    monkeypatch.chdir(folder)
    look = RealLook(environment=environment)
    found = read_pip_settings(look, environment=environment, home=environment["HOME"], prefix=sys.prefix)
    trouble = [problem for _, problem in found.problems if not problem.startswith("ignored")]
    said = listed[name]
    if said is None:
        assert trouble
    else:
        assert not trouble
        assert {f"{one.section}.{one.key}": one.value for one in found.values} == said


def test_the_site_file_of_a_venv(pip: str, tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-I", "-m", "venv", "--without-pip", str(tmp_path / "v")], check=True)
    (tmp_path / "v" / "pip.conf").write_text("[global]\nproxy = site\n")
    environment = {"HOME": str(tmp_path), "PATH": "/usr/bin:/bin"}
    look = RealLook(environment=environment)
    found = read_pip_settings(look, environment=environment, home=str(tmp_path), prefix=f"{tmp_path}/v")
    (said,) = _listed(pip, [(environment, str(tmp_path))], f"{tmp_path}/v/bin/python")
    assert said is not None
    assert said["global.proxy"] == "site"
    assert found.values[-1] == Setting("global", "proxy", "site", f"{tmp_path}/v/pip.conf", "site")
