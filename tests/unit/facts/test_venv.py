"""Virtual environments: what their file says, whether they still work, and whether they stand where they were made."""

from __future__ import annotations

import pytest

from pipwise.facts.venv import moved_from, read_venv, venv_at
from pipwise.model.interpreter import Venv
from tests.recorded.look import Node, link, machine, program

BASE: dict[str, Node | str] = {"/usr/bin/python3.11": program(), "/v/bin/python": link("/usr/bin/python3.11")}
CFG = "home = /usr/bin\nimplementation = CPython\nversion_info = 3.11.2.final.0\n"


def venv(content: str, **more: Node | str) -> Venv | None:
    return venv_at(machine({**BASE, "/v/pyvenv.cfg": content, **more}), "/v")


def test_what_the_file_says() -> None:
    assert venv(CFG + "include-system-site-packages = false\n") == Venv("/v", "/usr/bin", False, None)


@pytest.mark.parametrize(
    ("line", "sees"),
    [
        ("include-system-site-packages = true", True),
        ("Include-System-Site-Packages=TRUE", True),
        ("include-system-site-packages = yes", False),
        ("include-system-site-packages =", False),
        ("", True),
    ],
)
def test_whether_it_sees_the_system_as_site_py_reads_it(line: str, sees: bool) -> None:
    found = venv(f"{CFG}{line}\n")
    assert found is not None
    assert found.system_site_packages is sees


def test_the_file_stands_beside_the_python_or_one_directory_up() -> None:
    look = machine({**BASE, "/v/bin/pyvenv.cfg": CFG})
    found = read_venv(look, "/v/bin/python")
    assert found is not None
    assert found.root == "/v/bin"
    assert read_venv(machine(BASE), "/v/bin/python") is None


@pytest.mark.parametrize(
    ("files", "reason"),
    [
        ({"/v/pyvenv.cfg": CFG}, "/v/bin/python is missing"),
        (
            {"/v/pyvenv.cfg": CFG, "/v/bin/python": link("/usr/bin/python3.9")},
            "points at a Python that is gone",
        ),
        (
            {"/v/pyvenv.cfg": "home = /old/bin\n", "/v/bin/python": program()},
            "its base Python in /old/bin is gone",
        ),
        (
            {**BASE, "/v/pyvenv.cfg": CFG, "/v/lib/python3.9/site-packages/x.py": ""},
            "its packages are for python3.9, and its interpreter is python3.11 now",
        ),
    ],
)
def test_broken_ones(files: dict[str, Node | str], reason: str) -> None:
    found = venv_at(machine({"/usr/bin/env": program(), **files}), "/v")
    assert found is not None
    assert found.broken is not None
    assert reason in found.broken


def test_an_environment_of_its_own_version_works() -> None:
    found = venv(CFG, **{"/v/lib/python3.11/site-packages/x.py": ""})
    assert found is not None
    assert found.broken is None


def test_a_free_threaded_build_is_the_same_version() -> None:
    files: dict[str, Node | str] = {
        "/usr/bin/python3.13t": program(),
        "/v/bin/python": link("/usr/bin/python3.13t"),
        "/v/pyvenv.cfg": CFG,
        "/v/lib/python3.13/site-packages/x.py": "",
    }
    found = venv_at(machine(files), "/v")
    assert found is not None
    assert found.broken is None


def scripts(**files: Node | str) -> str:
    return moved_from(machine({f"/v/bin/{name}": content for name, content in files.items()}), "/v")


def test_one_that_stands_where_it_was_made() -> None:
    assert scripts(pip="#!/v/bin/python3\n", python=program()) == ""


@pytest.mark.parametrize(
    "first",
    [
        "#!/old/bin/python3\n",
        "#!/old/bin/python3.11 -I\n",
        '#!/bin/sh\n\'\'\'exec\' "/old/bin/python" "$0" "$@"\n',
    ],
)
def test_one_that_was_copied_or_moved(first: str) -> None:
    assert scripts(pip=first) == "/old"
    assert scripts(tool=first) == "/old"


def test_scripts_that_tell_nothing() -> None:
    assert (
        scripts(
            activate="#!/old/bin/python\n",
            tool="#!/bin/bash\n",
            other="#!/usr/bin/python3\n",
            binary=program(),
        )
        == ""
    )


def test_another_name_of_the_same_directory_is_the_same_place() -> None:
    look = machine({"/v/bin/pip": "#!/w/bin/python3\n", "/w": link("/v")})
    assert moved_from(look, "/v") == ""
