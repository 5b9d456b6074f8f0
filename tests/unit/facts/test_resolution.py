"""A command word, the file that it runs, and the Python behind that."""

from __future__ import annotations

import pytest

from pipwise.facts.resolution import absolute, find_program, resolve
from pipwise.facts.shebang import shebang_flags
from pipwise.model.facts import Resolution
from tests.recorded.look import Node, directory, file, link, machine, program

BASE = {"/usr/bin/python3.11": program(), "/usr/bin/python3": link("python3.11"), "/usr/bin/env": program()}
PATH = {"PATH": "/usr/local/bin:/usr/bin:/bin"}


def found(
    files: dict[str, Node], word: str, path: str = PATH["PATH"], cwd: str = "/work", uid: int = 0
) -> Resolution:
    return resolve(machine({**BASE, **files}, cwd=cwd, uid=uid), word, {"PATH": path}, cwd)


def script(first: str, rest: str = "import pip\n") -> Node:
    return program(f"{first}\n{rest}")


def test_the_first_on_path_runs() -> None:
    files = {
        "/usr/bin/pip": script("#!/usr/bin/python3"),
        "/usr/local/bin/pip": script("#!/usr/bin/python3.11"),
    }
    assert found(files, "pip") == Resolution("pip", "/usr/local/bin/pip", "/usr/bin/python3.11")


def test_a_python_is_its_own_interpreter() -> None:
    assert found({}, "python3") == Resolution("python3", "/usr/bin/python3", "/usr/bin/python3")


@pytest.mark.parametrize(
    ("first", "interpreter"),
    [
        ("#!/usr/bin/python3", "/usr/bin/python3"),
        ("#! /usr/bin/python3 -Es", "/usr/bin/python3"),
        ("#!/usr/bin/env python3", "/usr/bin/python3"),
        ("#!/usr/bin/env -S python3 -I", "/usr/bin/python3"),
        ("#!/usr/bin/env -S LANG=C python3", "/usr/bin/python3"),
        ("#!/bin/sh\n'''exec' \"/opt/a b/bin/python3\" \"$0\" \"$@\"\n' '''", "/opt/a b/bin/python3"),
        ("#!/bin/sh\n'''exec' /opt/ab/bin/python3 \"$0\" \"$@\"\n' '''", "/opt/ab/bin/python3"),
        ("#!/bin/bash", None),
        ("#!/usr/bin/env", None),
        ("#!", None),
        ("MZ", None),
    ],
)
def test_the_interpreter_of_a_script(first: str, interpreter: str | None) -> None:
    files = {
        "/opt/a b/bin/python3": program(),
        "/opt/ab/bin/python3": program(),
        "/usr/bin/pip": script(first),
    }
    assert found(files, "pip") == Resolution("pip", "/usr/bin/pip", interpreter)


def test_a_script_of_a_venv_that_is_gone() -> None:
    assert found({"/usr/bin/pip": script("#!/gone/bin/python3")}, "pip").problem == "bad-interpreter"
    assert found({"/usr/bin/pip": script("#!/usr/bin/env python9")}, "pip").problem == "bad-interpreter"


def test_a_script_that_is_its_own_interpreter_ends() -> None:
    circle = {
        "/usr/bin/python4": script("#!/usr/bin/python5"),
        "/usr/bin/python5": script("#!/usr/bin/python4"),
    }
    assert found(circle, "python4").problem == "bad-interpreter"


def test_a_bare_interpreter_word_is_a_file_of_the_working_directory() -> None:
    assert found({"/work/pip": script("#!python3")}, "./pip").problem == "bad-interpreter"
    here = {"/work/pip": script("#!python3"), "/work/python3": program()}
    assert found(here, "./pip").interpreter == "/work/python3"


@pytest.mark.parametrize(
    ("word", "problem"),
    [
        ("pip", "not-found"),
        ("./pip", "not-found"),
        ("plain", "not-executable"),
        ("/usr/bin/plain", "not-executable"),
        ("/usr/bin", "not-executable"),
        ("lib", "not-found"),
        ("", "not-found"),
    ],
)
def test_what_does_not_run(word: str, problem: str) -> None:
    files = {"/usr/bin/plain": file(), "/usr/bin/lib": directory()}
    assert found(files, word) == Resolution(word, None, None, problem=problem)


def test_an_executable_that_cannot_be_read_tells_nothing() -> None:
    assert found({"/usr/bin/pip": file(mode=0o711)}, "pip", uid=1000).problem == "unreadable"


def test_empty_and_relative_entries_of_path_mean_the_working_directory() -> None:
    files = {"/work/pip": script("#!/usr/bin/python3"), "/work/bin/tool": program()}
    assert found(files, "pip", path=":/usr/bin").path == "/work/pip"
    assert found(files, "tool", path="bin").path == "/work/bin/tool"
    assert found(files, "pip", path="").path == "/work/pip"


def test_without_a_working_directory_only_absolute_paths_count() -> None:
    files = {"/work/pip": script("#!/usr/bin/python3"), "/pip": program()}
    assert found(files, "pip", path=":bin:/usr/bin", cwd="").problem == "not-found"
    assert found(files, "./pip", cwd="").problem == "not-found"


def test_no_path_at_all_is_the_systems_own() -> None:
    assert find_program(machine(BASE), "python3", {}, "/") == "/usr/bin/python3"


def test_paths_are_taken_from_the_working_directory() -> None:
    assert absolute("../x/./y", "/a/b") == "/a/x/y"
    assert absolute("/x", "") == "/x"


def test_flags_of_a_first_line() -> None:
    look = machine(
        {"/a": script("#!/usr/bin/python3 -sP"), "/b": script("#!/usr/bin/python3"), "/c": program()}
    )
    assert [shebang_flags(look, path) for path in ("/a", "/b", "/c", "/d")] == [("-s", "-P"), (), (), ()]
