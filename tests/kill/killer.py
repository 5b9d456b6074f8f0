"""Runs a command of pipwise's and kills a part of it at one moment; run in a machine, as root, by the machine's own Python.

killer.py SPECIFICATION    a JSON object; what became of it is printed as another

    argv, user, cwd   the command, and who runs it where; the environment is this process's own
    answer            what is typed at a terminal; without it there is none
    who               ``pipwise``, ``child``, ``last`` (the child's child's child …) or ``group``; '' kills nothing and says
                      when there were children
    after             seconds after pipwise has taken its lock
    inside            whether to wait for a child to be there
"""

import json
import os
import pwd
import signal
import sys
import termios
import time
from typing import Any

_TICK = 0.004
_MOST = 240.0


def children(pid: int) -> list[int]:
    found: list[int] = []
    try:
        for task in os.listdir(f"/proc/{pid}/task"):
            with open(f"/proc/{pid}/task/{task}/children", encoding="ascii") as listed:
                found += [int(one) for one in listed.read().split()]
    except OSError:
        pass
    return found


def words(pid: int) -> list[str]:
    try:
        with open(f"/proc/{pid}/cmdline", "rb") as file:
            return file.read().decode("utf-8", "replace").split("\0")[:-1]
    except OSError:
        return []


def below(pid: int) -> list[int]:
    found = [pid]
    for one in children(pid):
        found += below(one)
    return found


def holds_lock(pid: int) -> bool:
    try:
        opened = [os.readlink(f"/proc/{pid}/fd/{one}") for one in os.listdir(f"/proc/{pid}/fd")]
    except OSError:
        return False
    return any(one.endswith("/pipwise/lock") for one in opened)


def is_alive(pid: int) -> bool:
    try:
        with open(f"/proc/{pid}/stat", "rb") as file:
            return bool(file.read().rpartition(b")")[2].split()[0] != b"Z")
    except OSError:
        return False


class Command:
    """The command in a process group of its own, below a leader that holds its session open as a shell would."""

    def __init__(self, asked: dict[str, Any]) -> None:
        self.asked, self.said = asked, f"/var/tmp/said-{os.getpid()}"
        self.terminal, other = os.openpty() if asked["answer"] else (-1, -1)
        reading, writing = os.pipe()
        ready, go = os.pipe()
        leader = os.fork()
        if not leader:
            os.setsid()
            if asked["answer"]:
                import fcntl

                fcntl.ioctl(other, termios.TIOCSCTTY, 0)
            pid = os.fork()
            if not pid:
                os.setpgid(0, 0)
                os.read(ready, 1)
                self._start(other)
            os.setpgid(pid, pid)
            if asked["answer"]:
                signal.signal(signal.SIGTTOU, signal.SIG_IGN)
                os.tcsetpgrp(other, pid)
            os.write(writing, f"{pid}\n".encode())
            os.write(go, b".")
            status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
            os.write(writing, f"{status}\n".encode())
            # What was left alive keeps its terminal, as in a shell that nobody has closed.
            null = os.open("/dev/null", os.O_RDWR)
            for number in (0, 1, 2):
                os.dup2(null, number)
            os.close(writing)
            time.sleep(60)
            os._exit(0)
        os.close(writing)
        self._told = os.fdopen(reading)
        self.pid = int(self._told.readline())
        if asked["answer"]:
            os.close(other)
            drain(self.terminal, self.said)

    def _start(self, terminal: int) -> None:
        who = pwd.getpwnam(self.asked["user"])
        os.initgroups(who.pw_name, who.pw_gid)
        os.setgid(who.pw_gid)
        if terminal < 0:
            said = os.open(self.said, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
            null = os.open("/dev/null", os.O_RDONLY)
            for number, to in ((0, null), (1, said), (2, said)):
                os.dup2(to, number)
        else:
            for number in (0, 1, 2):
                os.dup2(terminal, number)
        os.setuid(who.pw_uid)
        os.chdir(self.asked["cwd"])
        os.closerange(3, 1000)
        os.execv(self.asked["argv"][0], self.asked["argv"])

    def pipwise(self) -> int:
        """Its process: the command's own, or one below it where it is run through sudo; 0 where it is not there yet."""
        return next((one for one in below(self.pid) if any("launch.py" in word for word in words(one))), 0)

    def end(self) -> int:
        return int(self._told.readline())


def drain(terminal: int, said: str) -> None:
    """Read what is written to the terminal for as long as anybody has it, also when this process has ended."""
    if os.fork():
        return
    null = os.open("/dev/null", os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(null, number)
    with open(said, "wb", buffering=0) as file:
        while True:
            try:
                shown = os.read(terminal, 65536)
            except OSError:
                break
            file.write(shown)
    os._exit(0)


def read(said: str) -> str:
    try:
        with open(said, encoding="utf-8", errors="replace") as file:
            return file.read()
    except OSError:
        return ""


def victims(who: str, command: Command, pipwise: int) -> list[int]:
    there = below(pipwise)
    if who == "group":
        return there + [one for one in below(command.pid) if one not in there]
    return {"pipwise": [pipwise], "child": children(pipwise), "last": there[1:][-1:]}[who]


def kill(found: list[int]) -> list[str]:
    """What they were."""
    said = [" ".join(words(one))[:160] for one in found]
    for one in found:
        try:
            os.kill(one, signal.SIGKILL)
        except ProcessLookupError:
            continue
    return said


def main() -> None:
    asked = json.loads(sys.argv[1])
    os.umask(0o022)
    command = Command(asked)
    begun = time.monotonic()
    pipwise, locked, typed = 0, 0.0, not asked["answer"]
    times: list[float] = []
    killed: list[str] | None = None
    inside = False
    while is_alive(command.pid) and time.monotonic() - begun < _MOST and killed is None:
        if not typed and "type " in read(command.said):
            os.write(command.terminal, asked["answer"].encode() + b"\n")
            typed = True
        pipwise = pipwise or command.pipwise()
        now = time.monotonic()
        locked = locked or (now if pipwise and holds_lock(pipwise) else 0.0)
        if locked and children(pipwise):
            times.append(now - locked)
        if locked and asked["who"] and now - locked >= asked["after"]:
            found = victims(asked["who"], command, pipwise)
            inside = bool(children(pipwise))
            if found and (inside or not asked["inside"]):
                killed = kill(found)
        time.sleep(_TICK)
    status = command.end()
    length = time.monotonic() - (locked or begun)
    told = {"status": status, "killed": killed, "inside": inside, "times": times, "length": length}
    print(json.dumps({**told, "said": read(command.said)[-6000:]}))


if __name__ == "__main__":
    main()
