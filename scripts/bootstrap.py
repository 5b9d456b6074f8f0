"""Makes pipwise's own environment below a checkout with the standard library alone: ``bootstrap.py CHECKOUT ENVIRONMENT``."""

from __future__ import annotations

import compileall
import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import sysconfig
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import NamedTuple

sys.path[:0] = [os.path.dirname(os.path.abspath(__file__)), os.path.join(os.path.abspath(sys.argv[1]), "src")]

from pipwise.errors import BUG, PipwiseError, ToolFailed
from simple_index import NoneFits, Sources, fetch
from sources import configured_sources
from transport import Transport
from wheels import Pin, read_lock, unpack

_STAMPS = ("made-from-1", "made-by-1")
"""What ./pipwise looks at; renamed, here and there, when an environment that older scripts made will not do any more."""


class Job(NamedTuple):
    """What is to be made, of what, by which Python and for whom."""

    checkout: str
    environment: str
    python: str
    owner: tuple[int, int] | None

    @property
    def lock(self) -> str:
        """The hash lock that the environment is made from."""
        return f"{self.checkout}/requirements/run.txt"

    @property
    def inside(self) -> bool:
        """Whether the environment lies in the checkout itself."""
        return self.environment == f"{self.checkout}/.pipwise/run"


def main(arguments: list[str]) -> int:
    """Make or refresh the environment; an exit code of the documented table."""
    try:
        job = _job(*arguments)
        with _alone(job):
            if _is_current(job):
                _stamp(job, job.environment)
            else:
                _make(job)
        return 0
    except PipwiseError as error:
        _say(": ".join(filter(None, (error.what, error.why))) + (f"; {error.hint}" if error.hint else ""))
        return error.exit_code
    except OSError as error:
        _say(
            f"its environment could not be made: {error.strerror or error}: {error.filename or arguments[-1]}"
        )
        return ToolFailed.exit_code
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        place = error.__traceback__
        while place and place.tb_next:
            place = place.tb_next
        where = f"{place.tb_frame.f_code.co_filename}:{place.tb_lineno}" if place else ""
        _say(f"a bug in its bootstrap, please report it: {type(error).__name__}: {error} ({where})")
        return BUG


def _job(checkout: str, environment: str) -> Job:
    owner = os.stat(checkout)
    python = os.path.realpath(getattr(sys, "_base_executable", None) or sys.executable)
    for_other = environment.startswith(f"{checkout}/") and os.geteuid() == 0 != owner.st_uid
    return Job(checkout, environment, python, (owner.st_uid, owner.st_gid) if for_other else None)


@contextmanager
def _alone(job: Job) -> Iterator[None]:
    """One at a time: two first runs at once both end with the same environment."""
    parent = os.path.dirname(job.environment)
    os.makedirs(parent, exist_ok=True)
    descriptor = os.open(
        f"{job.environment}.lock", os.O_RDONLY | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o644
    )
    try:
        _give(job, parent)
        _give(job, f"{job.environment}.lock")
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            _say("another run is making the environment; waiting for it")
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _is_current(job: Job) -> bool:
    """Whether only a time stamp has changed; the environment keeps its own Python as long as that is of the same kind."""
    try:
        with open(f"{job.environment}/{_STAMPS[0]}", "rb") as stamp:
            return stamp.read() == _identity(job, _tag(f"{job.environment}/bin/python"))
    except OSError:
        return False


def _identity(job: Job, tag: str) -> bytes:
    with open(job.lock, "rb") as lock:
        digest = hashlib.sha256(lock.read()).hexdigest()
    return os.fsencode("\n".join((tag, digest, "" if job.inside else job.checkout, "")))


def _tag(python: str) -> str:
    question = "import sys; print(sys.implementation.cache_tag)"
    try:
        answer = subprocess.run(
            [python, "-I", "-S", "-c", question], capture_output=True, text=True, timeout=20, check=False
        )
    except subprocess.SubprocessError:
        return ""
    return answer.stdout.strip()


def _make(job: Job) -> None:
    """Make it beside its place and move it there, so that whatever goes wrong leaves what was there before."""
    begun = time.monotonic()
    pins, sources = _what_and_whence(job)
    transport = Transport(sources.network, os.environ, (*sources.indexes, *sources.find_links))
    if all(place.startswith("https:") for place in (*sources.indexes, *sources.find_links)):
        transport.prepare()
    _announce(job, pins, sources)
    new, old = f"{job.environment}.new-{os.getpid()}", f"{job.environment}.old-{os.getpid()}"
    _sweep(job)
    try:
        os.mkdir(new)
        _lay_out(job, new)
        _install(job, pins, sources, transport, new)
        _connect(job, new)
        _stamp(job, new)
        _give(job, new, deep=True)
        if os.path.lexists(job.environment):
            os.rename(job.environment, old)
        os.rename(new, job.environment)
    finally:
        _sweep(job)
    if job.inside:
        _compile_source(job)
    _say(f"done in {time.monotonic() - begun:.1f} s")


def _what_and_whence(job: Job) -> tuple[list[Pin], Sources]:
    with open(job.lock, encoding="utf-8") as lock:
        pins = read_lock(lock.read(), "requirements/run.txt")
    return pins, configured_sources()


def _announce(job: Job, pins: list[Pin], sources: Sources) -> None:
    first = not os.path.lexists(job.environment)
    what = (
        "first run: making its own environment"
        if first
        else "its lock or its Python has changed: making its environment anew"
    )
    _say(f"{what} in {job.environment}" + ("" if job.inside else f" ({job.checkout} is not writable)"))
    places = sources.places()
    more = f" and {len(places) - 1} more" if len(places) > 1 else ""
    version = ".".join(map(str, sys.version_info[:3]))
    _say(f"Python {version}, {len(pins)} packages from {(places or ['nowhere'])[0]}{more}")


def _packages() -> str:
    """Where the packages of an environment go, below it."""
    return sysconfig.get_path("purelib", scheme="venv", vars={"base": "/e", "platbase": "/e"})[len("/e/") :]


def _lay_out(job: Job, new: str) -> None:
    """An empty virtual environment (PEP 405), without pip.

    Its Python is linked by its real, versioned path: an upgrade to another version breaks the link, and that shows.
    """
    os.mkdir(f"{new}/bin")
    for name in ("python", "python3", os.path.basename(job.python)):
        if not os.path.lexists(f"{new}/bin/{name}"):
            os.symlink(job.python, f"{new}/bin/{name}")
    version = ".".join(map(str, sys.version_info[:3]))
    with open(f"{new}/pyvenv.cfg", "w", encoding="utf-8", errors="surrogateescape") as file:
        file.write(
            f"home = {os.path.dirname(job.python)}\ninclude-system-site-packages = false\nversion = {version}\n"
        )
    os.makedirs(f"{new}/{_packages()}")


def _install(job: Job, pins: list[Pin], sources: Sources, transport: Transport, new: str) -> None:
    def install(pin: Pin) -> None:
        try:
            data = fetch(pin, sources, transport)
        except NoneFits as error:
            # What is compiled is for lint alone, which says what it cannot read without it.
            _say(f"{error.what}; everything but what needs it works")
            return
        for path in unpack(data, pin, f"{new}/{_packages()}"):
            if path.endswith(".py"):
                compileall.compile_file(path, quiet=2, stripdir=new, prependdir=job.environment)

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(install, pins))


def _connect(job: Job, new: str) -> None:
    """Let the environment find the checkout's source: a .pth for what is run with site, a launcher for what is not.

    What lies in the checkout says so relatively: a .pth cannot hold every path, and a checkout may be moved.
    """
    up = "../" * (_packages().count("/") + 1)
    if job.inside:
        up += "../../"
        here = '__file__[: -len("/.pipwise/run/launch.py")]'
        paths = f'here = {here}\nsys.path += [here + "/src", here + "/.pipwise/run/{_packages()}"]\n'
    else:
        os.symlink(f"{job.checkout}/src", f"{new}/src")
        paths = f"sys.path += [{job.checkout + '/src'!a}, {f'{job.environment}/{_packages()}'!a}]\n"
        paths += f"sys.pycache_prefix = {job.environment + '/bytecode'!a}\n"
    with open(f"{new}/{_packages()}/pipwise-checkout.pth", "w", encoding="ascii") as file:
        file.write(f"{up}src\n")
    with open(f"{job.checkout}/scripts/launch.py", encoding="utf-8") as file:
        launch = file.read()
    with open(f"{new}/launch.py", "w", encoding="utf-8") as file:
        file.write(f"import sys\n\n{paths}\n{launch}")


def _stamp(job: Job, environment: str) -> None:
    """Two files whose times are those of the lock and of the Python: the shell compares them without starting anything."""
    python = f"{environment}/bin/python"
    for name, content, of in (
        (_STAMPS[0], _identity(job, _tag(python)), job.lock),
        (_STAMPS[1], b"", python),
    ):
        new, found = f"{environment}/.{name}", os.stat(of)
        with open(new, "wb") as file:
            file.write(content)
        os.utime(new, ns=(found.st_mtime_ns, found.st_mtime_ns))
        _give(job, new)
        os.replace(new, f"{environment}/{name}")


def _compile_source(job: Job) -> None:
    compileall.compile_dir(f"{job.checkout}/src/pipwise", quiet=2)
    for directory, names, _ in os.walk(f"{job.checkout}/src/pipwise"):
        if "__pycache__" in names:
            _give(job, f"{directory}/__pycache__", deep=True)


def _sweep(job: Job) -> None:
    """Remove what this run, or one that was killed, has left half done; the lock is held."""
    parent, name = os.path.split(job.environment)
    for entry in os.listdir(parent):
        if entry.startswith((f"{name}.new-", f"{name}.old-")):
            shutil.rmtree(f"{parent}/{entry}", ignore_errors=True)


def _give(job: Job, path: str, *, deep: bool = False) -> None:
    """Root leaves nothing of its own in somebody else's checkout. Links are not followed."""
    if not job.owner:
        return
    os.chown(path, *job.owner, follow_symlinks=False)
    if deep:
        for _, directories, files, descriptor in os.fwalk(path):
            for name in (*directories, *files):
                os.chown(name, *job.owner, dir_fd=descriptor, follow_symlinks=False)


def _say(text: str) -> None:
    print(f"pipwise: {text}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
