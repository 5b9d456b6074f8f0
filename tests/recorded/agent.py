"""Runs inside a machine and answers, line by line, what a ``Look`` asks: standard library only, Python 3.9 and newer."""

from __future__ import annotations

import errno
import json
import os
import pwd
import stat
import subprocess
import sys
from typing import Any, Callable  # noqa: UP035 - for old Pythons

MODES = {"read": os.R_OK, "write": os.W_OK, "execute": os.X_OK}
PROBLEMS = {FileNotFoundError: "not-found", PermissionError: "not-permitted"}


def kind(mode: int) -> str:
    if stat.S_ISREG(mode):
        return "file"
    if stat.S_ISDIR(mode):
        return "directory"
    return "link" if stat.S_ISLNK(mode) else "other"


def look(path: str, follow: bool) -> list[Any]:
    found = os.stat(path, follow_symlinks=follow)
    owner = [found.st_uid, found.st_gid, found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns]
    return [kind(found.st_mode), stat.S_IMODE(found.st_mode), *owner]


def read(path: str, limit: int) -> str:
    what = kind(os.stat(path).st_mode)
    if what != "file":
        number = errno.EISDIR if what == "directory" else errno.EINVAL
        raise OSError(number, os.strerror(number), path)
    with open(path, "rb") as file:
        return file.read(limit).decode("utf-8", "surrogateescape")


def account(who: int | str) -> list[Any] | None:
    try:
        entry = pwd.getpwuid(who) if isinstance(who, int) else pwd.getpwnam(who)
    except (KeyError, OverflowError, ValueError):
        return None
    return [entry.pw_name, entry.pw_uid, entry.pw_gid, entry.pw_dir, entry.pw_shell]


def ask(argv: list[str], environment: dict[str, str], timeout: float) -> list[Any]:
    try:
        done = subprocess.run(
            argv,
            env=environment,
            cwd="/",
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=timeout,
            check=False,
        )
    except OSError as error:
        return [None, "", "", PROBLEMS.get(type(error), "not-executable")]
    except subprocess.TimeoutExpired:
        return [None, "", "", "timeout"]
    said = [output.decode("utf-8", "surrogateescape") for output in (done.stdout, done.stderr)]
    return [done.returncode, *said, ""]


QUESTIONS: dict[str, Callable[..., Any]] = {
    "stat": look,
    "read": read,
    "list": lambda path: sorted(os.listdir(path)),
    "readlink": os.readlink,
    "realpath": os.path.realpath,
    "may": lambda path, what: os.access(path, MODES[what]),
    "account": account,
    "ask": ask,
    "self": lambda: [dict(os.environ), os.getcwd(), os.geteuid(), sys.platform],
}


def main() -> None:
    for line in sys.stdin:
        question, arguments = json.loads(line)
        try:
            answer = {"value": QUESTIONS[question](*arguments)}
        except OSError as error:
            answer = {"errno": error.errno}
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
