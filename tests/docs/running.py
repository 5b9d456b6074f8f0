"""Running the commands of a page: without a machine's facts, in a directory of its own."""

import contextlib
import io
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from pipwise.cli.main import main
from tests.docs.blocks import Block, Turn, blocks_of, turns


class Said(NamedTuple):
    """A turn, and what really came of it."""

    block: Block
    turn: Turn
    status: int
    output: str


def play(page: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Said]:
    """Write the page's files and run its commands, in the order in which they stand."""
    home = folder / "home"
    work = folder / "work"
    for path in (home, work):
        path.mkdir()
    for name, value in {"HOME": str(home), "COLUMNS": "80", "PIPWISE_OFFLINE": "1"}.items():
        monkeypatch.setenv(name, value)
    for name in ("XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "CI"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(work)
    for block in blocks_of(page):
        if block.claim == "file":
            write(work, block)
        if block.claim == "here":
            for turn in turns(block):
                yield Said(block, turn, *run(turn.command))


def write(folder: Path, block: Block) -> Path:
    """The file that a block is."""
    path = folder / block.words.split()[0]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(block.text, encoding="utf-8")
    return path


def run(command: str) -> tuple[int, str]:
    """Status and output of a command of pipwise, standard output and error together."""
    words = shlex.split(command.replace("\\\n", " "))
    assert words[0] == "pipwise", f"{command}: only pipwise runs without a machine"
    written = io.BytesIO()
    with io.TextIOWrapper(written, encoding="utf-8", write_through=True) as stream:
        with contextlib.redirect_stdout(stream), contextlib.redirect_stderr(stream):
            status = main(words[1:])
        return status, written.getvalue().decode()
