"""Old and new pips and a uv for tests that run the real ones: fetched once, checked against wheels.lock, unpacked.

`python3 -m tests.rigs.wheels` fetches what is missing; with `--lock` it writes the lock file from what the index has.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from functools import cache
from typing import NamedTuple

from . import images
from .images import RigError
from .machine import machine

LOCK = os.path.join(images.HERE, "wheels.lock")
# pipx with everything that it needs, as pipwise brings it up.
PIPX = (
    *(("pipx", "1.18.4"), ("argcomplete", "3.7.2"), ("click", "8.5.1"), ("filelock", "4.3.1")),
    *(("packaging", "26.4"), ("platformdirs", "4.14.8"), ("userpath", "1.9.2")),
)
WANTED = (
    *[("pip", version) for version in ("22.3", "22.3.1", "23.0", "23.0.1", "24.0", "24.3.1")],
    *[("pip", version) for version in ("25.1.1", "25.3", "26.0", "26.1.2", "26.2.1", "26.3")],
    ("uv", "0.13.9"),
    *PIPX,
)


class Wheel(NamedTuple):
    """One line of the lock file."""

    name: str
    version: str
    file: str
    sha256: str


@cache
def locked() -> dict[tuple[str, str], Wheel]:
    """The wheels of the lock file by name and version."""
    with open(LOCK, encoding="utf-8") as file:
        wheels = [Wheel(*line.split()) for line in file if line.strip() and not line.startswith("#")]
    return {(wheel.name, wheel.version): wheel for wheel in wheels}


def directory() -> str:
    """Where the wheels are kept; each lies unpacked in NAME-VERSION beside its file."""
    return os.path.join(os.path.dirname(images.mount_place()), "wheels")


def wheel(name: str, version: str) -> str:
    """The path of the wheel itself, which pip's own can be run from: `python3 pip.whl/pip …`."""
    entry = locked()[name, version]
    path = os.path.join(directory(), entry.file)
    if not os.path.exists(path) or _sha256(path) != entry.sha256:
        _download(entry)
    return path


def pip(version: str) -> str:
    """A directory for PYTHONPATH, in which `python3 -m pip` is this version."""
    return _unpacked("pip", version)


def uv(version: str = "0.13.9") -> str:
    """The path of the uv binary."""
    return os.path.join(_unpacked("uv", version), f"uv-{version}.data", "scripts", "uv")


def copy_pipx(directory: str | os.PathLike[str]) -> None:
    """Put pipx and what it needs into a directory, for --find-links."""
    for name, version in PIPX:
        shutil.copy(wheel(name, version), directory)


def fetch() -> None:
    """Fetch and unpack everything in the lock file."""
    for name, version in locked():
        _unpacked(name, version)


def compiled(suite: str) -> None:
    """Compile the pips for a suite's Python, once: shown read-only they would be compiled anew at every call."""
    image = os.path.basename(images.listed()[f"{suite}-bare"].path)
    made = os.path.join(directory(), f"compiled-{image}-{_sha256(LOCK)[:12]}")
    fetch()
    if os.path.exists(made):
        return
    with machine(suite, "bare", network=False, binds={directory(): "/wheels:rw"}) as rig:
        # The oldest Python cannot read all of the newest pip, which is no matter.
        rig.run("python3 -m compileall -q /wheels/pip-*/", timeout=600)
    with open(made, "w", encoding="utf-8"):
        pass


def lock() -> None:
    """Write the lock file anew from what the configured index has."""
    lines = ["# name version file sha256; written by `python3 -m tests.rigs.wheels --lock`"]
    for name, version in WANTED:
        with tempfile.TemporaryDirectory() as place:
            _pip_download(place, f"{name}=={version}")
            (file,) = os.listdir(place)
            lines.append(f"{name} {version} {file} {_sha256(os.path.join(place, file))}")
    with open(LOCK, "w", encoding="utf-8") as output:
        output.write("\n".join([*lines, ""]))


@cache
def _unpacked(name: str, version: str) -> str:
    path = os.path.join(directory(), f"{name}-{version}")
    if not os.path.isdir(path):
        source = wheel(name, version)
        place = tempfile.mkdtemp(dir=directory())
        with zipfile.ZipFile(source) as archive:
            archive.extractall(place)
        os.chmod(place, 0o755)
        binaries = os.path.join(place, f"{name}-{version}.data", "scripts")
        for binary in os.listdir(binaries) if os.path.isdir(binaries) else ():
            os.chmod(os.path.join(binaries, binary), 0o755)
        try:
            os.rename(place, path)
        except OSError:  # another run was quicker
            shutil.rmtree(place)
    return path


def _download(entry: Wheel) -> None:
    os.makedirs(directory(), exist_ok=True)
    requirement = f"{entry.name}=={entry.version} --hash=sha256:{entry.sha256}\n"
    with tempfile.TemporaryDirectory(dir=directory()) as place:
        with open(os.path.join(place, "requirements.txt"), "w", encoding="utf-8") as file:
            file.write(requirement)
        _pip_download(place, "--require-hashes", "--requirement", file.name)
        os.replace(os.path.join(place, entry.file), os.path.join(directory(), entry.file))


def _pip_download(place: str, *arguments: str) -> None:
    platform = ["--platform", "manylinux2014_x86_64", "--only-binary", ":all:", "--no-deps"]
    command = [*_pip(), "download", "--quiet", "--dest", place, *platform, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RigError(f"{' '.join(command)}: {done.stderr.strip()}")


@cache
def _pip() -> list[str]:
    for candidate in ([sys.executable, "-m", "pip"], ["/usr/bin/pip3"], ["pip3"]):
        if shutil.which(candidate[0]) and _answers([*candidate, "--version"]):
            return candidate
    raise RigError("a pip is needed to fetch wheels, and neither this Python nor the PATH has one")


def _answers(command: list[str]) -> bool:
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def _sha256(path: str) -> str:
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


if __name__ == "__main__":
    lock() if sys.argv[1:] == ["--lock"] else fetch()
