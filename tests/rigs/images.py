"""The images of the rigs: where they lie, and one process that keeps them mounted for all machines of a test run."""

import atexit
import os
import subprocess
from functools import cache
from typing import NamedTuple

HERE = os.path.dirname(os.path.abspath(__file__))
TOOLS = ("/usr/bin/unshare", "/usr/bin/nsenter", "/usr/bin/mount", "/bin/bash")
HOLD = """
. "$0/images.sh" && mount -t tmpfs -o mode=755 images "$1" && mkdir "$1/machine" && host_files "$1" && echo ready && read -r
"""


class RigError(Exception):
    """A machine could not be started, or something that a test relies on could not be done in it."""


class Image(NamedTuple):
    """One row of what `build --list` prints."""

    name: str
    parent: str
    path: str
    present: bool


@cache
def listed() -> dict[str, Image]:
    """Every image of the table by its name; the shell scripts are the one place that knows names and keys."""
    output = subprocess.run(
        [os.path.join(HERE, "build"), "--list"], check=True, capture_output=True, text=True
    ).stdout
    rows = [line.split() for line in output.splitlines()]
    return {
        name: Image(name, parent.strip("-"), path, state == "present") for name, parent, path, state in rows
    }


def stack(name: str) -> list[Image]:
    """The image and all below it, uppermost first, which is the order that overlayfs takes."""
    images = []
    while name:
        if name not in listed():
            raise RigError(f"there is no image {name!r}: {', '.join(listed())}")
        images.append(listed()[name])
        name = images[-1].parent
    return images


@cache
def holder() -> int:
    """The process in whose mount namespace images are mounted; it ends when this process does, however that is."""
    place = mount_place()
    os.makedirs(place, exist_ok=True)
    process = subprocess.Popen(
        [TOOLS[0], "--mount", "--propagation", "private", "bash", "-c", HOLD, HERE, place],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    assert process.stdout
    assert process.stderr
    if not process.stdout.readline():
        reason = process.stderr.read().decode(errors="replace").strip()
        raise RigError(f"mounting is not permitted here ({reason})")

    def end() -> None:
        process.kill()
        process.communicate()

    atexit.register(end)
    return process.pid


def lower(name: str, *, resolver: bool, certificates: bool) -> str:
    """The directories that a machine over this image starts from, as overlayfs wants them."""
    directories = [mounted(image.name) for image in stack(name)]
    if resolver:
        directories.insert(0, os.path.join(mount_place(), "resolver"))
    if certificates:
        directories.insert(0, os.path.join(mount_place(), "certificates"))
    return ":".join(directories)


def mount_place() -> str:
    """The empty directory of the cache that is mounted on in private namespaces."""
    return os.path.join(os.path.dirname(next(iter(listed().values())).path), "mnt")


@cache
def mounted(name: str) -> str:
    """Mount one image in the holder's namespace, once, and return its directory there."""
    image = listed()[name]
    if not image.present:
        raise RigError(f"the image {name} is missing; build it with {os.path.join(HERE, 'build')} {name}")
    directory = os.path.join(mount_place(), name)
    script = 'mkdir "$1" && mount -t squashfs -o loop,ro "$0" "$1"'
    done = subprocess.run(
        [TOOLS[1], "--target", str(holder()), "--mount", "bash", "-c", script, image.path, directory],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RigError(f"{name} cannot be mounted: {done.stderr.strip()}")
    return directory
