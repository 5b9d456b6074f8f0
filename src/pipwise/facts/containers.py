"""Whether this is a container, and whose: by the files and variables that its engine puts there."""

from __future__ import annotations

from pipwise.facts.glance import stands, text
from pipwise.model.known import Fact, Known, Source
from pipwise.model.value import Mapping
from pipwise.system.look import Look

# systemd.io/CONTAINER_INTERFACE: files that hold the engine's name.
_NAMED_IN = ("/run/host/container-manager", "/run/systemd/container")
_FILES = (
    ("/run/.toolboxenv", "toolbox"),
    ("/run/.containerenv", "podman"),
    ("/.dockerenv", "docker"),
    ("/.flatpak-info", "flatpak"),
    ("/.singularity.d", "apptainer"),
    ("/dev/.lxc-boot-id", "lxc"),
    ("/dev/lxd/sock", "lxc"),
    ("/dev/incus/sock", "lxc"),
)
_VARIABLES = (
    ("DISTROBOX_ENTER_PATH", "distrobox"),
    ("KUBERNETES_SERVICE_HOST", "kubernetes"),
    ("APPTAINER_CONTAINER", "apptainer"),
    ("SINGULARITY_CONTAINER", "apptainer"),
)
# Where engines keep the layers that the root directory is put together from.
_LAYERS = (
    ("/containers/storage/", "podman"),
    ("/docker/", "docker"),
    ("/buildkit/", "buildkit"),
    ("io.containerd.", "containerd"),
)


def container_of(look: Look, environment: Mapping[str, str]) -> Fact[str]:
    """The engine's name, or '' where nothing speaks of a container."""
    for variable, kind in _VARIABLES:
        if environment.get(variable):
            return Known(kind, Source("live", variable))
    for path, kind in _FILES:
        if stands(look, path):
            return Known(kind, Source("live", path))
    for path in _NAMED_IN:
        name = text(look, path, 200).strip()
        if name:
            return Known(name, Source("live", path))
    if environment.get("container"):
        return Known(environment["container"], Source("live", "container"))
    return _by_root(look)


def _by_root(look: Look) -> Fact[str]:
    """The file system that the root directory is: engines that leave no file behind still mount one of their own."""
    for line in text(look, "/proc/self/mounts", 1_000_000).splitlines():
        words = line.split(" ")
        if len(words) > 3 and words[1] == "/" and words[2] in ("overlay", "fuse-overlayfs"):
            kind = next((kind for part, kind in _LAYERS if part in words[3]), "")
            return Known(kind, Source("live", "/proc/self/mounts"))
    return Known("", Source("live", "/.dockerenv, /run, /proc/self/mounts"))
