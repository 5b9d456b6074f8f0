"""Runs pipwise under an audit hook (PEP 578): ``watch.py LOG LAUNCHER WORDS…``. Standard library alone, since it runs in rigs.

A line of the log is one event: its kind, its name, ``module:function`` of pipwise's innermost frame, what it was about.
"""

import os
import runpy
import sys
from types import FrameType

WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
FILES = ("rename", "remove", "rmdir", "mkdir", "link", "symlink", "chmod", "chown", "truncate", "utime")
KINDS = {
    **{f"os.{name}": "files" for name in FILES},
    "sqlite3.connect": "files",
    **dict.fromkeys(
        (
            "subprocess.Popen",
            "os.exec",
            "os.fork",
            "os.forkpty",
            "os.posix_spawn",
            "os.kill",
            "os.killpg",
            "os.system",
        ),
        "processes",
    ),
}


def kind_of(event: str, details: tuple[object, ...]) -> str:
    """What kind of effect an event is, '' for none."""
    if event == "open":
        return "files" if isinstance(details[2], int) and details[2] & WRITING else ""
    return (
        "network" if event.startswith("socket.") and event != "socket.gethostname" else KINDS.get(event, "")
    )


def innermost() -> str:
    """``module:Class.function`` of the code of pipwise's that is at work; '' for bytecode that the import system keeps."""
    frame: FrameType | None = sys._getframe(2)
    while frame is not None:
        path, _, name = frame.f_code.co_filename.rpartition("/pipwise/")
        if frame.f_code.co_filename.startswith("<frozen importlib"):
            return ""
        if path and name.endswith(".py"):
            module = ".".join(["pipwise", *name[:-3].split("/")]).removesuffix(".__init__")
            parts = [one for one in frame.f_code.co_qualname.split(".") if not one.startswith("<")]
            return f"{module}:{'.'.join(parts)}" if parts else module
        frame = frame.f_back
    return "nobody"


def main(log: str, launcher: str, words: list[str]) -> None:
    """Become pipwise, watched."""
    descriptor = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o600)

    def hook(event: str, details: tuple[object, ...]) -> None:
        if (kind := kind_of(event, details)) and (where := innermost()):
            line = "\t".join((kind, event, where, repr(details[:1]))).encode("utf-8", "backslashreplace")
            os.write(descriptor, line.replace(b"\n", b" ") + b"\n")

    sys.addaudithook(hook)
    sys.argv[:] = [launcher, *words]
    runpy.run_path(launcher, run_name="__main__")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3:])
