"""What an image is known to lack before its first command."""

from __future__ import annotations

from pipwise.catalog.platforms import find_platform
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


def is_bare(world: World) -> bool:
    """Whether it is a container of a bare operating system, where nothing is but what the commands before have installed."""
    if world.platform is None or not world.image or world.context not in _CONTAINERS:
        return False
    # A runner that is taken to be some system (--on) is no bare one.
    platform = find_platform(world.image) or world.platform
    return platform.row.kind == "os" or platform.row.id in _WITHOUT_PIP
