"""What an image is known to lack before its first command."""

from __future__ import annotations

from pipwise.catalog.platforms import find_platform
from pipwise.catalog.platforms.official import official_base
from pipwise.lint.world.older import as_older
from pipwise.lint.world.state import World

_CONTAINERS = ("dockerfile", "github-actions", "gitlab")
_WITHOUT_PIP = (
    "image-node",
    "image-node-slim",
    "image-node-alpine",
    "image-cuda",
    "devcontainer-base",
    "devcontainer-alpine",
)
"""Rows of images that bring no pip: their files (nodejs/docker-node, nvidia's cuda, devcontainers/images) install none."""


_RUNNERS = ("ubuntu-", "macos-", "windows-")


def is_bare(world: World) -> bool:
    """Whether it is a container of a bare operating system, where nothing is but what the commands before have installed."""
    if world.platform is None or not world.image or world.context not in _CONTAINERS:
        return False
    if world.image.startswith(_RUNNERS):
        return False
    # A runner that is taken to be some system (--on) is no bare one.
    platform = find_platform(world.image)
    if platform is None:
        systems = ("ubuntu", "debian", "fedora", "centos", "docker")
        name = world.image.partition(":")[0].rpartition("/")[2]
        return bool(official_base(world.image) or (name in systems and as_older(world.image)))
    if "(base of " in platform.row.id:
        return bool(official_base(f"{world.image.partition(':')[0]}"))
    return platform.row.kind == "os" or platform.row.id in _WITHOUT_PIP


def may_bring(world: World) -> bool:
    """Whether it is a container of an image of which no more than its system is known: it may have a pip of its own."""
    platform = find_platform(world.image) if world.image and world.context in _CONTAINERS else None
    unknown = platform is None or "(base of " in platform.row.id
    return bool(world.image) and world.context in _CONTAINERS and unknown and world.platform is not None
