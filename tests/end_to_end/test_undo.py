"""What goes wrong half way: killed, full, locked, taken away. Each ends in a clear line, and nothing is half done or lost."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest

from tests.end_to_end.conftest import CHECKOUT, OFFLINE, Desk, Place, kept_as_it_was

STATE = "/home/alice/.local/state/pipwise"
# Starts an install in the background and does something at a certain moment.
MAKING = "until [ -d .venv/bin ]; do sleep 0.01; done"
FILLING = "until [ -e .venv/bin/pip ]; do sleep 0.01; done; sleep 0.3"


@pytest.fixture(scope="module")
def desk(desks: Callable[[str], AbstractContextManager[Desk]]) -> Iterator[Desk]:
    with desks("bookworm-bare") as one:
        yield one


def during(moment: str, action: str) -> str:
    command = f"{CHECKOUT}/pipwise install {' '.join(OFFLINE)} pep668needs"
    return f"set -m; {command} & pid=$!; {moment}; {action}; wait $pid; echo status $?"


@pytest.mark.parametrize("moment", [MAKING, FILLING])
@pytest.mark.parametrize(
    ("action", "status"),
    [
        ("kill -TERM $pid", 143),
        ("kill -TERM -$pid", 143),
        ("kill -INT $pid", 130),
        ("kill -INT -$pid", 130),
        ("kill -HUP $pid", 129),
    ],
)
def test_a_signal_ends_it_and_everything_is_taken_back(
    desk: Desk, project: Place, moment: str, action: str, status: int
) -> None:
    folder = project()
    with kept_as_it_was(desk):
        done = desk.shell(during(moment, action), cwd=folder)
        assert done.stdout == f"status {status}\n"
        assert "what was begun has been taken back" in done.stderr
        # A pip that is interrupted while it starts shows where: its words are passed through. None are of pipwise's own.
        assert f"{CHECKOUT}/src" not in done.stderr
        assert "a bug in pipwise" not in done.stderr


@pytest.mark.parametrize("who", ["$pid", "-$pid"])
def test_what_was_killed_while_it_was_filled_is_mentioned_and_undone(
    desk: Desk, project: Place, who: str
) -> None:
    folder = project()
    with kept_as_it_was(desk):
        desk.shell(during(FILLING, f"kill -KILL {who}"), cwd=folder)
        history = desk.pipwise("history")
        assert f"was interrupted: {CHECKOUT}/pipwise undo" in history.stderr or "at work" in history.stdout
        undone = desk.pipwise("undo", cwd=folder)
        assert undone.status == 0, undone.stderr


def test_what_was_killed_while_it_was_made_is_taken_back_by_the_next_install(
    desk: Desk, project: Place
) -> None:
    folder = project()
    with kept_as_it_was(desk):
        desk.shell(during(MAKING, "kill -KILL -$pid"), cwd=folder)
        again = desk.install("pep668demo", cwd=folder)
        assert again.status == 0, again.stderr
        assert f"was interrupted while it made {folder}/.venv: that has been taken back" in again.stderr
        assert desk.pipwise("undo", cwd=folder).status == 0


def test_an_environment_that_was_there_survives_a_kill(desk: Desk, project: Place) -> None:
    folder = project()
    assert desk.install("pep668demo==1.0", cwd=folder).status == 0
    before = desk.machine.tree(f"{folder}/.venv")
    command = f"{CHECKOUT}/pipwise install {' '.join(OFFLINE)} -U pep668demo pep668needs"
    until = "until [ -d .venv/.pipwise ]; do sleep 0.01; done; sleep 0.4"
    desk.shell(f"set -m; {command} & pid=$!; {until}; kill -KILL -$pid; wait $pid", cwd=folder)
    undone = desk.pipwise("undo", cwd=folder)
    assert undone.status == 0, undone.stderr
    now = {path: entry for path, entry in desk.machine.tree(f"{folder}/.venv").items() if "/pip/" not in path}
    assert now == {path: entry for path, entry in before.items() if "/pip/" not in path}
    assert desk.pipwise("undo").status == 0


def test_a_tool_that_lives_on_is_waited_for(desk: Desk, project: Place) -> None:
    folder = project()
    with kept_as_it_was(desk):
        # pip waits for somebody to write into the pipe, which is done when undo has said that it waits for pip.
        running = "cat /proc/[0-9]*/cmdline 2>/dev/null | tr '\\0' ' ' | grep -q '[p]ip install'"
        done = desk.shell(
            f"mkfifo wanted; {CHECKOUT}/pipwise install $offline -r wanted 2>/dev/null & pid=$!;"
            f" until {running}; do sleep 0.1; done; kill -KILL $pid; pipwise undo 2>said & undo=$!;"
            " until grep -q 'waiting for it to end' said; do sleep 0.1; done; echo pep668demo >wanted;"
            " wait $undo; cat said; rm said wanted",
            cwd=folder,
        )
        assert "is undone" in done.stdout, done


def test_two_at_once_both_end_right(desk: Desk, project: Place) -> None:
    folder = project()
    with kept_as_it_was(desk):
        both = desk.shell(
            "pipwise install $offline pep668demo & pipwise install $offline pep668needs; s=$?; wait $!; echo $? $s",
            cwd=folder,
        )
        assert both.stdout == "0 0\n", both.stderr
        assert both.stderr.count("waiting for it to end") == 1
        assert desk.machine.exists(f"{folder}/.venv/bin/pep668demo")
        # Whoever came second may have found what it wanted there already, as a dependency of the first one's.
        assert desk.shell("pipwise undo; pipwise undo; true", cwd=folder).status == 0


@pytest.mark.parametrize("size", ["8k", "64k"])
def test_a_disk_that_is_too_full_for_the_journal(desk: Desk, project: Place, size: str) -> None:
    folder = project()
    desk.machine.run(f"mkdir -p {STATE} && mount -t tmpfs -o size={size},uid=1000,mode=0700 small {STATE}")
    done = desk.install("pep668demo", cwd=folder)
    desk.machine.run(f"umount {STATE}")
    assert done.status == 1
    assert "cannot be written" in done.stderr
    assert desk.machine.run(["ls", "-A", folder]).stdout == "pyproject.toml\n"


@pytest.mark.parametrize(("size", "tool"), [("1m", "virtualenv"), ("13m", "pip")])
def test_a_disk_that_fills_up_under_the_tool(desk: Desk, project: Place, size: str, tool: str) -> None:
    folder = project()
    desk.machine.run(
        f"mount -t tmpfs -o size={size},uid=1000 small {folder} && touch {folder}/pyproject.toml"
    )
    done = desk.install("pep668demo", cwd=folder)
    left = desk.machine.run(["ls", "-A", folder]).stdout
    desk.machine.run(f"umount {folder}")
    assert (done.status, left) == (1, "pyproject.toml\n")
    assert f"pipwise: {tool} (" in done.stderr.splitlines()[-1]
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("obstacle", ["chown root", "chmod 0555"])
def test_without_a_state_directory_the_journal_stands_inside_the_environment(
    desk: Desk, project: Place, obstacle: str
) -> None:
    folder = project()
    desk.machine.run(f"mv {STATE} /var/tmp/state; mkdir {STATE}; chown alice: {STATE}; {obstacle} {STATE}")
    with kept_as_it_was(desk):
        first = desk.install("pep668demo==1.0", cwd=folder)
        assert first.status == 0, first.stderr
        assert f"the journal stands in {folder}/.venv/.pipwise instead" in first.stderr
        assert desk.install("-U", "pep668demo", cwd=folder).status == 0
        assert len(desk.pipwise("history", cwd=folder).stdout.splitlines()) == 4
        assert desk.pipwise("undo", cwd=folder).status == 0
        assert desk.pipwise("run", "pep668demo", cwd=folder).stdout == "pep668demo 1.0\n"
        assert desk.pipwise("undo", cwd=folder).status == 0
        assert desk.pipwise("undo", cwd=folder).status == 2
    desk.machine.run(f"rm -rf {STATE}; mv /var/tmp/state {STATE}")


def test_a_damaged_journal_is_one_line(desk: Desk, project: Place) -> None:
    folder = project()
    desk.machine.run(
        f"mv {STATE} /var/tmp/state; mkdir {STATE}; head -c 9000 /dev/zero | tr '\\0' x >{STATE}/journal.sqlite3"
    )
    desk.machine.run(f"chown -R alice: {STATE}")
    for words in (("install", *OFFLINE, "pep668demo"), ("undo",), ("history",)):
        done = desk.pipwise(*words, cwd=folder)
        assert (done.status, "cannot be used" in done.stderr, "Traceback" in done.stderr) == (6, True, False)
    desk.machine.run(f"rm -rf {STATE}; mv /var/tmp/state {STATE}")
    assert desk.machine.run(["ls", "-A", folder]).stdout == "pyproject.toml\n"


def test_a_broken_environment_is_replaced_when_that_is_confirmed_and_comes_back(
    desk: Desk, project: Place
) -> None:
    folder = project()
    assert (
        desk.shell(
            "python3 -m venv --without-pip .venv && rm .venv/bin/python* && touch .venv/mine", cwd=folder
        ).status
        == 0
    )
    with kept_as_it_was(desk):
        asked = desk.install("pep668demo", cwd=folder)
        assert (asked.status, "broken, would be replaced" in asked.stderr) == (3, True)
        done = desk.install("--yes", "pep668demo", cwd=folder)
        assert done.status == 0, done.stderr
        assert f"what was broken is kept as {folder}/.venv.pipwise-" in done.stderr
        assert desk.pipwise("undo", cwd=folder).status == 0


def test_an_environment_that_is_gone_or_somewhere_else(desk: Desk, project: Place) -> None:
    folder = project()
    assert desk.install("pep668demo", cwd=folder).status == 0
    desk.shell("mv .venv moved && ln -s moved .venv", cwd=folder)
    linked = desk.pipwise("undo")
    assert (linked.status, desk.machine.exists(f"{folder}/moved/pyvenv.cfg")) == (5, True)
    desk.shell("rm .venv", cwd=folder)
    gone = desk.pipwise("undo")
    assert (gone.status, "was gone already" in gone.stderr) == (0, True)
    assert desk.machine.exists(f"{folder}/moved/pyvenv.cfg")


def test_what_was_added_since_is_listed_and_stays(desk: Desk, project: Place) -> None:
    folder = project()
    assert desk.install("pep668demo", cwd=folder).status == 0
    desk.machine.write(f"{folder}/.venv/mine.txt", "mine", owner="alice")
    kept = desk.pipwise("undo")
    assert (kept.status, "mine.txt is new since then" in kept.stderr) == (5, True)
    assert desk.machine.exists(f"{folder}/.venv/mine.txt")
    assert desk.pipwise("undo", "--yes").status == 0
    assert not desk.machine.exists(f"{folder}/.venv")


@pytest.mark.parametrize(
    "obstacle", ["touch .venv", "mkdir .venv", "ln -s nowhere .venv", "ln -s /etc .venv"]
)
def test_something_else_where_the_environment_should_be_is_left_alone(
    desk: Desk, project: Place, obstacle: str
) -> None:
    folder = project()
    desk.shell(obstacle, cwd=folder)
    with kept_as_it_was(desk):
        done = desk.install("pep668demo", cwd=folder)
        assert "Traceback" not in done.stderr
        assert done.status in (0, 5), done.stderr
        if done.status == 0:
            assert f"{folder}/.venv is passed over" in done.stderr
            assert desk.pipwise("undo").status == 0


def test_a_working_directory_that_is_gone(desk: Desk) -> None:
    with kept_as_it_was(desk):
        gone = "mkdir /tmp/gone && cd /tmp/gone && rmdir /tmp/gone && pipwise"
        asked = desk.shell(f"{gone} install $offline pep668demo")
        assert (asked.status, "the working directory is gone" in asked.stderr) == (3, True)
        assert desk.shell(f"{gone} install --yes $offline pep668demo").status == 0
        assert desk.shell(f"{gone} undo").status == 0


def test_without_a_home_and_with_paths_that_are_not_utf_8(desk: Desk, project: Place) -> None:
    folder = project()
    with kept_as_it_was(desk):
        assert desk.install("pep668demo", cwd=folder, env={"HOME": None}).status == 0
        assert desk.pipwise("undo", cwd=folder, env={"HOME": None}).status == 0
        strange = desk.shell(
            "mkdir $'caf\\351'; cd caf*; touch pyproject.toml; LC_ALL=C pipwise install $offline pep668demo",
            cwd=folder,
        )
        assert strange.status in (0, 1)
        assert "Traceback" not in strange.stderr
        assert "a bug in pipwise" not in strange.stderr
        desk.shell("cd caf* && pipwise undo; pipwise history; cd .. && rm -r caf*", cwd=folder)
