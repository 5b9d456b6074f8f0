"""Guards on a real machine: in real shells, with a pip that is really refused and one that is not."""

import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]  # it has no types

from pipwise.render.schemas import schema_text
from tests.end_to_end.conftest import CHECKOUT, Desk
from tests.rigs.machine import Result
from tests.unit.plan.guards.test_guards import YAML

SHELLS = ("bash", "zsh", "fish")
HOME = "/home/alice"
TYPIST = f"{CHECKOUT}/tests/end_to_end/typist.py"
OFFER = f"{CHECKOUT}/pipwise install six"
# What shells keep for themselves: histories, and what fish writes when it starts for the first time.
THEIRS = ("_history", ".zcompdump", "/.config/fish", "/.local/share/fish", "/.cache", "/.lesshst")


@pytest.fixture(scope="module")
def desk(desks: Callable[[str], AbstractContextManager[Desk]]) -> Iterator[Desk]:
    with desks("bookworm-shells") as one:
        made = "python3 -m venv /home/alice/v && mkdir -p /home/alice/repository/.git"
        assert one.machine.run(made, user="alice").status == 0
        # Without a start-up file of the user's, zsh asks questions before anything else (zsh-newuser-install).
        one.machine.write(f"{HOME}/.zshrc", "# mine\n", owner="alice")
        one.machine.write("/root/.zshrc", "# mine\n")
        for shell in SHELLS:
            typed(one, shell, "true")
            typed(one, shell, "true", user="root")
        yield one


def typed(desk: Desk, shell: str, *lines: str, user: str = "alice", traced: str = "") -> str:
    """What a terminal shows when these lines are typed into a new interactive shell."""
    # zsh fills the line before its prompt with spaces, which says nothing and is never twice the same.
    command = [shell, *(["-o", "nopromptsp"] if shell == "zsh" else []), "-i"]
    trace = ["strace", "-f", "-qq", "-e", "trace=execve", "-o", traced] if traced else []
    done = desk.machine.run(
        ["python3", TYPIST, *trace, *command],
        user=user,
        cwd="/root" if user == "root" else HOME,
        input="".join(f"{line}\n" for line in (*lines, "exit")),
        env={"TERM": "dumb", "SHELL": f"/usr/bin/{shell}"},
        timeout=300,
    )
    assert done.status == 0, done.stderr
    return done.stdout.replace("\r", "")


def guard(desk: Desk, *words: str, user: str = "alice", cwd: str = HOME) -> Result:
    return desk.pipwise("guard", *words, user=user, cwd=cwd)


def home(desk: Desk, user: str = "alice") -> dict[str, object]:
    return {
        path: entry for path, entry in desk.home(user).items() if not any(part in path for part in THEIRS)
    }


def valid(text: str, name: str) -> dict[str, object]:
    document = json.loads(text)
    Draft202012Validator(json.loads(schema_text(name))).validate(document)
    assert isinstance(document, dict)
    return document


@pytest.mark.parametrize("shell", SHELLS)
def test_a_refused_pip_is_answered_in_place_and_nothing_else_is(desk: Desk, shell: str) -> None:
    before = home(desk)
    assert guard(desk, "install", shell).status == 0
    lines = (
        "pip install six",
        "python3 -m pip install six",
        "cd / && pip3 install six",
        "sudo pip3 install six",
    )
    shown = typed(desk, shell, *lines)
    assert (shown.count("error: externally-managed"), shown.count(OFFER)) == (4, 4), shown
    silent = (
        "pip install --no-index no-such-thing --target /tmp/t",
        f"{HOME}/v/bin/pip install --no-index no-such-thing",
        f"{HOME}/v/bin/pip install --no-index --find-links /payload/wheels pep668demo",
        "pip install six | cat",
        "pip install six; true",
        "grep pip-install /dev/null",
        "pip list >/dev/null",
    )
    shown = typed(desk, shell, *silent)
    assert "pipwise why" not in shown, shown
    assert guard(desk, "remove", shell).status == 0
    desk.machine.run(f"{HOME}/v/bin/pip uninstall -qy pep668demo", user="alice")
    assert home(desk) == before


@pytest.mark.parametrize("shell", SHELLS)
def test_status_aliases_completion_and_scripts_are_as_ever(desk: Desk, shell: str) -> None:
    status = "$status" if shell == "fish" else "$?"
    lines = [
        f"false; echo first={status}",
        "false",
        f"echo second={status}",
        "pip install six",
        f"echo third={status}",
        "type pip",
        "pip install six 2>/dev/null | wc -l",
    ]
    known = {
        "bash": "complete -p pip",
        "zsh": "whence -w pip",
        "fish": "functions -q pip; or echo no-function",
    }
    without = typed(desk, shell, *lines, known[shell])
    assert guard(desk, "install", shell).status == 0
    with_it = typed(desk, shell, *lines, known[shell])
    script = desk.machine.run([shell, "-c", "pip install six"], user="alice", cwd=HOME)
    assert guard(desk, "remove", shell).status == 0
    for shown in (without, with_it):
        assert [word in shown for word in ("first=1", "second=1", "third=1", "/usr/bin/pip")] == [True] * 4, (
            shown
        )
    offer = [line for line in with_it.splitlines() if "pipwise" in line]
    assert [line for line in with_it.splitlines() if line not in offer] == without.splitlines()
    assert (script.status, "pipwise" in script.stderr) == (1, False)


@pytest.mark.parametrize("shell", SHELLS)
def test_no_process_is_started_at_the_start_nor_after_what_succeeds(desk: Desk, shell: str) -> None:
    lines = ("/bin/true", "pip --version", "false", "/bin/true")
    started = []
    for installed in (False, True):
        if installed:
            assert guard(desk, "install", shell).status == 0
        typed(desk, shell, *lines, traced="/tmp/trace")
        trace = desk.machine.read("/tmp/trace").decode("utf-8", "replace")
        calls = [
            line.split("execve(", 1)[1].split(",")[0]
            for line in trace.splitlines()
            if "execve(" in line and " = 0" in line
        ]
        started.append(sorted(calls))
    assert guard(desk, "remove", shell).status == 0
    assert started[0] == started[1]
    assert len(started[0]) > 3


def test_prompts_of_others_still_see_the_status(desk: Desk) -> None:
    mine = "\nPROMPT_COMMAND='echo mine=$?'\n"
    desk.machine.run(
        f'cp {HOME}/.bashrc /tmp/bashrc && printf %s "{mine}" >>{HOME}/.bashrc'.replace("$?", "\\$?")
    )
    assert guard(desk, "install", "bash").status == 0
    shown = typed(desk, "bash", "false", "true", "pip install six", "alias pip='pip3'", "pip install six")
    assert shown.count("mine=1") == 3
    assert shown.count(OFFER) == 1 + ("alias pip" in shown)
    assert guard(desk, "remove", "bash").status == 0
    desk.machine.run(f"cat /tmp/bashrc >{HOME}/.bashrc")


@pytest.mark.parametrize("user", ["alice", "root"])
@pytest.mark.parametrize("back", ["undo", "remove"])
def test_everything_is_set_up_shown_and_taken_back_to_the_last_byte(desk: Desk, user: str, back: str) -> None:
    place = HOME if user == "alice" else "/root"
    repository = f"{place}/repository"
    desk.machine.run(f"mkdir -p {repository}/.git", user=user)
    desk.machine.write(
        f"{repository}/.pre-commit-config.yaml", "repos:\n  - repo: meta\n    hooks: []", owner=user
    )
    desk.machine.run(f"chmod 600 {place}/.bashrc && umask 077", user=user)
    before, system = home(desk, user), desk.system()
    names = ("bash", "zsh", "fish", "require-virtualenv", "pre-commit")
    planned = guard(desk, "install", "--plan", *names, user=user, cwd=repository)
    assert (planned.status, planned.stdout.count("+++ ")) == (0, 5), planned.stderr
    assert home(desk, user) == before
    done = guard(desk, "install", *names, user=user, cwd=repository)
    assert (done.status, done.stderr.count("+++ ")) == (0, 5), done.stderr
    shown = guard(desk, "show", "--json", user=user, cwd=repository)
    guards = valid(shown.stdout, "guard")["guards"]
    assert isinstance(guards, list)
    assert [one["state"] for one in guards] == ["present"] * 5
    again = guard(desk, "install", *names, user=user, cwd=repository)
    assert (again.status, "set up already" in again.stderr) == (0, True)
    words = ("undo",) if back == "undo" else ("guard", "remove", *names)
    assert desk.pipwise(*words, user=user, cwd=repository).status == 0
    assert home(desk, user) == before
    assert desk.system() == system
    desk.machine.run(f"rm -rf {repository}/.pre-commit-config.yaml; chmod 644 {place}/.bashrc")


def test_what_was_changed_since_stays_and_only_the_guard_goes(desk: Desk) -> None:
    before = desk.machine.read(f"{HOME}/.bashrc")
    assert guard(desk, "install", "bash").status == 0
    desk.machine.run(f"echo 'alias x=y' >>{HOME}/.bashrc", user="alice")
    kept = desk.pipwise("undo")
    assert (kept.status, "has changed since then" in kept.stderr) == (5, True)
    assert guard(desk, "remove", "bash").status == 0
    assert desk.machine.read(f"{HOME}/.bashrc") == before + b"alias x=y\n"
    desk.machine.write(f"{HOME}/.bashrc", before, owner="alice")


def test_a_start_up_file_that_is_a_link_stays_one(desk: Desk) -> None:
    desk.machine.run(f"mkdir {HOME}/dotfiles && mv {HOME}/.bashrc {HOME}/dotfiles/bashrc", user="alice")
    desk.machine.run(f"ln -s dotfiles/bashrc {HOME}/.bashrc", user="alice")
    before = home(desk)
    assert guard(desk, "install", "bash").status == 0
    assert b"pipwise guard" in desk.machine.read(f"{HOME}/dotfiles/bashrc")
    assert guard(desk, "remove", "bash").status == 0
    assert home(desk) == before
    desk.machine.run(f"mv {HOME}/dotfiles/bashrc {HOME}/.bashrc && rmdir {HOME}/dotfiles", user="alice")


def test_a_file_that_is_not_the_callers_is_not_touched(desk: Desk) -> None:
    desk.machine.run(f"chown root {HOME}/.bashrc")
    done = guard(desk, "install", "bash")
    desk.machine.run(f"chown alice {HOME}/.bashrc")
    assert (done.status, "belongs to somebody else" in done.stderr) == (4, True)


def test_require_virtualenv_does_what_is_said_of_it(desk: Desk) -> None:
    pip_conf = f"{HOME}/.config/pip/pip.conf"
    desk.machine.write(pip_conf, "[global]\nrequire-virtualenv = no\n[install]\nuser = no\n", owner="alice")
    asked = guard(desk, "install", "require-virtualenv")
    assert (asked.status, "a line of" in asked.stderr) == (3, True)
    assert guard(desk, "install", "--yes", "require-virtualenv").status == 0
    run = desk.machine.run
    refused = (
        "install six",
        "install --user six",
        "uninstall six",
        "download six",
        "wheel six",
        "check",
        "freeze",
    )
    assert {one: run(f"pip3 {one}", user="alice").status for one in refused} == dict.fromkeys(refused, 3)
    allowed = ("list", "show pip", "config list", "cache dir", "--version")
    assert {one: run(f"pip3 {one}", user="alice").status for one in allowed} == dict.fromkeys(allowed, 0)
    assert run("PIP_REQUIRE_VIRTUALENV=0 pip3 freeze", user="alice").status == 0
    inside = f"{HOME}/v/bin/pip install --no-index --find-links /payload/wheels pep668demo"
    assert run(inside, user="alice").status == 0
    assert run("python3 -m venv /tmp/w && rm -r /tmp/w", user="alice").status == 0
    assert run("sudo -H pip3 freeze", user="alice").status == 0
    assert guard(desk, "remove", "require-virtualenv").status == 0
    assert desk.machine.read(pip_conf) == b"[global]\nrequire-virtualenv = no\n[install]\nuser = no\n"
    run(f"rm -r {HOME}/.config/pip; {HOME}/v/bin/pip uninstall -qy pep668demo", user="alice")


@pytest.mark.slow
def test_what_is_put_in_front_of_pre_commit_is_valid_to_it(desk: Desk) -> None:
    made = desk.machine.run(
        "python3 -m venv /tmp/p && /tmp/p/bin/pip install -q pre-commit", user="alice", timeout=300
    )
    assert made.status == 0, made.stderr
    config = f"{HOME}/repository/.pre-commit-config.yaml"
    ask = (
        "import sys, yaml; from pre_commit.clientlib import load_config; c = load_config(sys.argv[1]);"
        "print([hook['id'] for repo in c['repos'] if repo['repo'] == 'local' for hook in repo['hooks']],"
        " len(c['repos']))"
    )
    for text in YAML:
        desk.machine.run(["rm", "-f", config])
        if text is not None:
            desk.machine.write(config, text, owner="alice")
        done = guard(desk, "install", "--yes", "pre-commit", cwd=f"{HOME}/repository")
        assert done.status == 0, done.stderr
        told = desk.machine.run(
            ["/tmp/p/bin/python", "-c", ask, config], user="alice", env={"PATH": "/tmp/p/bin:/usr/bin:/bin"}
        )
        count = (text or "").count("repo: ") + 1
        assert (told.status, told.stdout) == (0, f"['pipwise-lint'] {count}\n"), (text, told.stderr)
        assert guard(desk, "remove", "pre-commit", cwd=f"{HOME}/repository").status == 0
        assert desk.machine.exists(config) == (text is not None)
        if text is not None:
            assert desk.machine.read(config) == text.encode()
    desk.machine.run(["rm", "-rf", "/tmp/p", config])


def test_words_that_do_not_fit_are_one_line_and_offers_are_never_noise(desk: Desk) -> None:
    for words in (("burn",), ("install", "csh"), ("show", "x")):
        done = guard(desk, *words)
        assert (done.status, len(done.stderr.splitlines()) <= 2) == (2, True), done.stderr
    for line in ("", "pip", "pip install", "'", "pip install 'x", "make all", "pip install x; )"):
        done = guard(desk, "offer", "--", line)
        assert (done.status, done.stdout, "Traceback" in done.stderr, "a bug in pipwise" in done.stderr) == (
            0,
            "",
            False,
            False,
        )
