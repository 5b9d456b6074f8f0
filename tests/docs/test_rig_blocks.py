"""What the pages show of a real machine is done on one: a fresh Debian, an ordinary user and root, the network."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from tests.docs.blocks import Block, Turn, blocks, blocks_of, same, turns
from tests.end_to_end.conftest import CHECKOUT, Desk, desks
from tests.rigs.machine import Machine

__all__ = ["desks"]  # a fixture
pytestmark = pytest.mark.rigs
PAGES = sorted({block.page for block in blocks() if block.claim == "rig"})
# What is said to a shell that goes on is said again before the next command.
LASTING = ("cd ", "export ", ". ")


def image_of(page: str) -> str:
    images = {block.words.split()[0] for block in blocks_of(page) if block.claim == "rig"}
    assert len(images) == 1, f"{page}: a page has one machine"
    return images.pop()


def on_path(desk: Desk) -> Machine:
    """The machine, with pipwise as a command."""
    assert desk.machine.run(["ln", "-s", f"{CHECKOUT}/pipwise", "/usr/local/bin/pipwise"]).status == 0
    # Who reads a page has no project at home that needs what pipwise needs: a repair would look after it.
    assert desk.machine.run(["rm", f"{CHECKOUT}/pyproject.toml"]).status == 0
    return desk.machine


def play(desk: Desk, page: str) -> Iterator[tuple[Block, Turn, int, str]]:
    """Do what a page says, and tell what came of it."""
    one = on_path(desk)
    before = {"$": "export COLUMNS=80; cd /home/alice", "#": "export COLUMNS=80; cd /root"}
    for block in blocks_of(page):
        if block.claim == "file":
            folder = one.run(f"{before['$']} >&2; pwd", user="alice").stdout.strip()
            one.write(f"{folder}/{block.words.split()[0]}", block.text, owner="alice")
        if block.claim != "rig":
            continue
        for turn in turns(block):
            user = "alice" if turn.prompt == "$" else "root"
            result = one.run(f"{{ {before[turn.prompt]}; {turn.command}\n}} 2>&1", user=user, timeout=600)
            yield block, turn, result.status, result.stdout + result.stderr
            if turn.command.startswith(LASTING):
                before[turn.prompt] += f" && {turn.command}"


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_true_of_a_fresh_debian(
    page: str, desks: Callable[[str], AbstractContextManager[Desk]], tmp_path: Path
) -> None:
    wrong = []
    with desks(image_of(page)) as desk:
        for block, turn, status, output in play(desk, page):
            expected = [word for word in block.words.split()[1:] if word.isdigit()]
            shown = turn.output.strip()
            last = turn == turns(block)[-1]
            if (last and status != int(expected[0] if expected else 0)) or (
                shown and not same(shown, output)
            ):
                wrong.append(f"{block.id}: {turn.prompt} {turn.command} [{status}]\n{output}")
    assert wrong == [], "\n".join(wrong)


@pytest.mark.parametrize(
    "block", [block for block in blocks() if block.claim == "terminal"], ids=lambda block: block.id
)
def test_what_a_terminal_shows_is_what_it_shows(
    block: Block, desks: Callable[[str], AbstractContextManager[Desk]]
) -> None:
    with desks(block.words) as desk:
        one = on_path(desk)
        assert one.run("pipwise guard install --yes bash", user="alice", cwd="/home/alice").status == 0
        for turn in turns(block):
            done = one.run(
                ["python3", f"{CHECKOUT}/tests/end_to_end/typist.py", "bash", "-i"],
                user="alice",
                cwd="/home/alice",
                input=f"{turn.command}\nexit\n",
                env={"TERM": "dumb", "SHELL": "/usr/bin/bash"},
                timeout=300,
            )
            assert same(f"… {turn.output} …", done.stdout), done.stdout
