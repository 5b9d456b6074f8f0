"""Types lines into a shell at a terminal, each when the one before has ended; runs inside a machine, with its Python.

    python3 typist.py SHELL [ARGUMENT …] <LINES

prints what the terminal has shown.
"""

import os
import pty
import select
import sys
import time

_QUIET = 0.4
_MOST = 60


def _until_idle(terminal: int, shell: int = 0) -> bytes:
    """Read until something has come, nothing more does for a while, and the shell itself is in the foreground."""
    shown, last, end = b"", time.monotonic(), time.monotonic() + _MOST
    while time.monotonic() < end:
        if select.select([terminal], [], [], 0.05)[0]:
            try:
                shown += os.read(terminal, 65536)
            except OSError:
                return shown
            last = time.monotonic()
        elif shown and time.monotonic() - last > _QUIET and shell in (0, os.tcgetpgrp(terminal)):
            return shown
    return shown


def main() -> None:
    lines = sys.stdin.read().splitlines()
    shell, terminal = pty.fork()
    if not shell:
        os.execvp(sys.argv[1], sys.argv[1:])
    shown = _until_idle(terminal)
    leader = os.tcgetpgrp(terminal)
    for line in lines:
        os.write(terminal, line.encode() + b"\r")
        shown += _until_idle(terminal, leader)
    sys.stdout.write(shown.decode("utf-8", "replace"))


if __name__ == "__main__":
    main()
