"""``--trace``: the same answers, and every question aloud."""

from __future__ import annotations

import pytest

from pipwise.system.look import Answer
from pipwise.system.tracing import traced
from tests.recorded.look import machine


def test_questions_and_files_are_said_and_everything_else_passes_through() -> None:
    said: list[str] = []
    inner = machine(
        {"/etc/x": "abc", "/bin/py": ""}, answers={("/bin/py", "-c", "x" * 100): Answer(0, b"yes", b"")}
    )
    look = traced(inner, said.append)
    assert look.read("/etc/x") == b"abc"
    assert look.ask(["/bin/py", "-c", "x" * 100]).stdout == b"yes"
    assert look.ask(["/bin/no"]).problem == "not-executable"
    assert (look.uid, look.cwd, look.list("/etc")) == (0, "/", ("x",))
    with pytest.raises(FileNotFoundError):
        look.read("/gone")
    assert said == [
        "read: /etc/x: 3 bytes\n",
        f"ask: /bin/py -c {'x' * 40}…: 0\n",
        "ask: /bin/no: not-executable\n",
        "read: /gone: No such file or directory\n",
    ]
