"""Which machine the commands run on: images, stages, runners, and branches that are taken on one system only."""

from __future__ import annotations

import re

from pipwise.catalog.platforms import Platform, find_platform
from pipwise.catalog.platforms.official import official_base
from pipwise.lint.events import Machine, Variable, Word
from pipwise.lint.world.beside import own_python
from pipwise.lint.world.expand import is_open, text_of
from pipwise.lint.world.images import OWN_PYTHON, any_tag, known_image
from pipwise.lint.world.older import as_older
from pipwise.lint.world.state import USUAL_PATH, Python, World
from pipwise.model.outcome import Evidence
from pipwise.model.value import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from pipwise.lint.world.call import Call
    from pipwise.lint.world.notes import Notes


def enter(notes: Notes, event: Machine, world: World) -> World:
    """The world at the start of an image, a runner, a script."""
    arguments = world.arguments
    if event.image is None and notes.given is not None:
        after = notes.given._replace(shell=event.shell, arguments=arguments)
    elif event.image is None and notes.on:
        after = on_image(notes, notes.on, event.context)
        after = after._replace(shell=event.shell, user=event.user, arguments=arguments)
    elif event.image is None:
        after = World(event.context, shell=event.shell, user=event.user, arguments=arguments)
    else:
        # A shell's own variables name the image that it starts; FROM knows the arguments before it alone.
        named = {**world.variables, **arguments} if event.context == "ci" else arguments
        text = text_of(world._replace(variables=named), event.image)
        before = notes.stages.get(text.lower()) or notes.learned.find(text)
        if before is not None:
            after = before._replace(shell=event.shell or before.shell, arguments=arguments)
        else:
            sure = all(isinstance(part, str) for part in event.image.parts)
            after = on_image(notes, text, event.context, sure=sure)
            after = after._replace(shell=event.shell, arguments=arguments)
            after = after._replace(user=event.user or after.user)
    notes.stage = event.name
    return after


def on_image(notes: Notes, text: str, context: str, *, sure: bool = True) -> World:
    """The world on a fresh machine of that image."""
    named, known = _mapped(notes.images, text), None
    platform = any_tag(named) if is_open(named) else _found(named)
    if platform is None or "(base of " in platform.row.id or platform.marker == "unknown":
        known = known_image(named)
    if known is not None:
        named = known.platform
        platform = find_platform(named) if named else None
    path = known.path if known is not None else ""
    platform, sure, told = _below(named, platform, sure=sure)
    keyword = "FROM " if context == "dockerfile" else ""
    evidence = (Evidence(f"{keyword}{text}", ""), *told)
    if notes.on and text != notes.on and platform is not None and platform.row.owner == "os":
        platform = find_platform(notes.on)
        evidence = (Evidence(f"{keyword}{text}, taken to be {notes.on}", ""),)
    world = World(context, text, platform, sure=sure, evidence=evidence)
    if known is not None and not known.platform:
        return own_python(
            world, path, "the image", Evidence(f"{text} brings a Python of its own", known.source)
        )
    if platform is None:
        why = (
            f"what {text} stands for is given from outside"
            if is_open(text)
            else f"{text} is not in the table of platforms"
        )
        if text == "scratch":
            why = "scratch has no programs"
        return world._replace(why=why)
    world = world._replace(why="", user=_user(platform, context), pythons=pythons_of(platform))
    places = [place for place in world.pythons if place not in USUAL_PATH.split(":")]
    front = ":".join(filter(None, (path, *places, USUAL_PATH)))
    return world._replace(variables={"PATH": front})


_ALPINE = re.compile(r"(?:^|[-_])alpine[-_]?(3\.\d+)?")


def _found(named: str) -> Platform | None:
    """What the table has of an image; not the newest system where its tag is of an older one, or does not say which."""
    platform = find_platform(named)
    if platform is None:
        return _by_tag(named)
    if not platform.python.startswith("/usr/bin/"):
        return platform
    alpine = _ALPINE.search(named.rpartition(":")[2]) if "(base of " in platform.row.id else None
    if alpine is not None:
        return platform if alpine[1] and platform.version == alpine[1] else None
    legacy = ("vscode/devcontainers/" in named and ":0-" in named) or "gliderlabs/" in named
    return None if legacy or (":" in named and as_older(named)) else platform


def _by_tag(named: str) -> Platform | None:
    """An official image of a version that the table does not have, whose tag names a codename: ``node:12-buster``."""
    name, _, tag = named.partition(":")
    found = find_platform(f"any:{tag}") if tag and "/" not in named and "alpine" not in tag else None
    return found if found is not None and official_base(name) else None


def _below(
    named: str, platform: Platform | None, *, sure: bool
) -> tuple[Platform | None, bool, tuple[Evidence, ...]]:
    """The system below an image that the table has by its tag alone or not at all; none where it is there for a Python."""
    if platform is not None and platform.row.id == "uv":
        return None, sure, ()
    if platform is not None and "(base of " in platform.row.id and OWN_PYTHON.search(named.partition(":")[0]):
        return None, sure, (Evidence(f"{named} is there for a Python, and whose that is is not known"),)
    if platform is not None or is_open(named):
        return platform, sure, ()
    older = as_older(named)
    if older:
        return (
            find_platform(older),
            False,
            (Evidence(f"older than the table of platforms: taken to be like {older}"),),
        )
    base = official_base(named)
    found = (find_platform(base) or find_platform(as_older(base) or base)) if base else None
    if found is not None:
        return found, sure, (Evidence(f"{named} stands on {base}", "docker-library/official-images"),)
    return None, sure, ()


def _mapped(images: tuple[tuple[str, str], ...], text: str) -> str:
    """What the configuration says of a private image."""
    from fnmatch import fnmatchcase

    return next((meant for pattern, meant in images if fnmatchcase(text, pattern)), text)


def _user(platform: Platform, context: str) -> str:
    if platform.row.user == "user":
        return "user"
    return "root" if context == "dockerfile" or platform.row.kind in ("image", "os") else ""


_DRIVE = "/c/hostedtoolcache"
"""Stands for the directory of Windows runners' Python, whose paths are of another kind."""


def pythons_of(platform: Platform) -> dict[str, Python]:
    """The Pythons of a fresh machine, by their directory of programs."""
    found: dict[str, Python] = {}
    identity, _, version, codename = platform.os
    place = _DRIVE if "\\" in platform.python else platform.python.rpartition("/")[0]
    if place not in ("", "/usr/bin") and identity:
        below = find_platform(f"{identity}:{version or codename}" if version or codename else identity)
        if below is not None and below.python.startswith("/usr/bin/"):
            found["/usr/bin"] = Python(
                "os", "/usr", platform=below, evidence=(Evidence(below.row.title, below.where),)
            )
    if place:
        kind: Literal["os", "image"] = "os" if platform.row.owner == "os" else "image"
        found[place] = Python(
            kind,
            place.removesuffix("/bin"),
            platform=platform,
            evidence=(Evidence(platform.row.title, platform.where),),
        )
    return found


def assume(world: World, condition: tuple[Word, str]) -> World:
    """Inside ``if [ "$ROS_DISTRO" = humble ]``: the machine that the test names, where the table knows it."""
    word, text = condition
    names = [part.name for part in word.parts if isinstance(part, Variable)]
    if not names or not text or world.platform is not None or "*" in text:
        return world
    found = [_named(names[0], one) for one in text.split("|")]
    if not found or None in found or len({one.marker for one in found if one}) != 1:
        return world
    platform = found[0]
    assert platform is not None  # noqa: S101 - None is not among them
    return _taken_to_be(world, platform, f"only where {names[0]} is {text}")._replace(assumed=True)


def of_ros(world: World, distribution: str) -> World:
    """After ``apt-get install ros-humble-…`` it is the Ubuntu that this distribution is for."""
    platform = find_platform(f"ros:{distribution}")
    if platform is None or platform.version != distribution:
        return world
    return _taken_to_be(world, platform, f"ROS {distribution} is installed")


def told_by(world: World, name: str, why: str) -> World:
    """A system that rolls, which a command gives away that only it has."""
    platform = find_platform(name)
    return _taken_to_be(world, platform, why) if platform is not None else world


def termux(notes: Notes, call: Call, world: World) -> World:
    """``termux-setup-storage`` and its like (https://wiki.termux.dev/wiki/Termux:API)."""
    return told_by(world, "termux", f"{call.name} is Termux's") if world.platform is None else world


def _taken_to_be(world: World, platform: Platform, why: str) -> World:
    own = [place for place in pythons_of(platform) if place not in USUAL_PATH.split(":")]
    path = ":".join((*own, world.variables.get("PATH") or "${PATH}"))
    return world._replace(
        platform=platform, image=platform.asked, why="", sure=False,
        variables={**world.variables, "PATH": path} if own else world.variables,
        pythons={**world.pythons, **pythons_of(platform)}, evidence=(*world.evidence, Evidence(why, platform.where)),
    )  # fmt: skip


_PREFIXES = {"ROS_DISTRO": "ros:"}


def _named(variable: str, text: str) -> Platform | None:
    """A codename, or a value of a variable that names releases of one system."""
    prefix = _PREFIXES.get(variable, "")
    if prefix:
        return find_platform(f"{prefix}{text}")
    if (
        not any(part in variable.upper() for part in ("CODENAME", "DISTRO", "RELEASE", "SUITE"))
        or not text.isalpha()
    ):
        return None
    found = find_platform(f"debian:{text}") or find_platform(f"ubuntu:{text}")
    return found if found is not None and found.version else None


def forget(world: World, after: World) -> World:
    """After the branch the machine is what it was."""
    if not after.assumed or world.assumed:
        return after
    pythons = {
        place: python
        for place, python in after.pythons.items()
        if place in world.pythons or python.kind == "venv"
    }
    return after._replace(
        platform=world.platform,
        image=world.image,
        why=world.why,
        sure=world.sure,
        assumed=False,
        evidence=world.evidence,
        pythons=pythons,
    )
