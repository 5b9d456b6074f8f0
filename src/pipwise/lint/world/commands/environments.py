"""What makes environments, and other things that a Python is started for: venv, virtualenv, get-pip.py, setup.py."""

from __future__ import annotations

from pipwise.lint.world.call import Call, operands
from pipwise.lint.world.commands.pip_copies import got_pip
from pipwise.lint.world.resolve import lacks_venv, lacks_virtualenv, python_behind
from pipwise.lint.world.state import NEWEST, Python, World
from pipwise.lint.world.variables import joined
from pipwise.model.outcome import Evidence
from pipwise.model.value import TYPE_CHECKING

if TYPE_CHECKING:
    from pipwise.lint.world.notes import Notes

_VENV_VALUED = ("--prompt", "--upgrade-deps")
_VIRTUALENV_VALUED = (
    "-p",
    "--python",
    "--prompt",
    "--app-data",
    "--pip",
    "--setuptools",
    "--wheel",
    "--creator",
    "--seeder",
)


def python(notes: Notes, call: Call, world: World) -> World:
    """``python3 -m venv``, ``python3 get-pip.py``, ``python3 setup.py install``; every other program may do anything."""
    module = module_of(call)
    if module == "venv":
        return _venv(notes, call, world)
    if module == "virtualenv":
        return virtualenv(notes, call, world)
    script = next((word for word in call.words if word.endswith(("get-pip.py", "setup.py"))), "") or (
        "get-pip.py" if "get-pip.py" in call.stdin else ""
    )
    if script.endswith("get-pip.py"):
        return got_pip(notes, call, world)
    if script and {"install", "develop"} & set(call.words):
        notes.note("setup", call, world, program=call.invocation.program)
    return world


def module_of(call: Call) -> str:
    """The module of ``python -m``."""
    words = call.words
    for position, word in enumerate(words[:-1]):
        if word.startswith("-") and not word.startswith("--") and word.endswith("m"):
            return words[position + 1]
    return ""


def _venv(notes: Notes, call: Call, world: World) -> World:
    given = call.arguments
    for root in operands(given, _VENV_VALUED)[:1]:
        found = python_behind(world, call.invocation.program)
        base = found.python
        missing = base is not None and "--without-pip" not in given and lacks_venv(world, base)
        notes.note("venv", call, world, root=joined(world, root), missing="python3-venv" if missing else "")
        pip = "none" if "--without-pip" in given else NEWEST if "--upgrade-deps" in given else ""
        world = _made(world, call, root, "venv", pip=pip, base=base)
    return world


def virtualenv(notes: Notes, call: Call, world: World) -> World:
    """``virtualenv``, ``python3 -m virtualenv``, ``uv venv``."""
    for root in operands(call.arguments, _VIRTUALENV_VALUED)[:1]:
        lacks = lacks_virtualenv(world)
        missing = "virtualenv" if lacks else ""
        notes.note("venv", call, world, root=joined(world, root), missing=missing, certain=lacks)
        world = _made(world, call, root, "virtualenv", pip=NEWEST)
    return world


def uv_venv(notes: Notes, call: Call, world: World) -> World:
    """``uv venv``: no pip of its own but with ``--seed``."""
    words = operands(
        call.arguments, ("-p", "--python", "--prompt", "--index-url", "--cache-dir", "--config-file")
    )
    root = (*words[1:], ".venv")[0]
    notes.note("venv", call, world, root=joined(world, root))
    return _made(world, call, root, "uv", pip=NEWEST if "--seed" in call.words else "none")


def _made(
    world: World, call: Call, root: str, made_by: str, *, pip: str, base: Python | None = None
) -> World:
    root = joined(world, root)
    folder = f"{root.rstrip('/')}/bin"
    if root in ("/usr", "/usr/local"):
        # Nothing but a pyvenv.cfg in the place of the operating system's own: it is an environment from then on.
        pip = ""
    platform = base.platform if base is not None else world.platform
    told = Evidence(" ".join(call.words)[:120])
    made = Python(
        "venv",
        root,
        pip,
        sees_system="--system-site-packages" in call.words,
        made_by=made_by,
        platform=platform,
        evidence=(told,),
    )
    return world._replace(pythons={**world.pythons, folder: made})
