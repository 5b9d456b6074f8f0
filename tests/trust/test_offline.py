"""``--offline`` makes no request: nothing of pipwise's opens a socket, and no child that it starts reaches the index."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.architecture.tree import ROOT

LAUNCHER = (
    "import sys\nfrom pipwise.cli.main import main\nsys.argv[0] = 'pipwise'\nsys.exit(main(sys.argv[1:]))\n"
)
# A name that no table knows: what kind of thing it is, is asked of the index wherever that counts.
UNKNOWN = "zz-no-table-knows-this"
ASKING = {
    "why": ("why", "--on", "debian:12", "--", "pip", "install", UNKNOWN),
    "json": ("why", "--json", "--on", "debian:12", "--", "pip", "install", UNKNOWN),
}
LOOKING = (
    ("why", "--blast-radius", "--", "pip", "install", UNKNOWN),
    ("why", "pip", "install", "six"),
    ("self", "update"),
)
NEVER = (
    ("lint", "Dockerfile"),
    ("name", "requests"),
    ("why", "--on", "debian:12", "--", "pip", "install", "requests"),
    ("doctor",),
    ("audit",),
    ("schema", "why"),
    ("completion", "bash"),
    ("man", "why"),
    ("snippet", "dockerfile"),
    ("history",),
)


class Index(NamedTuple):
    """An index that has nothing and remembers who has asked."""

    url: str
    asked: list[str]


@pytest.fixture
def index() -> Iterator[Index]:
    asked: list[str] = []

    class Nothing(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        do_HEAD = do_GET  # noqa: N815 - http.server wants that name

        def log_message(self, *words: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Nothing)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield Index(f"http://127.0.0.1:{server.server_port}/simple", asked)
    server.shutdown()
    thread.join()
    server.server_close()


class Watched(NamedTuple):
    """What a call has done on the network, and said."""

    sockets: list[str]
    status: int
    said: str


def call(place: Path, index: Index, *words: str, **more: str) -> Watched:
    """Pipwise on this machine, in an empty home; it only looks."""
    home = place / "home"
    home.mkdir(parents=True, exist_ok=True)
    (place / "launch.py").write_text(LAUNCHER, encoding="utf-8")
    (place / "Dockerfile").write_text(f"FROM debian:12\nRUN pip install {UNKNOWN}\n", encoding="utf-8")
    log = place / "log"
    log.unlink(missing_ok=True)
    environment = {
        "HOME": str(home),
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT / "src"),
        "PIP_INDEX_URL": index.url,
        "PIP_CONFIG_FILE": os.devnull,
        "UV_INDEX_URL": index.url,
    } | more
    watcher = [sys.executable, "-B", str(ROOT / "tests/trust/watch.py"), str(log), str(place / "launch.py")]
    ran = subprocess.run(
        [*watcher, *words],
        cwd=place,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    lines = log.read_text(encoding="utf-8").splitlines() if log.exists() else []
    sockets = [line for line in lines if line.startswith("network\t")]
    assert "Traceback" not in ran.stderr, ran.stderr
    return Watched(sockets, ran.returncode, ran.stdout + ran.stderr)


@pytest.mark.parametrize("name", ASKING)
def test_what_asks_the_index_does_not_ask_it_offline(tmp_path: Path, index: Index, name: str) -> None:
    online = call(tmp_path / "on", index, *ASKING[name])
    assert any(UNKNOWN in one for one in index.asked), online.said
    assert any("pipwise.system.network:" in one for one in online.sockets)
    index.asked.clear()
    offline = call(tmp_path / "off", index, "--offline", *ASKING[name])
    assert (offline.sockets, index.asked) == ([], [])
    assert offline.status == online.status


def test_the_variable_says_it_too(tmp_path: Path, index: Index) -> None:
    assert call(tmp_path, index, *ASKING["why"], PIPWISE_OFFLINE="1").sockets == []
    assert index.asked == []


@pytest.mark.slow
@pytest.mark.parametrize("words", LOOKING, ids=lambda words: " ".join(words[:2]))
def test_a_question_to_this_machine_is_offline_when_that_is_said(
    tmp_path: Path, index: Index, words: tuple[str, ...]
) -> None:
    said = call(tmp_path, index, "--offline", *words)
    assert (said.sockets, index.asked) == ([], []), said.said


@pytest.mark.slow
@pytest.mark.parametrize("words", NEVER, ids=lambda words: " ".join(words[:2]))
def test_most_commands_never_ask_anybody(tmp_path: Path, index: Index, words: tuple[str, ...]) -> None:
    said = call(tmp_path, index, *words)
    assert (said.sockets, index.asked) == ([], []), said.said
    assert said.status != 2, said.said


@pytest.mark.slow
def test_looking_ahead_asks_the_index_where_nobody_says_otherwise(tmp_path: Path, index: Index) -> None:
    said = call(tmp_path, index, *LOOKING[0])
    assert any(UNKNOWN in one for one in index.asked), said.said
