"""What a newcomer types, typed into a real bash, zsh and fish at a terminal of a fresh Debian: every task in every shell."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.end_to_end.conftest import KEPT, unpack_checkout
from tests.rigs import payload, wheels
from tests.rigs.machine import Machine, Tree, available, machine
from tests.scripts.transcript import SHELLS, Transcript, Turn, plain, seen, tells, transcripts

ALL = transcripts()
COLUMNS = 100
OURS = "[global]\nno-index = true\nfind-links = /payload/wheels\ndisable-pip-version-check = true\n"
# What shells keep for themselves, and what pip and uv leave in a home.
THEIRS = (*KEPT, "_history", ".zcompdump", "/.config/fish", "/.local/share/fish", "/.config/uv", "/.lesshst")
KEYBOARD = Path(__file__).with_name("keyboard.py")


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheels, and for each image a checkout of root's with pipwise's own environment, made once."""
    if reason := available():
        pytest.skip(reason)
    place = tmp_path_factory.mktemp("scripts")
    fill(place)
    place.parent.chmod(0o755)
    return place


def fill(place: Path) -> None:
    payload.build(place / "payload")
    wheels.copy_pipx(place / "payload/wheels")
    (place / "opt").mkdir(exist_ok=True)
    for path in (place, *place.rglob("*")):
        path.chmod(0o755)


def checkout(shared: Path, image: str) -> Path:
    place = shared / "opt" / image
    if not place.exists():
        suite, _, layer = image.partition("-")
        with machine(suite, layer, binds={str(shared / "opt"): "/srv:rw"}) as one:
            unpack_checkout(one)
            made = "mv /home/alice/pipwise /opt/pipwise && chown -R root: /opt/pipwise && /opt/pipwise/pipwise --version"
            made += " && python3 -m compileall -q /opt/pipwise/src"
            made += f" && mkdir /srv/{image} && cp -a /opt/pipwise/. /srv/{image}"
            done = one.run(made, timeout=600)
            assert done.status == 0, done.stderr
    return place


@contextmanager
def opened(shared: Path, task: Transcript) -> Iterator[Machine]:
    """The machine that the task names, with pipwise on PATH and the files in place."""
    image, index = task.fields["machine"], task.fields["index"]
    suite, _, layer = image.partition("-")
    binds = {
        str(checkout(shared, image)): "/opt/pipwise",
        str(shared / "payload"): "/payload",
        str(KEYBOARD): "/keyboard.py",
        wheels.uv(): "/uv",
    }
    with machine(suite, layer, network=index == "real", binds=binds) as one:
        one.run("ln -s /opt/pipwise/pipwise /usr/local/bin/pipwise")
        one.write(f"{home_of(task)}/.zshrc", "# mine\n", owner=task.fields["user"])
        if index == "ours":
            one.write("/etc/pip.conf", OURS)
        if layer != "bare":
            one.write("/etc/sudoers.d/alice", "alice ALL=(ALL) NOPASSWD:ALL\n", mode=0o440)
        for path, text in task.files.items():
            one.write(f"{home_of(task)}/{path}", text, owner=task.fields["user"])
        for line in task.before:
            done = one.run(line, timeout=300)
            assert done.status == 0, f"{line}: {done}"
        yield one


def home_of(task: Transcript) -> str:
    return "/root" if task.fields["user"] == "root" else f"/home/{task.fields['user']}"


def typed(one: Machine, task: Transcript, shell: str) -> list[tuple[str, int | None]]:
    """For each line what was shown, as it can be read, and the status; None where no command was run."""
    turns = [
        {"keys": turn.keys, "answers": turn.answers, "enter": "\x03" not in turn.keys, "new": turn.new}
        for turn in task.typed_in(shell)
    ]
    done = one.run(
        ["python3", "/keyboard.py"],
        user=task.fields["user"],
        cwd=home_of(task),
        input=json.dumps({"shell": shell, "columns": COLUMNS, "turns": turns}),
        env={
            "TERM": "xterm-256color",
            "SHELL": f"/usr/bin/{shell}",
            "VIRTUAL_ENV_DISABLE_PROMPT": "1",
            **task.variables,
        },
        timeout=900,
    )
    assert done.status == 0, done.stderr
    return [(plain(came["shown"]), came["status"]) for came in json.loads(done.stdout)]


def home(one: Machine, task: Transcript) -> Tree:
    tree = one.tree(home_of(task))
    found = {path: entry for path, entry in tree.items() if not any(part in path for part in THEIRS)}
    # Directories that are made for the journal, or for what shells keep, say nothing by themselves.
    empty = (f"{home_of(task)}/.local", f"{home_of(task)}/.local/share", f"{home_of(task)}/.config")
    for path in reversed(empty):
        if not any(other.startswith(f"{path}/") for other in found):
            found.pop(path, None)
    return found


def wrong(turn: Turn, shown: str, status: int | None) -> bool:
    if "Traceback" in shown or "a bug in pipwise" in shown:
        return True
    return not seen(turn.expected, shown) or (status is not None and status != turn.status)


@pytest.mark.rigs
@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize("task", ALL, ids=lambda task: task.name)
def test_a_task_goes_as_its_transcript_says(shared: Path, task: Transcript, shell: str) -> None:
    with opened(shared, task) as one:
        before = one.tree("/usr", "/etc", "/opt"), home(one, task)
        told = typed(one, task, shell)
        shown = [
            (turn, text, status) for turn, (text, status) in zip(task.typed_in(shell), told, strict=True)
        ]
        failed = [
            f"$ {turn.keys}\n{text}[{status}]" for turn, text, status in shown if wrong(turn, text, status)
        ]
        assert failed == [], "\n".join(failed)
        if not task.fields["system"]:
            assert one.changes(before[0], one.tree("/usr", "/etc", "/opt")) == ([], [], [])
        if not task.fields["home"]:
            assert one.changes(before[1], home(one, task)) == ([], [], [])


@pytest.mark.parametrize("task", ALL, ids=lambda task: task.name)
def test_a_transcript_holds_pipwise_to_something(task: Transcript) -> None:
    assert task.title.endswith(".")
    for shell in SHELLS:
        turns = task.typed_in(shell)
        assert any(tells(turn) and "pipwise" in turn.keys for turn in turns), shell


@pytest.mark.parametrize(
    ("expected", "shown", "is_seen"),
    [
        ("", "", True),
        ("", "something", False),
        ("a\n…\nd\n", "a\nb\nc\nd\n", True),
        ("a\n…\nd\n", "a\nb\nc\n", False),
        ("run 1 is undone", "run 2 is undone", False),
        ("one  two", "one\n  two", True),
    ],
)
def test_what_must_be_seen_is_looked_for(expected: str, shown: str, is_seen: bool) -> None:
    assert seen(expected, shown) is is_seen
