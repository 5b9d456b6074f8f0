"""What a command of uv looks for: the request and the places that its options, settings and pin files amount to."""

from __future__ import annotations

from pipwise.facts.uv_discovery import Order, Search
from pipwise.facts.uv_near import Place, is_before
from pipwise.facts.uv_options import configured, flag, resolve, text
from pipwise.facts.uv_paths import is_directory, is_file
from pipwise.facts.uv_pins import pinned
from pipwise.facts.uv_request import Request, parse_request
from pipwise.model.facts import Settings
from pipwise.model.intent import Arguments
from pipwise.system.look import Look

_CHANGING = ("pip install", "pip sync", "pip uninstall")


def pip_search(look: Look, arguments: Arguments, settings: Settings, where: Place) -> Search:
    """For ``uv pip``: a venv, unless a system Python is named or nothing is to be changed in it."""
    wanted = text(arguments, settings, "python", "UV_PYTHON", pip=True)
    request = request_for(look, wanted, where.directory)
    system = flag(arguments, settings, "system", "UV_SYSTEM_PYTHON", pip=True)
    if elsewhere(arguments, settings) and not is_before(where.version, (0, 5)):
        order = order_of(arguments, settings)
        wider = "system" if system and order == "managed" else order
        return Search(request, "only-system" if system else "any", wider)
    if system:
        return Search(request, "only-system", "system")
    if wanted and is_before(where.version, (0, 2)):
        # The first uvs took any Python of that version, and no venv.
        return Search(request, "only-system", "system")
    return Search(request, "explicit-system" if arguments.command in _CHANGING else "any")


def elsewhere(arguments: Arguments, settings: Settings) -> bool:
    """Whether ``uv pip`` only needs an interpreter to resolve for: the destination is ``--target`` or ``--prefix``."""
    named = any(text(arguments, settings, name, pip=True) for name in ("target", "prefix"))
    return named and arguments.command in ("pip install", "pip sync")


def new_search(look: Look, arguments: Arguments, settings: Settings, where: Place) -> Search:
    """For a new environment: never a venv's Python; a pin file or the project's requirement where nothing is asked for."""
    wanted = text(arguments, settings, "python", "UV_PYTHON") or pinned(look, arguments, settings, where)
    return Search(request_for(look, wanted, where.directory), "only-system", order_of(arguments, settings))


def request_for(look: Look, wanted: str, directory: str) -> Request:
    """The request behind a word, with paths seen from a directory."""
    return parse_request(
        wanted,
        is_directory=lambda path: is_directory(look, resolve(directory, path)),
        is_file=lambda path: is_file(look, resolve(directory, path)),
    )


def order_of(arguments: Arguments, settings: Settings) -> Order:
    """``--managed-python`` and its kin over ``--python-preference`` and the files (uv ``PythonPreference``)."""
    if flag(arguments, settings, "managed-python", "UV_MANAGED_PYTHON"):
        return "only-managed"
    if flag(arguments, settings, "no-managed-python", "UV_NO_MANAGED_PYTHON"):
        return "only-system"
    wanted = text(arguments, settings, "python-preference", "UV_PYTHON_PREFERENCE")
    match wanted or configured(settings, "python-preference", ("global",)):
        case "system":
            return "system"
        case "only-managed":
            return "only-managed"
        case "only-system":
            return "only-system"
        case _:
            return "managed"
