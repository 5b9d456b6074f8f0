"""Project managers in a machine, and an index of our own wheels that they can all reach."""

import socket
from typing import NamedTuple

from tests.end_to_end.conftest import Desk

PATH: dict[str, str | None] = {"PATH": "/opt/managers/bin:/usr/local/bin:/usr/bin:/bin"}
_TOOLS = {"poetry": "poetry", "pdm": "pdm[locked]", "pipenv": "pipenv", "pipx": "pipx"}
_PYPROJECT = """[project]
name = "demo"
version = "0.1.0"
requires-python = ">=3.11"
dependencies = []

"""
_TABLES = {
    "uv": '[[tool.uv.index]]\nurl = "{url}"\ndefault = true\n',
    "poetry": "[tool.poetry]\npackage-mode = false\n\n"
    '[[tool.poetry.source]]\nname = "ours"\nurl = "{url}/"\npriority = "primary"\n',
    "pdm": '[tool.pdm]\ndistribution = false\n\n[[tool.pdm.source]]\nname = "pypi"\nurl = "{url}"\nverify_ssl = false\n',
}
_PIPFILE = '[[source]]\nurl = "{url}"\nverify_ssl = false\nname = "ours"\n\n[packages]\n\n[dev-packages]\n'


class Office(NamedTuple):
    """A desk with the managers, and the address of the index."""

    desk: Desk
    url: str

    def project(self, manager: str, folder: str, *, table: str = "") -> None:
        """The files of a project that the manager looks after."""
        file = "Pipfile" if manager == "pipenv" else "pyproject.toml"
        text = _PIPFILE if manager == "pipenv" else _PYPROJECT + (table or _TABLES[manager])
        self.desk.machine.write(f"{folder}/{file}", text.format(url=self.url), owner="alice")


def install_managers(desk: Desk, *names: str) -> None:
    """By uv, into a directory of root's own."""
    variables = {"UV_TOOL_DIR": "/opt/managers", "UV_TOOL_BIN_DIR": "/opt/managers/bin"}
    for name in names:
        done = desk.machine.run(["/uv", "tool", "install", _TOOLS[name]], env=variables, timeout=300)
        assert done.status == 0, done.stderr
    desk.machine.run("mkdir -p /opt/managers/bin && ln -s /uv /opt/managers/bin/uv")


def serve(desk: Desk) -> str:
    """The wheels of ``tests.rigs.payload`` as an index (PEP 503) on a port of this machine."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    line = f"setsid python3 -m http.server {port} --bind 127.0.0.1 --directory /payload >/dev/null 2>&1 &"
    assert desk.machine.run(line).status == 0
    waiting = f"for i in $(seq 100); do (exec 3<>/dev/tcp/127.0.0.1/{port}) 2>/dev/null && exit 0; sleep .1; done; exit 1"
    assert desk.machine.run(waiting).status == 0
    return f"http://127.0.0.1:{port}/simple"
