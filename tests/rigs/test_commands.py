"""Every command that is printed for somebody to paste is taken by the tool that it is for: run for real, away from any index.

A command is refused by a tool where it ends with a word on how it is used. That a package cannot be reached is no refusal.
"""

from __future__ import annotations

import contextlib
import io
import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

from pipwise.cli.main import main as pipwise
from tests.rigs import wheels
from tests.rigs.machine import Machine, Result, available, machine
from tests.rigs.managers import sure

pytestmark = [pytest.mark.rigs, pytest.mark.skipif(bool(available()), reason=str(available()))]

REQUESTS = (
    *(
        "requests",
        "httpie",
        "httpie==3.2.1",
        "requests>=2,<3",
        "flask[async]",
        "pygobject",
        "tkinter",
        "gpiozero",
    ),
    *(
        "httpie requests",
        "httpie httpie-edgegrid",
        "gpiozero openai",
        "black flake8",
        "pynvim",
        "poetry",
        "pipx",
    ),
    *(
        "-U pip",
        "-r requirements.txt",
        "-e .",
        ".",
        "git+https://example.org/some/tool-cli.git",
        "pytest pytest-cov",
    ),
    *(
        "--pre httpie",
        "--index-url https://example.org/simple httpie",
        "-U httpie",
        "certbot-dns-cloudflare",
        "-q glances",
    ),
)
WHO = ("user", "root")
PLACES = ("terminal", "dockerfile", "installer", "github-actions", "ansible", "service", "notebook")
USAGE = re.compile(
    r"(?im)^usage:|no such option|unrecognized arguments|unexpected argument|unrecognized subcommand|invalid choice"
    r"|is not understood|unknown option|invalid option|option .* does not exist|too many arguments|not enough arguments"
    r"|command .* is not defined|required arguments were not provided|syntax error"
)
QUIET = {
    "PIP_NO_INDEX": "1",
    "UV_OFFLINE": "1",
    "PIP_RETRIES": "0",
    "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    "POETRY_VIRTUALENVS_CREATE": "false",
}


def asked(on: str, who: str, place: str, words: str) -> dict[str, Any]:
    """What ``pipwise why --json`` says on a platform."""
    written = io.StringIO()
    options = ("--json", "--offline", "--on", on, "--as", who, "--context", place)
    with contextlib.redirect_stdout(written):
        pipwise(("why", *options, "--", "pip", "install", *words.split()))
    found: dict[str, Any] = json.loads(written.getvalue())
    return found


@cache
def commands(on: str) -> tuple[tuple[tuple[str, ...], str], ...]:
    """(argument vector, text for a shell) of every command that is shown there, each once."""
    found: dict[tuple[str, ...], str] = {}
    for words in REQUESTS:
        for who in WHO:
            for place in PLACES:
                for option in asked(on, who, place, words)["decision"]["options"]:
                    for one in option["commands"]:
                        text = one["display"].get("sh", "")
                        found[tuple(one["argv"]) or ("sh", text)] = text
    return tuple(found.items())


def tool_of(argv: tuple[str, ...]) -> str:
    rest = [word for word in argv if word not in ("sudo", "env") and "=" not in word.partition("/")[0]]
    program = rest[0].rpartition("/")[2]
    return (
        "pip"
        if program.startswith(("python", "pip")) and program not in ("pipx", "pipwise", "pipenv")
        else program
    )


def of_tool(on: str, *tools: str) -> list[tuple[str, ...]]:
    """One of each form: what differs in a plain name only is taken or refused alike."""
    found = {shape(argv): argv for argv, _ in commands(on) if argv[0] != "sh" and tool_of(argv) in tools}
    assert found, f"nothing is shown for {tools} on {on}"
    return list(found.values())


def shape(argv: tuple[str, ...]) -> tuple[str, ...]:
    at = next((at for at, word in enumerate(argv) if word in ("install", "add", "inject")), len(argv))
    return (
        *argv[: at + 1],
        *("NAME" if word.replace("-", "a").isalnum() and word[0] != "-" else word for word in argv[at + 1 :]),
    )


def refused(result: Result) -> str:
    """The words with which a tool says that it does not take a command, or ''."""
    said = f"{result.stdout}\n{result.stderr}"
    match = USAGE.search(said)
    return said.strip()[-400:] if match else ""


def test_every_tool_that_is_named_is_run_here() -> None:
    known = {"apt-get", "pip", "pipx", "uv", "pipwise", "sh"}
    for on in ("debian:12", "debian:13"):
        assert {"sh" if argv[0] == "sh" else tool_of(argv) for argv, _ in commands(on)} <= known


@pytest.fixture(scope="module", params=["bookworm", "trixie"])
def debian(request: pytest.FixtureRequest) -> Iterator[tuple[str, Machine]]:
    """A Debian with sudo, venv and pipx, whose alice has a project."""
    with machine(request.param, "venv", binds={wheels.directory(): "/wheels"}) as rig:
        sure(rig, "apt-get update && apt-get install -y --no-install-recommends pipx")
        rig.write("/home/alice/requirements.txt", "requests\n", owner="alice")
        rig.write("/home/alice/pyproject.toml", "[project]\nname = 'demo'\nversion = '1'\n", owner="alice")
        rig.write("/home/alice/SCRIPT.py", "print('there')\n", owner="alice")
        sure(rig, f"ln -s {wheels.uv().replace(wheels.directory(), '/wheels', 1)} /usr/local/bin/uv")
        yield ("debian:12" if request.param == "bookworm" else "debian:13"), rig


def test_apt_has_the_packages_and_takes_the_order(debian: tuple[str, Machine]) -> None:
    """All that are named for one of its orders at once."""
    on, rig = debian
    packages: dict[tuple[str, ...], dict[str, None]] = {}
    for argv, _ in commands(on):
        if argv[0] != "sh" and tool_of(argv) == "apt-get":
            at = argv.index("install") + 1
            packages.setdefault(argv[:at], {}).update(dict.fromkeys(argv[at:]))
    assert len(packages) == 2
    for order, names in packages.items():
        words = [*order[:-1], "-s", *order[-1:], *names]
        result = rig.run(words, user="alice" if order[0] == "sudo" else "root")
        assert result.status == 0, result.stderr


@pytest.mark.parametrize("tools", [("pip",), ("pipx",)])
def test_installers_take_what_is_printed_for_them(
    debian: tuple[str, Machine], tools: tuple[str, ...]
) -> None:
    on, rig = debian
    wrong = {}
    for argv in of_tool(on, *tools):
        user = (
            "root" if any(word.startswith("PIPX_HOME=") for word in argv) or "--global" in argv else "alice"
        )
        result = rig.run(argv, user=user, cwd="/home/alice", env=QUIET, timeout=300)
        if refused(result):
            wrong[argv] = refused(result)
    assert wrong == {}


def test_recipes_for_the_shell_are_shell(debian: tuple[str, Machine]) -> None:
    on, rig = debian
    texts = [text for argv, text in commands(on) if argv[0] == "sh" and text]
    assert texts
    for text in texts:
        for shell in ("bash", "dash"):
            result = rig.run([shell, "-n"], input=text)
            assert (result.status, result.stderr) == (0, ""), text
