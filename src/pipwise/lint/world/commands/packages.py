"""Package managers of operating systems: what is installed, as far as it is named."""

from __future__ import annotations

import re

from pipwise.lint.world.call import Call, operands
from pipwise.lint.world.commands.package_names import ADDED, not_there, unanswered
from pipwise.lint.world.expand import is_open
from pipwise.lint.world.state import World
from pipwise.model.value import TYPE_CHECKING

if TYPE_CHECKING:
    from pipwise.lint.world.notes import Notes

_ROS = re.compile(r"ros-([a-z]+)-")
"""ROS's packages for one of its distributions, each of which is built for one Ubuntu (REP 2000)."""
_OF_KALI = ("kali-linux-", "kali-tools-", "kali-desktop-")
"""Metapackages that only Kali has (https://www.kali.org/docs/general-use/metapackages/)."""
_APT_VALUED = ("-t", "--target-release", "-o", "--option", "-c")
_APK_VALUED = ("-t", "--virtual", "-X", "--repository", "-p", "--root", "--keys-dir")
_BRINGS_ANYTHING = ("*", "$", "build-dep", ".deb", ".rpm", ".apk")


def apt(notes: Notes, call: Call, world: World) -> World:
    """apt-get, apt, aptitude."""
    words = operands(call.arguments, _APT_VALUED)
    world = world._replace(managers=world.managers | {"apt"}, lists=world.lists or words[:1] == ("update",))
    if words[:1] in (("install",), ("satisfy",), ("build-dep",)):
        broken = not_there(world, words[1:])
        if not broken and world.context == "dockerfile":
            broken = unanswered(world, call.arguments, words[1:], call.stdin)
        return _installed(notes, call, world._replace(broken=broken), words[1:])
    if words[:1] in (("upgrade",), ("dist-upgrade",), ("full-upgrade",)) and world.marker == "removed":
        # dpkg puts the file back where a new version of libpython3.X-stdlib is there.
        return world._replace(marker="unknown")
    return world


def repository(notes: Notes, call: Call, world: World) -> World:
    """add-apt-repository fetches the lists by itself."""
    return world._replace(lists=True, packages=world.packages | {ADDED})


def apk(notes: Notes, call: Call, world: World) -> World:
    """apk add."""
    words = operands(call.arguments, _APK_VALUED)
    world = world._replace(managers=world.managers | {"apk"})
    if words[:1] != ("add",):
        return world
    return _installed(notes, call, world._replace(broken=not_there(world, words[1:])), words[1:])


def dnf(notes: Notes, call: Call, world: World) -> World:
    """dnf, yum, microdnf, zypper: weak dependencies come along, so what is there is never known to the last package."""
    words = operands(call.arguments)
    manager = {"yum": "dnf", "microdnf": "dnf", "tdnf": "dnf", "dnf5": "dnf"}.get(call.name, call.name)
    world = world._replace(managers=world.managers | {manager})
    if words[:1] and words[0] in ("install", "in", "groupinstall", "group", "module"):
        return _installed(notes, call, world, words[1:])
    return world


def pacman(notes: Notes, call: Call, world: World) -> World:
    """pacman -S, xbps-install."""
    world = world._replace(managers=world.managers | {call.name})
    return _installed(notes, call, world, operands(call.arguments))


def brew(notes: Notes, call: Call, world: World) -> World:
    """brew install."""
    words = operands(call.arguments)
    world = world._replace(managers=world.managers | {"brew"})
    return _installed(notes, call, world, words[1:]) if words[:1] == ("install",) else world


def _installed(notes: Notes, call: Call, world: World, words: tuple[str, ...]) -> World:
    names = {word.partition("=")[0].partition("~")[0].partition(":")[0].rstrip("-+") for word in words}
    notes.note("packages", call, world, names=" ".join(sorted(names)))
    unseen = next(
        (word for word in words if is_open(word) or any(part in word for part in _BRINGS_ANYTHING)), ""
    )
    opaque = world.opaque or (f"{call.name} install {unseen}" if unseen else "")
    released = next((found for name in words if (found := _ROS.match(name))), None)
    if released and world.platform is None and not world.image:
        from pipwise.lint.world.machine import of_ros

        world = of_ros(world, released[1])
    if world.platform is None and not world.image and any(name.startswith(_OF_KALI) for name in words):
        from pipwise.lint.world.machine import told_by

        world = told_by(world, "kali", "Kali's own packages are installed")
    return world._replace(packages=world.packages | names, opaque=opaque)
