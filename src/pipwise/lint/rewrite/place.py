"""What rewriters share: which calls they mend, how a call is to be written in an environment, and where packages are named."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from pipwise.lint.events import Command, Word
from pipwise.lint.report import Analysis
from pipwise.lint.sites import Site
from pipwise.lint.world.call import Effect
from pipwise.model.finding import Edit, Fix

Rewriter = Callable[[Analysis], Mapping[int, Fix]]
"""The fix of each finding, by where its span starts."""
_OWN = (
    "pip",
    "setuptools",
    "wheel",
    "venv",
    "dev",
    "full",
    "minimal",
    "virtualenv",
    "distutils",
    "all",
    "pkg-resources",
    "apt",
)
_VALUED = ("-u", "-g", "-C", "-h", "-p", "-r", "-t", "-T", "-U", "-D")
_DROPPED = ("--user", "--system")


def refused(analysis: Analysis) -> list[Site]:
    """The calls that are refused, in the order of the file."""
    found = [site for site in analysis.sites if site.verdict == "refused"]
    return sorted(found, key=lambda site: site.effect.start)


def is_debian(site: Site) -> bool:
    """Whether venv is a package of its own there."""
    platform = site.platform
    if platform is None:
        return "apt" in site.world.managers or "apt-get" in site.world.managers
    return bool({platform.os[0], *platform.os[1]} & {"debian", "ubuntu"})


def has_venv(site: Site) -> bool:
    """Whether ``python3 -m venv`` works before the call, as far as packages are known."""
    return not is_debian(site) or any(
        name == "python3-full" or (name.startswith("python3") and name.endswith("-venv"))
        for name in site.world.packages
    )


def sees_system(site: Site) -> str:
    """``--system-site-packages `` where OS packages of libraries are installed, which an environment would hide."""
    libraries = [
        name
        for name in site.world.packages
        for prefix in ("python3-", "py3-", "python-")
        if name.startswith(prefix) and name.removeprefix(prefix) not in _OWN
    ]
    return "--system-site-packages " if libraries else ""


def maker(site: Site) -> str:
    """The Python that makes the environment: the one of the call where that has a version, else python3."""
    name = site.effect.call.invocation.program.rpartition("/")[2]
    if name.startswith("pip3."):
        return f"python{name.removeprefix('pip')}"
    return name if name.startswith("python3.") else "python3"


def in_environment(site: Site, root: str) -> list[Edit]:
    """A call as it is to be in an active environment: without sudo, --user and --system, and not by the OS's path."""
    command = site.effect.call.command
    program = next(
        (word for word in command.words if plain(word) == site.effect.call.invocation.program), None
    )
    if program is None:
        return []
    edits = _without_sudo(command, program)
    name = plain(program)
    if "/" in name or (site.world.login and root.startswith("/")):
        bare = "pip" if name.rpartition("/")[2].startswith("pip") else "python"
        # Below a directory that a script may leave, PATH leads to it; in a login shell it may not.
        path = f"{root}/bin/{bare}" if root.startswith("/") else bare
        edits.append(Edit(program.start, program.end, path.encode("utf-8", "surrogateescape")))
    before = program.end
    for word in command.words:
        if word.start > program.start:
            if plain(word) in _DROPPED:
                edits.append(Edit(before, word.end, b""))
            before = word.end
    return edits


def _without_sudo(command: Command, program: Word) -> list[Edit]:
    """sudo with its options; what else stands before a program (``env``, ``time``) stays."""
    if plain(command.words[0]).rpartition("/")[2] not in ("sudo", "doas"):
        return []
    after = iter(command.words[1:])
    for word in after:
        if plain(word) in _VALUED:
            next(after, None)
        elif not plain(word).startswith("-") or word is program:
            return [Edit(command.words[0].start, word.start, b"")]
    return []


def plain(word: Word) -> str:
    """A word's text, as far as it stands there."""
    return "".join(part for part in word.parts if isinstance(part, str))


def package_edit(analysis: Analysis, before: Effect, since: int) -> Edit | None:
    """``python3-venv`` behind python3-pip in an apt line that is there already; None where there is none."""
    for effect in reversed(analysis.effects):
        apt = effect.kind == "packages" and effect.call.name in ("apt", "apt-get", "aptitude")
        if apt and since <= effect.start < before.start and not _is_open(effect):
            word = _behind(effect.call.command)
            if word is not None:
                return Edit(word.end, word.end, b" python3-venv")
    return None


def _is_open(effect: Effect) -> bool:
    return any(not isinstance(part, str) for word in effect.call.command.words[:1] for part in word.parts)


def _behind(command: Command) -> Word | None:
    """The package of the line that tells that it is about Python, else its last one."""
    named = [word for word in command.words if plain(word).startswith("python3")]
    return named[-1] if named else None


def lone_upgrade(site: Site) -> bool:
    """Whether the call only upgrades pip and its helpers, which an OS's Python does not need."""
    asked = site.intent.requirements
    names = {one.name.lower() for one in asked if one.name}
    only = bool(names) and len(names) == len(asked) and not site.intent.requirement_files
    return only and names <= {"pip", "setuptools", "wheel"}
