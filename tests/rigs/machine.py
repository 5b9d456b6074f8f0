"""One disposable Debian machine at a time, in which tests run commands as root or as an ordinary user."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from typing import NamedTuple

from . import images, snapshot
from .images import RigError
from .snapshot import Changes, Entry, Tree

__all__ = ["Changes", "Entry", "Machine", "Result", "RigError", "Tree", "available", "machine"]

BUNDLE = "/etc/ssl/certs/ca-certificates.crt"
USER_PATH = "/usr/local/bin:/usr/bin:/bin:/usr/local/games:/usr/games"
ROOT_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
WRITE = """
directory() { [ -d "$1" ] || { directory "$(dirname "$1")"; mkdir "$1"; chown "$owner:" "$1"; }; }
owner=$1 && directory "$(dirname "$0")" && cat >"$0" && chown "$owner:" "$0" && chmod "$2" "$0"
"""


class Result(NamedTuple):
    """How a command ended; output that is not UTF-8 is kept as surrogate escapes, a signal is a negative status."""

    status: int
    stdout: str
    stderr: str


class Machine(NamedTuple):
    """A running machine. `pid` is its first process as the host counts, so /proc/PID/root is its root directory."""

    image: str
    pid: int
    process: subprocess.Popen[bytes]
    defaults: Mapping[str, str]

    def run(
        self,
        command: Sequence[str] | str,
        *,
        user: str = "root",
        env: Mapping[str, str | None] | None = None,
        cwd: str = "/",
        input: str | bytes | None = None,  # noqa: A002 - as subprocess has it
        timeout: float = 120,
        plain: bool = False,
    ) -> Result:
        """Run an argument list, or a line of bash, with the environment of a fresh login of that user.

        `env` adds variables and, with None, takes them away. Where the network is there, so are the two variables
        that lead pip and uv to the host's certificates, unless `plain`.
        """
        status, stdout, stderr = self._run(
            [command] if isinstance(command, str) else command,
            shell=isinstance(command, str),
            user=user,
            env=_environment(user, {} if plain else self.defaults, env or {}),
            cwd=cwd,
            data=input.encode("utf-8", "surrogateescape") if isinstance(input, str) else input,
            timeout=timeout,
        )
        return Result(
            status, stdout.decode("utf-8", "surrogateescape"), stderr.decode("utf-8", "surrogateescape")
        )

    def _run(
        self,
        command: Sequence[str],
        *,
        shell: bool = False,
        user: str = "root",
        env: Mapping[str, str] | None = None,
        cwd: str = "/",
        data: bytes | None = None,
        timeout: float = 120,
    ) -> tuple[int, bytes, bytes]:
        namespaces = ("--mount", "--pid", "--uts", "--ipc", "--net")
        with subprocess.Popen(
            [
                *(images.TOOLS[1], f"--target={self.pid}", *namespaces, "--"),
                *("/usr/bin/setpriv", f"--reuid={user}", f"--regid={user}", "--init-groups"),
                *("/usr/bin/env", "-C", cwd, *(["/bin/bash", "-c"] if shell else []), *command),
            ],
            env=_environment(user, {}, {}) if env is None else env,
            stdin=subprocess.DEVNULL if data is None else subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        ) as process:
            try:
                stdout, stderr = process.communicate(data, timeout)
            except BaseException:
                # The group is the same inside, so the command goes with the process that entered.
                os.killpg(process.pid, signal.SIGKILL)
                raise
            return process.returncode, stdout, stderr

    def _sure(self, command: Sequence[str], data: bytes | None = None) -> bytes:
        status, stdout, stderr = self._run(command, data=data)
        if status:
            raise RigError(f"{command[0]} in {self.image}: {stderr.decode(errors='replace').strip()}")
        return stdout

    def write(self, path: str, content: str | bytes, *, owner: str = "root", mode: int = 0o644) -> None:
        """Write a file; directories that are missing above it are made and are the owner's as well."""
        data = content.encode("utf-8", "surrogateescape") if isinstance(content, str) else content
        self._sure(["/bin/sh", "-c", WRITE, path, owner, f"{mode:o}"], data)

    def read(self, path: str) -> bytes:
        """The bytes of a file."""
        return self._sure(["cat", "--", path])

    def exists(self, path: str) -> bool:
        """Whether anything is at the path; a dangling link counts."""
        return self._run(["/bin/sh", "-c", '[ -e "$0" ] || [ -L "$0" ]', path])[0] == 0

    def tree(self, *roots: str) -> Tree:
        """Everything at and below these directories, by path; not what is mounted there, such as binds."""
        paths = tuple(image.path for image in images.stack(self.image))
        return snapshot.tree(paths, f"/proc/{self.pid}/root", roots)

    @staticmethod
    def changes(before: Tree, after: Tree) -> Changes:
        """The differences between two trees, each list sorted."""
        return snapshot.changes(before, after)

    def dpkg_verify(self, *packages: str) -> list[str]:
        """The files that are not as their packages (or all) brought them; dpkg's exit status is 0 even so."""
        return self.run(["dpkg", "--verify", *packages]).stdout.splitlines()


@contextmanager
def machine(
    suite: str,
    layer: str = "pip",
    *,
    network: bool = True,
    certificates: bool = True,
    binds: Mapping[str, str] | None = None,
) -> Iterator[Machine]:
    """Start a new machine over the image SUITE-LAYER; it and all that was written in it are gone afterwards.

    `binds` shows files and directories of the host: {source: destination}, read-only unless the destination ends in
    ":rw". `certificates` puts in the host's bundle, which is what reaches an index behind the host's own authority.
    """
    image = f"{suite}-{layer}"
    process = _start(image, network, certificates, binds or {})
    assert process.stdout
    assert process.stderr
    try:
        answer = process.stdout.readline()
        if not answer:
            raise RigError(f"{image} did not start: {process.stderr.read().decode(errors='replace').strip()}")
        pid = int(answer)
        trusted = {"PIP_CERT": BUNDLE, "SSL_CERT_FILE": BUNDLE} if network and certificates else {}
        try:
            yield Machine(image, pid, process, trusted)
        finally:
            # The kernel ends every other process of the machine before its first one is gone.
            os.kill(pid, signal.SIGKILL)
    finally:
        process.communicate()


@cache
def available() -> str | None:
    """Why there can be no machines here, in words for a skipped test; None if there can."""
    if not sys.platform.startswith("linux"):
        return "rigs need Linux"
    if os.geteuid() != 0:
        return "rigs need root"
    if missing := [tool for tool in images.TOOLS if not os.path.exists(tool)]:
        return f"rigs need {', '.join(missing)}"
    if absent := [image.name for image in images.listed().values() if not image.present]:
        return f"rig images are missing or out of date ({', '.join(absent)}): run {images.HERE}/build"
    try:
        with machine("bookworm", "bare", network=False):
            return None
    except RigError as error:
        return f"rigs: {error}"


def _start(
    image: str, network: bool, certificates: bool, binds: Mapping[str, str]
) -> subprocess.Popen[bytes]:
    lower = images.lower(image, resolver=network, certificates=certificates)
    return subprocess.Popen(
        [
            *(images.TOOLS[1], f"--target={images.holder()}", "--mount", "--"),
            *(images.TOOLS[0], "--mount", "--pid", "--uts", "--ipc", *([] if network else ["--net"])),
            *("--fork", "--kill-child", "--propagation", "private"),
            *("bash", os.path.join(images.HERE, "boot.sh"), os.path.join(images.mount_place(), "machine")),
            *(lower, "host" if network else "none"),
            *(f"{os.path.abspath(source)}:{destination}" for source, destination in binds.items()),
            "--",
        ],
        # What the first process has can be read in the machine, below /proc/1.
        env={"PATH": ROOT_PATH},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


def _environment(user: str, defaults: Mapping[str, str], changed: Mapping[str, str | None]) -> dict[str, str]:
    login = {
        "HOME": "/root" if user == "root" else f"/home/{user}",
        "USER": user,
        "LOGNAME": user,
        "SHELL": "/bin/bash",
        "PATH": ROOT_PATH if user == "root" else USER_PATH,
        "LANG": "C.UTF-8",
    }
    wanted = {**login, **defaults, **changed}
    return {name: value for name, value in wanted.items() if value is not None}
