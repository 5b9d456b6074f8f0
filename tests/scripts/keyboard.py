"""Sits at a terminal in a machine and types into a real shell; runs there, with the machine's own Python.

    python3 keyboard.py <ORDERS

ORDERS is JSON: {"shell", "columns", "turns": [{"keys", "answers", "enter", "new"}]}; it prints a list of {"shown", "status"}.
A prompt of its own tells where a command ends and with which status, a mark behind the typed line where its output begins.
"""

import fcntl
import json
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time

PROMPT = re.compile(r"@668:(\d+)@ ")
BEGIN = "@668>@"
SETUP = {
    # HISTFILE: nothing of this is to be found in the home.
    "bash": "unset HISTFILE; PS1='@668:$?@ '; PS0='@668''>@\\n'",
    "zsh": "unset HISTFILE; PROMPT='@668:%?@ '; RPROMPT=; begin668() { print -r -- '@668''>@' }; preexec_functions+=(begin668)",
    "fish": (
        "function fish_prompt; printf '@668:%s@ ' $status; end; "
        "function begin668 --on-event fish_preexec; printf '@668''>@\\n'; end"
    ),
}
START = {
    "bash": ["bash", "-i"],
    "zsh": ["zsh", "-o", "nopromptsp", "-i"],
    "fish": ["fish", "-i", "--private"],
}
MOST = 120


class Terminal:
    """A shell at a terminal, and all that it has shown."""

    def __init__(self, shell: str, columns: int) -> None:
        self.shown = ""
        self.child, self.terminal = pty.fork()
        if not self.child:
            # A shell hands on what was ignored when it began, as Ctrl-C is by whatever a script runs in the background.
            signal.signal(signal.SIGINT, signal.SIG_DFL)
            signal.signal(signal.SIGQUIT, signal.SIG_DFL)
            os.execvp(START[shell][0], START[shell])
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
        self.idle(0.4)
        self.type(SETUP[shell] + "\r")
        self.until(lambda shown: PROMPT.search(shown) is not None)

    def type(self, keys: str) -> None:
        os.write(self.terminal, keys.encode())

    def read(self, seconds: float) -> bool:
        """Whether something has come within that time."""
        if not select.select([self.terminal], [], [], seconds)[0]:
            return False
        try:
            data = os.read(self.terminal, 65536)
        except OSError:
            return False
        self.shown += data.decode("utf-8", "replace")
        return bool(data)

    def idle(self, seconds: float) -> None:
        """Until nothing comes any more for that long, but something has."""
        end = time.monotonic() + MOST
        while time.monotonic() < end and (self.read(seconds) or not self.shown):
            pass

    def until(self, ended: object) -> None:
        """Until what was shown satisfies, and nothing more comes at once."""
        end = time.monotonic() + MOST
        while not ended(self.shown):  # type: ignore[operator]  # it is a function
            self.read(0.1)
            if time.monotonic() > end:
                break
        while self.read(0.05):
            pass

    def close(self) -> None:
        os.close(self.terminal)
        os.waitpid(self.child, 0)


def turn(terminal: Terminal, keys: str, answers: list[str], enter: bool) -> dict[str, str | int | None]:
    """Type one line; what was shown between it and the next prompt, and the status that the prompt tells."""
    terminal.shown = ""
    for part in re.split("(\t)", keys):
        if part:
            terminal.type(part)
            terminal.idle(0.5 if part == "\t" else 0.05)
    if not enter:
        shown = terminal.shown
        terminal.type("\x03")
        terminal.idle(0.3)
        return {"shown": shown, "status": None}
    terminal.type("\r")
    for at, answer in enumerate(answers):
        if not at:
            pasted = answers[-1] == "\x04"
            terminal.until((lambda shown: BEGIN in shown) if pasted else asks)
        terminal.idle(0.05 if at else 0.8)
        terminal.type(answer)
    terminal.until(lambda shown: PROMPT.search(shown.rpartition(BEGIN)[2]) is not None and BEGIN in shown)
    output = terminal.shown.rpartition(BEGIN)[2]
    found = PROMPT.search(output)
    return {"shown": output[: found.start()] if found else output, "status": int(found[1]) if found else None}


def asks(shown: str) -> bool:
    """Whether somebody waits for an answer: the last line has not ended."""
    return shown.rpartition(BEGIN)[2].endswith(("] ", ": "))


def main() -> None:
    orders = json.load(sys.stdin)
    terminal = None
    told = []
    for one in orders["turns"]:
        if terminal is None or one["new"]:
            if terminal:
                terminal.close()
            terminal = Terminal(orders["shell"], orders["columns"])
        told.append(turn(terminal, one["keys"], one["answers"], one["enter"]))
    print(json.dumps(told))


if __name__ == "__main__":
    main()
