"""What stands at paths, which tools there are, and the flat leaves for predictions."""

from __future__ import annotations

import pytest

from pipwise.facts.target import look_at_paths, target_of
from pipwise.facts.tools import find_tool, version_in
from pipwise.model.facts import Resolution, Tool
from pipwise.model.host import PathFact
from pipwise.model.interpreter import Environment, Venv
from pipwise.model.known import Known, Source, Unknown
from pipwise.system.look import Account, Answer
from tests.recorded.look import Node, RecordedLook, directory, fifo, file, link, machine, program
from tests.situations import ROOT, environment, facts, intent, known


def at(path: str, files: dict[str, Node | str], become: str = "", uid: int = 1000) -> PathFact | None:
    alice = Account("alice", 1000, 1000, "/home/alice", "/bin/sh")
    found = look_at_paths(machine(files, uid=uid, accounts=[alice]), [path, path], become)
    assert len(found) < 2
    return found[0][1] if found else None


FILES: dict[str, Node | str] = {
    "/own": directory(uid=1000),
    "/own/f": file(uid=1000),
    "/own/link": link("f"),
    "/own/loop": link("loop"),
    "/own/pipe": fifo(),
    "/usr/f": "",
    "/secret": directory(0o700),
    "/usr/secret": file(mode=0o600),
}


@pytest.mark.parametrize(
    ("path", "fact"),
    [
        ("/own", PathFact("directory", True, 1000)),
        ("/own/f", PathFact("file", True, 1000)),
        ("/own/link", PathFact("file", True, 1000)),
        ("/own/a/b/c", PathFact("absent", True)),
        ("/own/f/x", PathFact("absent", True)),
        ("/usr", PathFact("directory", False, 0)),
        ("/usr/a/b", PathFact("absent", False)),
        ("/usr/secret", PathFact("unreadable", False, 0)),
        ("/secret/x", PathFact("unreadable", False)),
        ("/own/loop", PathFact("unreadable", False)),
        ("/own/pipe", PathFact("other", True, 0)),
        ("/a\0b", PathFact("unreadable", False)),
    ],
)
def test_what_stands_at_a_path(path: str, fact: PathFact) -> None:
    assert at(path, FILES) == fact


@pytest.mark.parametrize(
    ("path", "fact"),
    [
        ("/usr", PathFact("directory", True, 0)),
        ("/usr/a/b", PathFact("absent", True)),
        ("/usr/secret", PathFact("file", True, 0)),
        ("/secret/x", None),
    ],
)
def test_a_command_that_becomes_root_may_write_wherever_the_caller_can_see(
    path: str, fact: PathFact | None
) -> None:
    assert at(path, FILES, "root") == fact


GROUPS: dict[str, Node | str] = {
    "/etc/group": "staff:x:50:bob,alice\nbob:x:1000:\n",
}


@pytest.mark.parametrize(
    ("path", "fact"),
    [
        ("/own", PathFact("directory", True, 1000)),
        ("/own/a/b", PathFact("absent", True)),
        ("/usr", PathFact("directory", False, 0)),
        ("/usr/a/b", PathFact("absent", False)),
        ("/usr/secret", PathFact("unreadable", False, 0)),
        ("/secret/x", PathFact("absent", False)),
        ("/staff", PathFact("directory", True, 0)),
    ],
)
def test_a_command_of_root_that_becomes_a_user_may_do_what_the_user_may(path: str, fact: PathFact) -> None:
    staff = Node("directory", mode=0o775, gid=50)
    assert at(path, {**FILES, **GROUPS, "/staff": staff}, "alice", uid=0) == fact


# Tools --------------------------------------------------------------------------------------------------------------


def uv(said: Answer, files: dict[str, Node | str] | None = None) -> RecordedLook:
    return machine({"/usr/bin/uv": program(), **(files or {})}, answers={("/usr/bin/uv", "--version"): said})


def tool(look: RecordedLook, name: str = "uv") -> Tool | None:
    return find_tool(look, name, look.environment, "/")


def test_a_tool_and_its_version() -> None:
    look = uv(Answer(0, b"uv 0.13.9 (abc 2026-11-01)\n", b""))
    assert tool(look) == Tool("uv", "/usr/bin/uv", Known("0.13.9", Source("live", "/usr/bin/uv")))
    assert tool(look) == tool(look)
    assert len(look.asked) == 1


@pytest.mark.parametrize("poison", [b"", b"\xff\n1", b"1 2 3 4\n9.9", b"{}", b"\n\n\n"])
def test_a_poisoned_record_of_a_version_is_asked_again(poison: bytes) -> None:
    look = uv(Answer(0, b"uv 0.13.9\n", b""))
    look.remembered["version:%2Fusr%2Fbin%2Fuv"] = poison
    found = tool(look)
    assert found is not None
    assert found.version == Known("0.13.9", Source("live", "/usr/bin/uv"))


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (Answer(1, b"", b"boom"), "exit status 1"),
        (Answer(0, b"hello\n", b""), "exit status 0"),
        (Answer(None, b"", b"", "timeout"), "timeout"),
    ],
)
def test_a_tool_that_does_not_say_its_version(said: Answer, why: str) -> None:
    found = tool(uv(said))
    assert found is not None
    assert found.version == Unknown(f"/usr/bin/uv --version: {why}")


def test_there_is_no_such_tool() -> None:
    assert tool(machine({})) is None


def test_root_does_not_ask_a_tool_that_others_can_write() -> None:
    look = machine({"/usr/bin/uv": program(uid=1000)})
    found = tool(look)
    assert found is not None
    assert isinstance(found.version, Unknown)
    assert "belongs to user 1000" in found.version.why


def test_a_shim_of_a_version_manager_is_not_run() -> None:
    shims = "/root/.pyenv/shims"
    pyenv = program("#!/usr/bin/env bash\nexec pyenv exec\n")
    look = machine({f"{shims}/uv": pyenv}, environment={"PATH": shims, "HOME": "/root"})
    assert tool(look) == Tool("uv", f"{shims}/uv", Unknown(f"{shims}/uv is a shim of pyenv"), "pyenv")


@pytest.mark.parametrize(
    ("text", "version"),
    [
        ("uv 0.13.9 (Homebrew 2026-01-01)", "0.13.9"),
        ("1.2.0\n", "1.2.0"),
        ("Poetry (version 2.5.1)", "2.5.1"),
        ("PDM, version 2.29.4", "2.29.4"),
        ("virtualenv 21.15.8 from /usr/lib/x.py", "21.15.8"),
        ("conda 25.5.0", "25.5.0"),
        ("v1.2.3", "1.2.3"),
        ("hello world\n1.0", ""),
        ("", ""),
    ],
)
def test_versions_as_tools_print_them(text: str, version: str) -> None:
    assert version_in(text) == version


# Leaves -------------------------------------------------------------------------------------------------------------


def test_the_leaves_of_a_plain_command() -> None:
    target = target_of(facts(asker=ROOT), intent("pip", "install", "six"))
    assert (target.tool, target.version, target.venv, target.root) == (
        "pip",
        known("23.0.1"),
        known("none"),
        True,
    )
    assert target.owner == known("os")


@pytest.mark.parametrize(("become", "root"), [("", False), ("root", True), ("bob", False)])
def test_whoever_the_command_becomes(become: str, root: bool) -> None:
    asked = intent("sudo", "pip", "install", "six")
    asked = asked._replace(invocation=asked.invocation._replace(become=become))
    assert target_of(facts(), asked).root is root


@pytest.mark.parametrize(
    ("venv", "prefix", "word"),
    [
        (None, "/usr", "none"),
        (None, "/legacy", "isolated"),
        (Venv("/v", "/usr/bin", False, None), "/v", "isolated"),
        (Venv("/v", "/usr/bin", True, None), "/v", "sees-system"),
        (Venv("/v", "/usr/bin", True, "gone"), "/v", "broken"),
    ],
)
def test_kinds_of_venv(venv: Venv | None, prefix: str, word: str) -> None:
    found: Environment = environment(prefix=prefix)._replace(venv=venv)
    assert target_of(facts(target=known(found)), intent("pip", "install", "six")).venv == known(word)


def test_what_is_unknown_stays_unknown_in_every_leaf() -> None:
    target = target_of(facts(target=Unknown("gone")), intent("pip", "install", "six"))
    leaves = (target.version, target.python, target.marker, target.owner, target.layout, target.installed)
    assert set(leaves) == {Unknown("gone")}


@pytest.mark.parametrize("problem", ["not-found", "not-executable", "bad-interpreter"])
def test_a_program_that_cannot_start(problem: str) -> None:
    resolution = known(Resolution("pip", None, None, problem=problem))
    assert target_of(facts(resolution=resolution), intent("pip", "install", "six")).problem == problem


@pytest.mark.parametrize(("module", "problem"), [(True, "no-module"), (False, "no-module-script")])
def test_a_python_without_pip(module: bool, problem: str) -> None:
    without = known(environment()._replace(pip=known(None)))
    asked = intent("pip", "install", "six")
    asked = asked._replace(invocation=asked.invocation._replace(module=module))
    target = target_of(facts(target=without), asked)
    assert (target.problem, target.version) == (problem, Unknown("there is no pip"))


def test_the_version_of_another_tool() -> None:
    asked = intent("uv", "pip", "install", "six")
    asked = asked._replace(invocation=asked.invocation._replace(tool="uv"))
    tools = (Tool("uv", "/usr/bin/uv", known("0.13.9")),)
    assert target_of(facts(tools=tools), asked).version == known("0.13.9")
    assert isinstance(target_of(facts(), asked).version, Unknown)
