"""Runs a command at terminals of several kinds, in a machine, with its own Python; what each has shown is printed as JSON.

    python3 screens.py <ORDERS

ORDERS is JSON: {"command", "screens": [{"columns", "env"}]}.
"""

import fcntl
import json
import os
import pty
import select
import struct
import sys
import termios


def shown(command: str, columns: int, env: dict[str, str]) -> str:
    """What a terminal of that width has shown when the command has ended."""
    ready, go = os.pipe()
    child, terminal = pty.fork()
    if not child:
        os.read(ready, 1)
        os.execve("/bin/sh", ["sh", "-c", command], {**os.environ, **env})
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    os.write(go, b".")
    data = b""
    while select.select([terminal], [], [], 120)[0]:
        try:
            part = os.read(terminal, 65536)
        except OSError:
            break
        data += part
    os.close(terminal)
    os.waitpid(child, 0)
    return data.decode("utf-8", "replace").replace("\r\n", "\n")


if __name__ == "__main__":
    orders = json.load(sys.stdin)
    print(json.dumps([shown(orders["command"], one["columns"], one["env"]) for one in orders["screens"]]))
