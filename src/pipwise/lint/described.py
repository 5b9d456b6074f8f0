"""The world before a call as facts: the platform's own, with what the file has changed laid over them."""

from __future__ import annotations

from pipwise.catalog.platforms import Platform
from pipwise.catalog.platforms.layouts import layout_of, site_directories
from pipwise.facts.platform import platform_facts
from pipwise.facts.platform_python import pip_copy
from pipwise.lint.world.resolve import lacks_venv
from pipwise.lint.world.state import NEWEST, Python, World
from pipwise.model.facts import Facts, Setting, Settings
from pipwise.model.host import PathFact
from pipwise.model.intent import Intent
from pipwise.model.interpreter import Environment, Marker, Owner, Venv
from pipwise.model.known import Fact, Known, Source, Unknown
from pipwise.predict.assumptions import newest_pip

_FILE = Source("file", "the file itself")


def facts_of(world: World, python: Python, platform: Platform, intent: Intent, *, perhaps: bool) -> Facts:
    """The facts that the call meets; ``perhaps``: settings that only one branch makes are in force."""
    facts = platform_facts(
        platform, root=world.root, context=world.context, intent=_plainly(intent, platform)
    )
    variables = environment_of(world, intent)
    settings = facts.pip_settings.value.values if isinstance(facts.pip_settings, Known) else ()
    own = tuple(_read_as(one) for one in world.settings if perhaps or one.level != "perhaps")
    told = tuple(
        Setting(":env:", name[4:].lower().replace("_", "-"), value, name, "env_var")
        for name, value in variables.items()
        if name.startswith("PIP_") and (perhaps or value != UNSURE)
    )
    every = tuple(one._replace(value="1") if one.value == UNSURE else one for one in (*settings, *own, *told))
    known = dict(facts.environment) | {name: value for name, value in variables.items() if value != UNSURE}
    facts = facts._replace(target=_target(world, python, platform, facts.target))
    return facts._replace(
        pip_settings=Known(Settings(every), _FILE),
        environment=tuple(known.items()),
        paths=_paths(world, python, intent, facts),
    )


def _paths(world: World, python: Python, intent: Intent, facts: Facts) -> tuple[tuple[str, PathFact], ...]:
    """What stands there although no path of the command says so: git, and the pip that a Python brings with it."""
    there = PathFact("file", writable=False)
    found = []
    bare = python.kind == "os" and python.platform is not None and python.platform.row.kind == "os"
    if "git" in world.packages or world.opaque or not bare or world.context != "dockerfile":
        found = [
            (f"{place}/{name}", there) for place in ("/usr/bin", "/bin") for name in ("git", "hg", "svn")
        ]
    if python.kind in ("tool", "unknown", "image") and isinstance(facts.target, Known):
        # The user's own directory is the user's.
        user_site = facts.target.value.interpreter.layout.user_site
        found.append((user_site, PathFact("directory", writable=True)))
    if intent.invocation.tool == "ensurepip" and isinstance(facts.target, Known):
        marker = facts.target.value.marker
        folder = marker.value.path.rpartition("/")[0] if isinstance(marker, Known) else ""
        if not lacks_venv(world, python):
            found.append((f"{folder}/ensurepip/__init__.py", there))
    return tuple(found)


def _read_as(setting: Setting) -> Setting:
    """A file that is brought and not read may say what matters most."""
    return setting._replace(key="break-system-packages", value="true") if setting.key == "?" else setting


UNSURE = "\x00unsure"
"""A variable is set, to a value that only a run would tell."""


def environment_of(world: World, intent: Intent) -> dict[str, str]:
    """The variables that the command gets, as far as installers read them."""
    invocation = intent.invocation
    found: dict[str, str] = {}
    if not invocation.clean_environment:
        found = {
            name: UNSURE if value is None else value
            for name, value in world.variables.items()
            if name not in world.local
            and name.startswith(("PIP_", "UV_", "VIRTUAL_ENV", "CONDA_PREFIX", "CI", "PYTHON"))
        }
    for name, value in invocation.variables:
        if value is None:
            found.pop(name, None)
        elif value == f"${name}":
            kept = world.variables.get(name)
            found |= {name: kept} if kept else {}
        else:
            found[name] = value
    return found


def _plainly(intent: Intent, platform: Platform) -> Intent:
    """The command by the name that the platform's row knows: which Python it is was found by PATH already."""
    name = intent.invocation.program.rpartition("/")[2].rstrip("0123456789.")
    folder = platform.python.rpartition("/")[0]
    return intent._replace(
        invocation=intent.invocation._replace(program=f"{folder}/{name}" if folder else name)
    )


def _target(world: World, python: Python, platform: Platform, base: Fact[Environment]) -> Fact[Environment]:
    if not isinstance(base, Known):
        return base
    environment = base.value
    if python.kind in ("venv", "tool", "unknown"):
        environment = _own(python, environment)
    elif world.marker != "as-shipped" and isinstance(environment.marker, Known):
        gone = Known(Marker(environment.marker.value.path, "absent"), _FILE)
        marker: Fact[Marker] = (
            gone if world.marker == "removed" else Unknown("whether the marker is back hangs on an upgrade")
        )
        environment = environment._replace(marker=marker)
    return Known(_with_pip(python, platform, environment), base.source)


def _own(python: Python, base: Environment) -> Environment:
    """An environment or a Python of its user's own, made from that of the platform."""
    interpreter = base.interpreter
    minor = (interpreter.version[0], interpreter.version[1]) if interpreter.version[0] else (3, 12)
    layout = layout_of("cpython", python.root, minor, "")
    sites = site_directories("cpython", python.root, minor)
    more = interpreter.site_packages if python.sees_system else ()
    own = interpreter._replace(
        executable=f"{python.root}/bin/python", version=interpreter.version if interpreter.version[0] else (3, 12, 0),
        prefix=python.root, base_prefix=interpreter.base_prefix if python.kind == "venv" else python.root,
        layout=layout, site_packages=(*sites, *more), path=(*interpreter.path, *sites), has_venv=True, has_ensurepip=True,
    )  # fmt: skip
    venv = (
        Venv(python.root, f"{interpreter.base_prefix}/bin", python.sees_system, None)
        if python.kind == "venv"
        else None
    )
    marker = Known(Marker(f"{python.root}/EXTERNALLY-MANAGED", "absent"), _FILE)
    return base._replace(
        interpreter=own, venv=venv, marker=marker, owner=Known(Owner("user", python.made_by), _FILE),
        distributions=Known((), _FILE), import_path=own.path,
        user_site_enabled=venv is None or python.sees_system,
    )  # fmt: skip


def _with_pip(python: Python, platform: Platform, environment: Environment) -> Environment:
    """The pip that a step before has put there; that of an environment is its maker's, so the newest stands for it."""
    own = python.kind in ("venv", "tool", "unknown")
    if python.pip == "none":
        return environment._replace(pip=Known(None, _FILE))
    if python.pip == "?":
        return environment._replace(pip=Unknown("which pip was installed hangs on the day"))
    if not python.pip and not own:
        return environment
    version = python.pip
    if version == "" and python.made_by.endswith("venv") and platform.pip.replace(".", "").isdigit():
        version = platform.pip
    elif version in (NEWEST, ""):
        version = newest_pip(environment.interpreter.version[:2])
    copy = pip_copy(platform, environment.interpreter, version)._replace(vendor="upstream")
    if own:
        copy = copy._replace(location=environment.interpreter.site_packages[0])
    return environment._replace(pip=Known(copy, _FILE))
