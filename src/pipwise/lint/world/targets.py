"""Which Python a call would change: pip's own, the one that uv looks for, the one that is named with --python."""

from __future__ import annotations

import re

from pipwise.lint.world.call import Call
from pipwise.lint.world.resolve import Found, lacks_pip, python_behind
from pipwise.lint.world.state import World
from pipwise.lint.world.variables import joined
from pipwise.model.intent import Intent
from pipwise.predict.python_script import words_for_its_pip

_UV_PIP = ("pip install", "pip sync", "pip uninstall")
_TRUE = ("1", "true", "yes", "on", "t", "y")


def words_of(world: World, call: Call, *, get_pip: bool) -> tuple[str, ...]:
    """The words that the engine is asked about: get-pip.py is a ``pip install`` by its Python, uv's variables are options."""
    invocation = call.invocation
    prefix = tuple(
        f"{name}={value}" for name, value in invocation.variables if value is not None and value != f"${name}"
    )
    if get_pip:
        program = invocation.program or "python3"
        python = python_behind(world, program).python
        told = words_for_its_pip(invocation.arguments)
        if python is not None and lacks_pip(world, python):
            # None is there that would have to be taken away first, or would do.
            kept = tuple(word for word in told if word not in ("--upgrade", "--force-reinstall"))
            told = (kept[0], "--ignore-installed", *kept[1:])
        return (*prefix, program, "-m", "pip", *told)
    if invocation.tool == "uv" and invocation.arguments[:1] == ("pip",):
        return (*invocation.words, *_from_variables(world, call))
    return invocation.words


_PACKAGES = re.compile(
    r"PKG|PACKAGE|MODULE|DEP|REQ|VERSION|WHEEL|LIB|FILE|PATH|DIR|NAME|HOME|PROJECT|ROOT", re.IGNORECASE
)
_VALUED = (
    *(
        "-r",
        "--requirement",
        "-c",
        "--constraint",
        "-e",
        "--editable",
        "-t",
        "--target",
        "--prefix",
        "--root",
    ),
    *("-i", "--index-url", "--extra-index-url", "-f", "--find-links", "-p", "--python", "--trusted-host"),
)
"""What follows is their value, whatever it looks like."""
_BARE = re.compile(r"\$\{?(\w+)\}?\Z")


def hides_options(words: tuple[str, ...]) -> str:
    """The first word of which nobody can say whether it is a package or ``--break-system-packages``; '' for none."""
    for before, word in zip(("", *words), words, strict=False):
        bare = _BARE.match(word)
        if before not in _VALUED and (
            word.startswith(("$(", "`", "{{", "${{"))
            or word in ("$@", "$*", "${@}")
            or (bare and not _PACKAGES.search(bare[1]))
        ):
            return word
    return ""


def _from_variables(world: World, call: Call) -> tuple[str, ...]:
    own = {name: value for name, value in call.invocation.variables if value}
    seen = {**world.variables, **own}
    found = []
    for name, option in (
        ("UV_SYSTEM_PYTHON", "--system"),
        ("UV_BREAK_SYSTEM_PACKAGES", "--break-system-packages"),
    ):
        if str(seen.get(name) or "").lower() in _TRUE and option not in call.words:
            found.append(option)
    return tuple(found)


def installed_for(world: World, intent: Intent) -> Found:
    """The Python that the call would change."""
    invocation = intent.invocation
    tool = invocation.tool
    if invocation.clean_environment and "/" not in invocation.program:
        world = _by_sudo(world)
    if tool == "uv":
        return _of_uv(world, intent)
    if tool == "pipx":
        return python_behind(world, "python3")
    named = dict(intent.arguments.options).get("python")
    if tool == "pip" and isinstance(named, str) and named:
        return _named(world, named)
    return python_behind(world, invocation.program)


def _by_sudo(world: World) -> World:
    """sudo has a PATH of its own (secure_path) on Debian and its children: an environment that is active is passed by."""
    usual = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
    path = usual if world.pythons and world.platform is not None else "${PATH}"
    if (
        world.platform is not None
        and world.platform.row.kind == "image"
        and "/usr/local/bin" in world.pythons
    ):
        path = usual
    return world._replace(variables={**world.variables, "PATH": path})


def as_another(world: World, user: str) -> World:
    """The world of a program that sudo starts: another user, and of the variables no more than sudo's PATH."""
    if not user:
        return world
    path = _by_sudo(world).variables["PATH"]
    return world._replace(user=user, variables={"PATH": path} if path != "${PATH}" else {}, local=frozenset())


def _named(world: World, named: str) -> Found:
    """``--python``: an interpreter, or the root of an environment."""
    place = joined(world, named)
    python = world.pythons.get(f"{place}/bin")
    if python is not None:
        return Found(python)
    if "/" not in named:
        return python_behind(world, named if named[:1].isalpha() else f"python{named}")
    return python_behind(world, place if "/bin/" in place else f"{place}/bin/python")


def _of_uv(world: World, intent: Intent) -> Found:
    """``uv pip``: what is named, the system's where that is asked, VIRTUAL_ENV, .venv; else only a project's own environment."""
    options = dict(intent.arguments.options)
    named = options.get("python") or world.variables.get("UV_PYTHON")
    if isinstance(named, str) and named and "/" in named:
        return _named(world, named)
    if options.get("system"):
        return _asked_of_uv(world, named)
    if intent.arguments.command in _UV_PIP:
        active = {**world.variables, **dict(intent.invocation.variables)}.get("VIRTUAL_ENV")
        root = active or joined(world, ".venv")
        python = world.pythons.get(f"{root}/bin")
        if python is not None:
            return Found(python)
        if active:
            return python_behind(world, f"{root}/bin/python")
    return _asked_of_uv(world, named)


def _asked_of_uv(world: World, named: object) -> Found:
    """The first on PATH, or of a version that is asked for: that one uv looks for in more places."""
    if not isinstance(named, str) or not named:
        return python_behind(world, "python3")
    found = python_behind(world, named if named[:1].isalpha() else f"python{named}")
    if found.python is not None:
        return found
    return Found(None, f"uv looks for Python {named} in more places than PATH")
