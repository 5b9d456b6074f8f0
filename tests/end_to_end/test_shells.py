"""Completion in the real shells, and manual pages as man itself reads them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pipwise.cli.register import COMMANDS
from tests.end_to_end.test_rescue import Rescued, rescued, wheelhouse

__all__ = ["wheelhouse"]

HOME = "/home/alice"
TYPIST = Path(__file__).with_name("typist.py")
START = {
    "bash": ("bash", ".bashrc", 'eval "$(pipwise completion bash)"\n'),
    "zsh": ("zsh", ".zshrc", 'autoload -U compinit; compinit -u -D\neval "$(pipwise completion zsh)"\n'),
    "fish": ("fish", ".config/fish/config.fish", "pipwise completion fish | source\n"),
}


@pytest.fixture(scope="module")
def desk(wheelhouse: Path) -> Iterator[Rescued]:
    with rescued(wheelhouse, "bookworm-shells", "alice", network=True) as one:
        assert one.run("self", "install").status == 0
        one.machine.write("/home/alice/typist.py", TYPIST.read_bytes(), owner="alice")
        for _, file, text in START.values():
            one.machine.write(f"{HOME}/{file}", f"{text}", owner="alice")
        yield one


def typed(desk: Rescued, shell: str, *lines: str) -> str:
    command = [shell, *(["-o", "nopromptsp"] if shell == "zsh" else []), "-i"]
    done = desk.machine.run(
        ["python3", "typist.py", *command],
        user="alice",
        cwd=HOME,
        input="".join(f"{line}\n" for line in (*lines, "exit")),
        env={"TERM": "dumb", "SHELL": f"/usr/bin/{shell}", "PATH": f"{HOME}/.local/bin:/usr/bin:/bin"},
        timeout=300,
    )
    assert done.status == 0, done.stderr
    return done.stdout.replace("\r", "")


@pytest.mark.parametrize("shell", START)
def test_a_tab_completes_commands_options_and_platforms(desk: Rescued, shell: str) -> None:
    """What was completed is run, and answers as what it has become."""
    shown = typed(
        desk,
        shell,
        "pipwise sche\tno-such-schema",
        "pipwise --vers\t",
        "pipwise completion powers\t| head -1",
    )
    assert "there is no schema 'no-such-schema'" in shown
    assert "pipwise 0.1.0" in shown
    assert "# pipwise completion powershell" in shown


@pytest.mark.parametrize("shell", START)
def test_a_word_with_a_colon_is_completed_once(desk: Rescued, shell: str) -> None:
    shown = typed(desk, shell, "pipwise --on ubuntu:24.0\twhy pip3 install six")
    assert "Ubuntu 24.04" in shown or "ubuntu:24.04" in shown
    assert "ubuntu:ubuntu" not in shown


@pytest.mark.parametrize("shell", START)
def test_files_are_still_files(desk: Rescued, shell: str) -> None:
    desk.machine.write(f"{HOME}/unmistakable.log", "nothing\n", owner="alice")
    shown = typed(desk, shell, "pipwise why unmist\t", "echo done")
    assert "unmistakable.log" in shown


def test_fish_shows_what_each_word_is(desk: Rescued) -> None:
    done = desk.machine.run(
        ["fish", "-c", "complete -C 'pipwise hist'; complete -C 'pipwise undo '"],
        user="alice",
        cwd=HOME,
        env={"PATH": f"{HOME}/.local/bin:/usr/bin:/bin"},
    )
    assert done.stdout.splitlines()[0] == f"history\t{COMMANDS['history'].summary}"
    assert "1\tself install /home/alice/pipwise.pyz" in done.stdout


@pytest.mark.parametrize("verb", ["", *COMMANDS])
def test_man_has_nothing_to_warn_of(desk: Rescued, verb: str) -> None:
    line = f"{HOME}/.local/bin/pipwise man {verb} | man --warnings=w -E UTF-8 -l - 2>&1 >/tmp/page; cat /tmp/page"
    done = desk.machine.run(line, user="alice", cwd=HOME, env={"MANWIDTH": "100"})
    assert done.status == 0, done
    assert "warning" not in done.stdout.split("NAME")[0], done.stdout
    assert "SYNOPSIS" in done.stdout
