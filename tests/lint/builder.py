"""Real image builds: buildah in a rig, with Debian's base images as they come from the archive."""

from __future__ import annotations

import os
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from tests.rigs import images
from tests.rigs.machine import Machine, Result, machine

HERE = os.path.dirname(os.path.abspath(__file__))
CONTEXT = os.path.join(HERE, "builds", "context")
BASES = {
    "bullseye": ("11", "11-slim", "bullseye"),
    "bookworm": ("12", "12-slim", "bookworm"),
    "trixie": ("13", "13-slim", "trixie"),
}
AUTHORITY = "/etc/rig-authority.crt"
STORAGE = '[storage]\ndriver = "overlay"\nrunroot = "/run/containers"\ngraphroot = "/var/lib/containers"\n'
POLICY = '{"default": [{"type": "insecureAcceptAnything"}]}'
IMPORT = """
set -e
container=$(buildah from scratch)
buildah add --quiet $container /bases/$1 /
buildah add --quiet $container /etc/ssl/certs/ca-certificates.crt $0
# The one thing that these images have and Docker's have not: whom to trust, where the network has an authority of its own.
buildah config --cmd bash --env PIP_CERT=$0 --env PIP_DISABLE_PIP_VERSION_CHECK=1 --env DEBIAN_FRONTEND=noninteractive $container
buildah commit --quiet $container docker.io/library/debian:$2
buildah rm $container >/dev/null
for tag in $3 $4; do buildah tag docker.io/library/debian:$2 docker.io/library/debian:$tag; done
"""
# In a chroot buildah asks for more of these than it may have, where the host's own are lower.
LIMITS = """
[containers]
default_ulimits = ["nofile={nofile}", "nproc={nproc}"]
"""
# All of them in a row are more than fits into memory: what earlier builds have made goes where the next might not fit.
ROOM = """
left=$(df --output=avail -BM /var/lib/containers | tail -n 1)
[ "${left%M}" -lt $0 ] || exit 0
buildah images --all --noheading --format '{{.ID}} {{.Name}}' | awk '$2 != "docker.io/library/debian" { print $1 }' |
    xargs --no-run-if-empty buildah rmi --force >/dev/null 2>&1 || true
"""
TIME = 300
ENOUGH = 2500
"""MiB."""


class Builder(NamedTuple):
    """A machine that builds images; layers that one build has made are used by the next."""

    rig: Machine

    def make_room(self, enough: int = ENOUGH) -> None:
        """Forget layers of earlier builds where less than so many MiB are left."""
        sure(self.rig, ["bash", "-c", ROOM, str(enough)])

    def build(self, name: str, dockerfile: bytes, stage: str = "") -> Result:
        """Build a Dockerfile in the common context."""
        path = f"/builds/{name}"
        self.rig.write(path, dockerfile)
        options = [
            "--isolation",
            "chroot",
            "--network",
            "host",
            "--layers",
            "--pull=never",
            "--format",
            "docker",
        ]
        return self.rig.run(
            ["buildah", "build", *options, "-f", path, "-t", name.lower(), "/context"], timeout=TIME
        )

    def inside(self, name: str, line: str) -> Result:
        """Run a line of sh in an image that was built, as its own user, with its environment."""
        script = (
            'c=$(buildah from --pull=never "localhost/$0") && buildah run --isolation chroot "$c" -- sh -ec "$1"; '
            's=$?; buildah rm "$c" >/dev/null; exit $s'
        )
        return self.rig.run(["bash", "-c", script, name.lower(), line], timeout=TIME)


@contextmanager
def builder() -> Iterator[Builder]:
    """A machine with buildah that has debian:11, 12 and 13."""
    binds = {images.mounted(f"{suite}-base"): f"/bases/{suite}" for suite in BASES}
    with machine("trixie", "buildah", binds={**binds, CONTEXT: "/context"}) as rig:
        rig.write("/etc/containers/policy.json", POLICY)
        rig.write("/etc/containers/storage.conf", STORAGE)
        limits = {"nofile": resource.RLIMIT_NOFILE, "nproc": resource.RLIMIT_NPROC}
        own = {name: ":".join(map(str, resource.getrlimit(number))) for name, number in limits.items()}
        rig.write("/etc/containers/containers.conf", LIMITS.format(**own))
        # An overlay over the machine's own overlay is not to be had; one over memory is.
        sure(
            rig,
            ["bash", "-ec", "mkdir -p /var/lib/containers; mount -t tmpfs -o size=6g c /var/lib/containers"],
        )
        for suite, tags in BASES.items():
            sure(rig, ["bash", "-c", IMPORT, AUTHORITY, suite, *tags])
        yield Builder(rig)


def sure(rig: Machine, command: list[str]) -> None:
    """What has to work for there to be a test at all."""
    done = rig.run(command, timeout=TIME)
    assert done.status == 0, done.stderr[-2000:]
